import type { Shell } from '../shell.ts';
import { UsageError } from '../usage.ts';
import type { DiffLook } from '../views/diff/index.ts';
import { readEvent } from './event.ts';
import type { Forge } from './forge.ts';

/** Where this runs, by what GitHub Actions and GitLab CI tell every job. */
export async function forgeOf(env: Shell['env'], version: string): Promise<Forge> {
  if (env['GITHUB_ACTIONS']) {
    const { github } = await import('./github.ts');
    return github({
      token: needed(env, 'GITHUB_TOKEN', 'give the step `env: { GITHUB_TOKEN: ${{ github.token }} }`'),
      api: env['GITHUB_API_URL'] ?? 'https://api.github.com',
      event: env['GITHUB_EVENT_PATH'],
      userAgent: `meshwright/${version}`,
    });
  }
  if (env['GITLAB_CI']) {
    const { gitlab } = await import('./gitlab.ts');
    return gitlab({
      token: needed(env, 'MESHWRIGHT_TOKEN', 'make a project access token with the scope `api`'),
      api: env['CI_API_V4_URL'] ?? '',
      project: env['CI_MERGE_REQUEST_PROJECT_ID'],
      mergeRequest: env['CI_MERGE_REQUEST_IID'],
      head: env['CI_MERGE_REQUEST_SOURCE_BRANCH_SHA'] || env['CI_COMMIT_SHA'],
    });
  }
  throw new UsageError(
    'there is nowhere to comment: this is no job of GitHub Actions or GitLab CI',
    '--dry-run prints the comment instead',
  );
}

function needed(env: Shell['env'], name: string, help: string): string {
  const value = env[name];
  if (!value) throw new UsageError(`${name} is not set`, help);
  return value;
}

/** Where the comment points at: the run with the whole report, and the lines of files. */
export function linksOf(env: Shell['env']): Pick<DiffLook, 'artifactUrl' | 'sourceUrl'> {
  const server = env['GITHUB_SERVER_URL'];
  const repository = env['GITHUB_REPOSITORY'];
  if (env['GITHUB_ACTIONS'] && server && repository) {
    const event = readEvent(env['GITHUB_EVENT_PATH']);
    const id = event.kind === 'workflow-run' ? event.run : env['GITHUB_RUN_ID'];
    return {
      artifactUrl: `${server}/${repository}/actions/runs/${id}#artifacts`,
      sourceUrl: `${server}/${repository}/blob`,
    };
  }
  const project = env['CI_PROJECT_URL'];
  if (!project) return {};
  const job = env['CI_JOB_ID'];
  return { sourceUrl: `${project}/-/blob`, ...(job && { artifactUrl: `${project}/-/jobs/${job}/artifacts/browse` }) };
}
