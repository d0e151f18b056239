import { printed } from './git.ts';
import type { Repository } from './repository.ts';
import type { Revision } from './revision.ts';

/** What is known of a commit to somebody who reads of it in another repository. */
export interface Reference {
  readonly author: { readonly name: string; readonly email: string };
  /** As Git has it in ISO 8601, with the author's time zone. */
  readonly date: string;
  readonly sha: string;
  readonly subject: string;
  readonly body: string;
  readonly repoURL?: string;
}

const FORMAT = ['%aN', '%aE', '%aI', '%s', '%b'].join('%x00');

export function referenceTo({ commit }: Revision, repository: Repository, repoURL?: string): Reference | undefined {
  const said = printed(
    repository.git.run(['show', '--no-patch', '--no-show-signature', `--format=${FORMAT}`, commit, '--']),
  );
  if (said === undefined) return undefined;
  const [name = '', email = '', date = '', subject = '', body = ''] = said.split('\0');
  return {
    author: { name, email },
    date,
    sha: commit,
    subject,
    body: body.trimEnd(),
    ...(repoURL && { repoURL: withoutSecret(repoURL) }),
  };
}

/** Where the repository is fetched from. */
export function originURL({ git }: Repository): string | undefined {
  return printed(git.run(['config', '--get', 'remote.origin.url']));
}

/** Without what authenticates there: a CI says where a repository is together with its token. */
function withoutSecret(url: string): string {
  return url.replace(/^([a-z+]+:\/\/)[^/]*@/i, (whole, scheme) => (/^ssh/i.test(whole) ? whole : scheme));
}
