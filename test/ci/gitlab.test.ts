import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { buildOnce, folderWith } from '../cli/meshwright.ts';
import { binIn } from './bin.ts';
import { type FakeGitLab, fakeGitLab, US } from './fake-gitlab.ts';
import { type Repository, repository } from './repository.ts';

beforeAll(buildOnce);

let gitlab: FakeGitLab;
beforeEach(async () => {
  gitlab = await fakeGitLab();
});
afterEach(() => gitlab.close());

interface Job {
  readonly script: readonly string[];
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly rules?: readonly Readonly<Record<string, string>>[];
}

/** A merge request of a branch, cloned as a runner does it. */
function mergeRequest(change: Parameters<Repository['commit']>[0], options = {}) {
  const repo = repository('gitlab');
  const base = repo.git('rev-parse', 'main');
  repo.git('checkout', '-q', '-b', 'more');
  const head = repo.commit(change, options);
  Object.assign(gitlab, { sha: head, base });
  return { repo, base, head, bin: binIn(folderWith()) };
}

const WIDER = {
  'policies/demo.ts': (old: string) =>
    `${old}web.calls(api, DELETE('/items/{*}'));\n`.replace('{ GET }', '{ DELETE, GET }'),
};

function jobOf(job: string, { repo, head }: Pick<ReturnType<typeof mergeRequest>, 'repo' | 'head'>): Job {
  return (parse(repo.git('show', `${head}:.gitlab-ci.yml`)) as Record<string, Job>)[job]!;
}

/** Runs a job of the pipeline, as a runner with a shell does. */
async function run(job: string, mr: ReturnType<typeof mergeRequest>, more = {}) {
  const { repo, base, head, bin } = mr;
  const { script, variables = {} } = jobOf(job, mr);
  const file = join(mkdtempSync(join(repo.folder, '.git', 'job-')), 'script.sh');
  writeFileSync(file, ['set -eo pipefail', ...script].join('\n'));
  const running = spawn('bash', [file], {
    cwd: repo.folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: `${bin}:${process.env['PATH']}`,
      HOME: bin,
      ...Object.fromEntries(Object.entries(variables).map(([key, value]) => [key, String(value)])),
      GITLAB_CI: 'true',
      CI_PROJECT_DIR: repo.folder,
      CI_PROJECT_ID: '9',
      CI_PROJECT_URL: 'https://gitlab.example.com/shop/mesh',
      CI_JOB_ID: '77',
      CI_API_V4_URL: `${gitlab.url}/api/v4`,
      CI_COMMIT_SHA: head,
      CI_MERGE_REQUEST_PROJECT_ID: '9',
      CI_MERGE_REQUEST_IID: '7',
      CI_MERGE_REQUEST_DIFF_BASE_SHA: base,
      ...more,
    },
  });
  let log = '';
  for (const stream of [running.stdout, running.stderr]) stream.on('data', (text) => (log += text));
  const code = await new Promise((resolve) => running.on('close', resolve));
  return { code, log };
}

const read = (repo: Repository, name: string) => readFileSync(join(repo.folder, 'meshwright-report', name), 'utf8');

describe('the pipeline', () => {
  it('reports a change, and keeps one note of it', async () => {
    const mr = mergeRequest(WIDER);
    expect(await run('meshwright', mr)).toMatchObject({ code: 0 });
    expect(JSON.parse(read(mr.repo, 'gl-code-quality.json'))).toEqual([]);
    expect(read(mr.repo, 'diff.junit')).toContain('<testsuite');
    const token = { MESHWRIGHT_TOKEN: 'x' };
    expect(await run('meshwright-note', mr, token)).toMatchObject({ code: 0 });
    expect(gitlab.notes).toEqual([
      { id: 1, author: { id: US }, system: false, body: expect.stringContaining('DELETE /items/') },
    ]);
    await run('meshwright-note', mr, token);
    expect(gitlab.writes).toHaveLength(1);
  });

  it('fails when out/ is stale, and leaves findings for the merge request', async () => {
    const mr = mergeRequest({ 'policies/demo.ts': 'oops(' }, { compile: false });
    expect((await run('meshwright', mr)).code).toBe(1);
    expect(JSON.parse(read(mr.repo, 'gl-code-quality.json'))).toMatchObject([
      { check_name: 'MW0101' },
      { check_name: 'MW0120' },
    ]);
    // Without it GitLab would leave the note out, and the one of an earlier commit would stand.
    expect(jobOf('meshwright-note', mr).rules).toEqual([expect.objectContaining({ when: 'always' })]);
    await run('meshwright-note', mr, { MESHWRIGHT_TOKEN: 'x' });
    expect(gitlab.notes[0]!.body).toContain('No report of what access changes');
  });
});
