import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { buildOnce, folderWith } from '../cli/meshwright.ts';
import { type FakeGitHub, fakeGitHub, US } from './fake-github.ts';
import { copyOf, type Repository, repository } from './repository.ts';
import { type JobRun, runJob } from './runner.ts';

const REPORT = '.github/workflows/meshwright.yml';
const COMMENT = '.github/workflows/meshwright-comment.yml';
const BASE_REPOSITORY = { id: 1, full_name: 'shop/mesh' };
const FORK = { id: 2, full_name: 'stranger/mesh' };
const RUN = 4711;

beforeAll(buildOnce);

/** A pull request from a fork, and the two runs that it sets off. */
interface PullRequest {
  readonly repo: Repository;
  readonly base: string;
  readonly head: string;
  readonly branch: string;
  readonly artifacts: Map<string, string>;
  readonly folder: string;
}

function pullRequest(
  change: Parameters<Repository['commit']>[0],
  options: { compile?: boolean; branch?: string } = {},
) {
  const repo = repository('github');
  const base = repo.git('rev-parse', 'main');
  const branch = options.branch ?? 'more';
  repo.git('checkout', '-q', '-b', branch);
  const head = repo.commit(change, options);
  repo.git('checkout', '-q', 'main');
  return { repo, base, head, branch, artifacts: new Map(), folder: folderWith() } satisfies PullRequest;
}

const WIDER = {
  'policies/demo.ts': (old: string) =>
    `${old}web.calls(api, DELETE('/items/{*}'));\n`.replace('{ GET }', '{ DELETE, GET }'),
};

/** The job that runs the pull request's code, by the workflow that the pull request has. */
function report({ repo, base, head, artifacts, folder }: PullRequest): Promise<JobRun> {
  return runJob(repo.git('show', `${head}:${REPORT}`), {
    origin: repo.folder,
    event: {
      name: 'pull_request',
      payload: { repository: BASE_REPOSITORY, pull_request: { number: 7, base: { sha: base }, head: { sha: head } } },
    },
    sha: head,
    // Each run has one: it is for no step that runs what a pull request says.
    token: 'token-of-the-run',
    runId: RUN,
    artifacts,
    folder,
  });
}

let first: PullRequest | undefined;

/** One that widens, of which the report is made: once in this file, and copied. */
async function reported(): Promise<PullRequest> {
  if (first === undefined) {
    first = pullRequest(WIDER);
    expect(await report(first)).toMatchObject({ outcome: 'success' });
  }
  const folder = folderWith();
  const artifacts = [...first.artifacts].map(([name, kept]) => {
    const copy = mkdtempSync(join(folder, 'artifact-'));
    cpSync(kept, copy, { recursive: true });
    return [name, copy] as const;
  });
  return { ...first, repo: copyOf(first.repo), artifacts: new Map(artifacts), folder };
}

let github: FakeGitHub;
beforeEach(async () => {
  github = await fakeGitHub();
});
afterEach(() => github.close());

/** The job that comments, by the workflow of the default branch. */
function comment({ repo, base, head, branch, artifacts, folder }: PullRequest, of = {}): Promise<JobRun> {
  github.pulls = [{ number: 7, head: { sha: head, ref: branch, repo: FORK }, base: { sha: base } }, ...github.pulls];
  github.mergeBase ||= base;
  const workflow_run = {
    id: RUN,
    event: 'pull_request',
    head_sha: head,
    head_branch: branch,
    head_repository: FORK,
    ...of,
  };
  return runJob(repo.git('show', `main:${COMMENT}`), {
    origin: repo.folder,
    event: { name: 'workflow_run', payload: { repository: BASE_REPOSITORY, workflow_run } },
    sha: base,
    token: 'token-of-the-run',
    api: github.url,
    runId: RUN + 1,
    artifacts,
    folder,
  });
}

describe('the workflows', () => {
  it.each([REPORT, COMMENT])('%s is one that GitHub takes', (path) => {
    const content = repository('github').git('show', `main:${path}`);
    const { context } = parseWorkflow({ name: path, content }, new NoOperationTraceWriter());
    expect(context.errors.getErrors().map(({ message }) => message)).toEqual([]);
  });

  it('report a change, and comment on it', async () => {
    const pr = pullRequest(WIDER);
    const made = await report(pr);
    expect(made).toMatchObject({ outcome: 'success', summary: expect.stringContaining('DELETE /items/') });
    const told = await comment(pr);
    expect({ outcome: told.outcome, log: told.log }).toMatchObject({ outcome: 'success' });
    expect(github.comments).toEqual([
      { id: 100, user: { login: US }, body: expect.stringContaining('DELETE /items/') },
    ]);
    expect(github.comments[0]!.body).toContain('/shop/mesh/actions/runs/4711#artifacts');

    await comment(pr);
    expect(github.writes).toHaveLength(1);
  });

  it('fail when policies are wrong or out/ is stale, and then say that nothing is known', async () => {
    const pr = pullRequest(WIDER, { compile: false });
    expect(await report(pr)).toMatchObject({ outcome: 'failure', log: expect.stringContaining('MW0005') });
    const broken = pullRequest({ 'policies/demo.ts': 'oops(' }, { compile: false });
    expect(await report(broken)).toMatchObject({ outcome: 'failure', log: expect.stringContaining('MW0101') });
    await comment(broken);
    expect(github.comments.map(({ body }) => body)).toEqual([
      expect.stringContaining('No report of what access changes'),
    ]);
  });
});

describe('a hostile pull request', () => {
  it('gets no token where its code runs', async () => {
    const spy = `${'console.error(`SPY ${JSON.stringify(process.env)}`);'}\n`;
    const pr = pullRequest({ 'policies/index.ts': (old) => `${spy}${old}` });
    const { log } = await report(pr);
    expect(log).toContain('SPY {');
    expect(log).not.toContain('token-of-the-run');
  });

  it('runs nothing where there is a token', async () => {
    const pr = pullRequest({
      ...WIDER,
      'package.json': (old) => old.replace('"scripts": {', '"scripts": { "preinstall": "touch /tmp/owned",'),
    });
    await report(pr);
    const { workspace, log } = await comment(pr);
    expect(readFileSync(join(workspace, 'policies/demo.ts'), 'utf8')).not.toContain('DELETE');
    expect(log).not.toContain('policies/');
  });

  it('is said to have changed how its report is made', async () => {
    const pr = await reported();
    github = Object.assign(github, { files: ['policies/demo.ts', '.github/workflows/meshwright.yml', 'package.json'] });
    await comment(pr);
    expect(github.comments[0]!.body).toMatch(
      /changes .*meshwright.yml.* and 1 more, which takes part in making this report/,
    );
  });

  it('cannot have a branch whose name is a command', async () => {
    const pr = pullRequest(WIDER, { branch: 'x$(touch${IFS}owned)`id`' });
    await report(pr);
    const { workspace, outcome } = await comment(pr);
    expect(outcome).toBe('success');
    expect(existsSync(join(workspace, 'owned'))).toBe(false);
    expect(github.comments).toHaveLength(1);
  });

  it.each([
    ['no JSON', () => 'oops', 'it is no JSON'],
    ['another form', () => '{"version":2}', 'the report cannot be taken for one'],
    [
      'more than the schema has',
      (text: string) => text.replace('"version": 1,', '"version": 1, "html": "<img>",'),
      'MW6070',
    ],
    ['too much', (text: string) => text + ' '.repeat(17 << 20), 'it is larger than 16 MiB'],
    [
      'another commit',
      (text: string) => text.replace(/("head": \{[^}]*"commit": )"[0-9a-f]+"/, `$1"${'0'.repeat(40)}"`),
      'MW6071',
    ],
    [
      'another base',
      (text: string) => text.replace(/("base": \{[^}]*"commit": )"[0-9a-f]+"/, `$1"${'0'.repeat(40)}"`),
      'MW6071',
    ],
  ])('cannot upload %s', async (_, forge, why) => {
    const pr = await reported();
    const file = join(pr.artifacts.get(`${RUN} meshwright-diff`)!, 'diff.json');
    writeFileSync(file, forge(readFileSync(file, 'utf8')));
    expect(await comment(pr)).toMatchObject({ outcome: 'failure', log: expect.stringContaining(why) });
    expect(github.writes).toEqual([]);
  });

  it('cannot upload a folder or a link for a report', async () => {
    const pr = await reported();
    const folder = join(pr.folder, 'artifact');
    mkdirSync(join(folder, 'diff.json'), { recursive: true });
    pr.artifacts.set(`${RUN} meshwright-diff`, folder);
    expect(await comment(pr)).toMatchObject({ outcome: 'failure', log: expect.stringContaining('MW6070') });
  });
});

describe('one comment', () => {
  it('is ours: others who write the same stay as they are, and of several of ours one is kept', async () => {
    const pr = await reported();
    await comment(pr);
    const [ours] = github.comments.splice(0);
    const theirs = { id: 1, user: { login: 'stranger' }, body: ours!.body };
    github.comments.push(theirs, { ...ours!, id: 2, body: ours!.body.replace('DELETE', 'GET') }, { ...ours!, id: 3 });
    await comment(pr);
    expect(github.comments).toEqual([theirs, { ...ours!, id: 2 }]);
  });

  it('is left to the run of a later commit, and to none where the pull request is closed', async () => {
    const pr = await reported();
    github.pulls = [{ number: 7, head: { sha: 'f'.repeat(40), ref: 'more', repo: FORK }, base: { sha: pr.base } }];
    const { log, outcome } = await comment({ ...pr, head: pr.head }, { head_sha: 'e'.repeat(40) });
    expect({ outcome, writes: github.writes }).toEqual({ outcome: 'success', writes: [] });
    expect(log).toContain('there is a later commit');
    expect((await comment(pr, { head_branch: 'gone' })).log).toContain('no open pull request has it');
  });

  it('says which right is missing, and tries again when the server stumbles', async () => {
    const pr = await reported();
    github.failures.push(403);
    expect((await comment(pr)).log).toMatch(
      /MW6072: GitHub does not take the comment \(HTTP 403\)[\s\S]*pull-requests: write/,
    );
    github.failures.push(502);
    expect((await comment(pr)).outcome).toBe('success');
  });
});
