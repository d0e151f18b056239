import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Note {
  readonly id: number;
  readonly author: { readonly id: number };
  readonly system: boolean;
  body: string;
}

export interface FakeGitLab {
  readonly url: string;
  readonly notes: Note[];
  readonly writes: string[];
  sha: string;
  base: string;
  files: readonly string[];
  readonly close: () => Promise<void>;
}

export const US = 42;

/** As much of GitLab's API as a note needs, on loopback. */
export async function fakeGitLab(): Promise<FakeGitLab> {
  const state: FakeGitLab = {
    url: '',
    notes: [],
    writes: [],
    sha: '',
    base: '',
    files: [],
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const { status, answer } = handle(request.method ?? '', request.url ?? '', text, state);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(answer === undefined ? '' : JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return Object.assign(state, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}

function handle(method: string, url: string, text: string, state: FakeGitLab) {
  const { pathname } = new URL(url, 'http://x');
  const { notes } = state;
  const id = /\/notes\/(\d+)$/.exec(pathname)?.[1];
  if (method !== 'GET') state.writes.push(`${method} ${pathname}`);
  if (pathname.endsWith('/user')) return { status: 200, answer: { id: US } };
  if (pathname.endsWith('/merge_requests/7'))
    return {
      status: 200,
      answer: { iid: 7, state: 'opened', sha: state.sha, diff_refs: { base_sha: state.base, head_sha: state.sha } },
    };
  if (pathname.endsWith('/diffs'))
    return { status: 200, answer: state.files.map((path) => ({ new_path: path, old_path: path })) };
  if (!pathname.includes('/merge_requests/7/notes')) return { status: 404, answer: { message: '404 Not Found' } };
  if (method === 'GET') return { status: 200, answer: notes };
  if (method === 'POST') {
    const { body } = JSON.parse(text) as { body: string };
    notes.push({ id: 1 + notes.length, author: { id: US }, system: false, body });
    return { status: 201, answer: notes.at(-1) };
  }
  const at = notes.findIndex((one) => String(one.id) === id);
  if (method === 'DELETE') notes.splice(at, 1);
  else notes[at]!.body = (JSON.parse(text) as { body: string }).body;
  return { status: 200, answer: notes[at] ?? {} };
}
