import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { UsageError } from '../usage.ts';

const sha = z.string().check(z.regex(/^[0-9a-f]{40,64}$/));
const repository = z.object({ id: z.number(), full_name: z.string().check(z.regex(/^[\w.-]+\/[\w.-]+$/)) });

const pullRequestEvent = z.object({
  repository,
  pull_request: z.object({ number: z.number(), head: z.object({ sha }) }),
});

const workflowRunEvent = z.object({
  repository,
  workflow_run: z.object({
    id: z.number(),
    event: z.string(),
    head_sha: sha,
    head_branch: z.nullable(z.string()),
    head_repository: z.nullable(repository),
  }),
});

/** What a run on GitHub is about, as GitHub says it: nothing of it comes from the pull request's own run. */
export type RunEvent =
  | { readonly kind: 'pull-request'; readonly repository: Repository; readonly number: number; readonly head: string }
  | {
      readonly kind: 'workflow-run';
      readonly repository: Repository;
      readonly run: number;
      /** What set off the run that made the report. */
      readonly of: string;
      readonly head: string;
      readonly branch?: string;
      readonly from?: Repository;
    };

export interface Repository {
  readonly id: number;
  readonly owner: string;
  readonly name: string;
}

export function readEvent(file: string | undefined): RunEvent {
  const text = read(file);
  const pullRequest = pullRequestEvent.safeParse(text);
  if (pullRequest.success) {
    const { repository, pull_request } = pullRequest.data;
    const { number, head } = pull_request;
    return { kind: 'pull-request', repository: named(repository), number, head: head.sha };
  }
  const run = workflowRunEvent.safeParse(text);
  if (!run.success) {
    throw new UsageError(
      'this run of GitHub Actions is about no pull request',
      'run it in a workflow for `workflow_run` or `pull_request`',
    );
  }
  const { id, event, head_sha, head_branch, head_repository } = run.data.workflow_run;
  return {
    kind: 'workflow-run',
    repository: named(run.data.repository),
    run: id,
    of: event,
    head: head_sha,
    ...(head_branch !== null && { branch: head_branch }),
    ...(head_repository && { from: named(head_repository) }),
  };
}

function read(file: string | undefined): unknown {
  try {
    return JSON.parse(readFileSync(file ?? '', 'utf8'));
  } catch {
    throw new UsageError('the event of this run cannot be read', 'GITHUB_EVENT_PATH names it in GitHub Actions');
  }
}

function named({ id, full_name }: { readonly id: number; readonly full_name: string }): Repository {
  const [owner = '', name = ''] = full_name.split('/');
  return { id, owner, name };
}
