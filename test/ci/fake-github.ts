import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Comment {
  readonly id: number;
  readonly user: { readonly login: string };
  body: string;
}

/** What a server like GitHub's knows of one pull request, and what was done to it. */
export interface FakeGitHub {
  readonly url: string;
  readonly comments: Comment[];
  /** `PATCH /repos/…`, all but what only reads. */
  readonly writes: string[];
  pulls: readonly Pull[];
  files: readonly string[];
  mergeBase: string;
  /** Status codes to answer the next requests with. */
  readonly failures: number[];
  readonly close: () => Promise<void>;
}

export interface Pull {
  readonly number: number;
  readonly head: { readonly sha: string; readonly ref: string; readonly repo: { readonly id: number } | null };
  readonly base: { readonly sha: string };
}

export const US = 'github-actions[bot]';
const TOKEN = 'token-of-the-run';

/** As much of GitHub's API as a comment needs, on loopback; a token that is not ours may only read. */
export async function fakeGitHub(): Promise<FakeGitHub> {
  const state: FakeGitHub = {
    url: '',
    comments: [],
    writes: [],
    pulls: [],
    files: [],
    mergeBase: '',
    failures: [],
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };
  const server = createServer(async (request, response) => {
    const body = await read(request);
    const { status, answer } = state.failures.length > 0 ? failure(state) : handle(request, body, state);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(answer === undefined ? '' : JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return Object.assign(state, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}

interface Answer {
  readonly status: number;
  readonly answer?: unknown;
}

function failure(state: FakeGitHub): Answer {
  return { status: state.failures.shift()!, answer: { message: 'no' } };
}

async function read(request: IncomingMessage): Promise<{ readonly body?: string }> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text === '' ? {} : JSON.parse(text);
}

function handle({ method, url = '', headers }: IncomingMessage, { body = '' }: { body?: string }, state: FakeGitHub) {
  const { pathname, searchParams } = new URL(url, 'http://x');
  const reads = method === 'GET' || pathname === '/graphql';
  if (!reads) state.writes.push(`${method} ${pathname}`);
  if (!reads && headers.authorization !== `token ${TOKEN}`) return { status: 403, answer: { message: 'not allowed' } };
  const page = Number(searchParams.get('page') ?? 1);
  const paged = <T>(all: readonly T[]): Answer => ({ status: 200, answer: page === 1 ? all : [] });
  const [, kind = '', id = ''] =
    /^\/repos\/shop\/mesh\/([a-z/]+?)(?:\/([^/]+))?(?:\/comments|\/files)?$/.exec(pathname) ?? [];
  if (pathname === '/graphql') return { status: 200, answer: { data: { viewer: { login: US } } } };
  if (kind === 'compare') return { status: 200, answer: { merge_base_commit: { sha: state.mergeBase } } };
  if (pathname.endsWith('/files')) return paged(state.files.map((filename) => ({ filename })));
  if (kind === 'pulls' && id === '') {
    const wanted = searchParams.get('head') ?? '';
    return paged(state.pulls.filter(({ head }) => wanted.endsWith(`:${head.ref}`)));
  }
  if (kind === 'pulls') return { status: 200, answer: state.pulls.find(({ number }) => String(number) === id) };
  if (method === 'GET') return paged(state.comments);
  return write(method, id, body, state);
}

function write(method: string | undefined, id: string, body: string, { comments }: FakeGitHub): Answer {
  if (method === 'POST') {
    comments.push({ id: 100 + comments.length, user: { login: US }, body });
    return { status: 201, answer: comments.at(-1) };
  }
  const at = comments.findIndex((one) => String(one.id) === id);
  if (at === -1) return { status: 404, answer: { message: 'not found' } };
  if (method === 'DELETE') comments.splice(at, 1);
  else comments[at]!.body = body;
  return method === 'DELETE' ? { status: 204 } : { status: 200, answer: comments[at] };
}
