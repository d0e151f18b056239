import { Octokit } from '@octokit/core';
import { paginateRest } from '@octokit/plugin-paginate-rest';
import { retry } from '@octokit/plugin-retry';
import { type RunEvent, readEvent } from './event.ts';
import { type Forge, makesReport, type OwnComment, type PullRequest, type PullRequests } from './forge.ts';

export interface GitHubAccess {
  readonly token: string;
  readonly api: string;
  readonly event: string | undefined;
  readonly userAgent: string;
}

const Client = Octokit.plugin(paginateRest, retry);
type Client = InstanceType<typeof Client>;

/** GitHub, as a run of Actions reaches it. */
export function github({ token, api, event, userAgent }: GitHubAccess): Forge {
  const run = readEvent(event);
  const client = new Client({ auth: token, baseUrl: api, userAgent, log: SILENT });
  const at = { owner: run.repository.owner, repo: run.repository.name };
  return {
    name: 'GitHub',
    pullRequests: () => pullRequests(run, client),
    ownComments: async (issue_number, marker) => {
      const own = await login(client);
      const all = await client.paginate('GET /repos/{owner}/{repo}/issues/{issue_number}/comments', {
        ...at,
        issue_number,
        per_page: 100,
      });
      return all
        .filter(({ user, body }) => user && withoutSuffix(user.login) === own && body?.startsWith(marker))
        .map(({ id, body = '' }): OwnComment => ({ id: Number(id), body }));
    },
    create: async (issue_number, body) => {
      await client.request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', { ...at, issue_number, body });
    },
    edit: async (_, comment_id, body) => {
      await client.request('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', { ...at, comment_id, body });
    },
    remove: async (_, comment_id) => {
      await client.request('DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}', { ...at, comment_id });
    },
  };
}

const quiet = () => {};
const SILENT = { debug: quiet, info: quiet, warn: quiet, error: quiet };

/** Whose comments are ours. A token of Actions cannot ask `GET /user`. */
async function login(client: Client): Promise<string> {
  const { viewer } = await client.graphql<{ readonly viewer: { readonly login: string } }>('{ viewer { login } }');
  return withoutSuffix(viewer.login);
}

function withoutSuffix(name: string): string {
  return name.replace(/\[bot\]$/, '');
}

/** Of a run for a fork GitHub does not say which pull request it was for: it is found by branch, and held to the commit. */
async function pullRequests(run: RunEvent, client: Client): Promise<PullRequests> {
  const at = { owner: run.repository.owner, repo: run.repository.name };
  if (run.kind === 'pull-request') {
    const { data } = await client.request('GET /repos/{owner}/{repo}/pulls/{pull_number}', {
      ...at,
      pull_number: run.number,
    });
    if (data.head.sha !== run.head) return LATER;
    return { kind: 'open', all: [await described(data.number, data.base.sha, run.head, at, client)] };
  }
  if (run.of !== 'pull_request') return { kind: 'none', why: `the run was for \`${run.of}\`, not for a pull request` };
  const { from, branch } = run;
  if (from === undefined || branch === undefined) return { kind: 'none', why: 'the branch of the run is gone' };
  const open = await client.paginate('GET /repos/{owner}/{repo}/pulls', {
    ...at,
    head: `${from.owner}:${branch}`,
    state: 'open',
    per_page: 100,
  });
  const ofBranch = open.filter(({ head }) => head.repo?.id === from.id && head.ref === branch);
  const wanted = ofBranch.filter(({ head }) => head.sha === run.head);
  if (wanted.length === 0) return ofBranch.length > 0 ? LATER : { kind: 'none', why: 'no open pull request has it' };
  return {
    kind: 'open',
    all: await Promise.all(wanted.map(({ number, base }) => described(number, base.sha, run.head, at, client))),
  };
}

const LATER: PullRequests = { kind: 'none', why: 'there is a later commit, whose own run will say what it changes' };

async function described(
  number: number,
  onto: string,
  head: string,
  at: { readonly owner: string; readonly repo: string },
  client: Client,
): Promise<PullRequest> {
  const { data } = await client.request('GET /repos/{owner}/{repo}/compare/{basehead}', {
    ...at,
    basehead: `${onto}...${head}`,
    per_page: 1,
  });
  const files = await client.paginate('GET /repos/{owner}/{repo}/pulls/{pull_number}/files', {
    ...at,
    pull_number: number,
    per_page: 100,
  });
  const paths = files.flatMap((file) => [file.filename, ...(file.previous_filename ? [file.previous_filename] : [])]);
  return { number, head, base: data.merge_base_commit.sha, touchesReport: paths.filter(makesReport) };
}
