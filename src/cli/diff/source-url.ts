import type { Shell } from '../shell.ts';
import { UsageError } from '../usage.ts';

/** Where files of a commit can be read, up to the commit: as it is said, or as CI knows it. */
export function sourceUrl(said: string | undefined, env: Shell['env']): string | undefined {
  if (said !== undefined && !/^https?:\/\/\S+$/.test(said))
    throw new UsageError(`\`${said}\` is no address`, 'write it as `https://github.com/acme/mesh/blob`');
  return said ?? github(env) ?? gitlab(env);
}

function github({ GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository }: Shell['env']): string | undefined {
  return server && repository ? `${server}/${repository}/blob` : undefined;
}

function gitlab({ CI_PROJECT_URL: project }: Shell['env']): string | undefined {
  return project ? `${project}/-/blob` : undefined;
}
