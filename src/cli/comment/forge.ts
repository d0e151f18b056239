/** Where pull requests are: what keeping one comment up to date needs of it. */
export interface Forge {
  readonly name: 'GitHub' | 'GitLab';
  /** The open pull requests whose head is the commit that this run is about. */
  readonly pullRequests: () => Promise<PullRequests>;
  /** Comments of ours only: whoever else writes our marker is not us. */
  readonly ownComments: (pullRequest: number, marker: string) => Promise<readonly OwnComment[]>;
  readonly create: (pullRequest: number, body: string) => Promise<void>;
  readonly edit: (pullRequest: number, comment: number, body: string) => Promise<void>;
  readonly remove: (pullRequest: number, comment: number) => Promise<void>;
}

/** None is no error when it says why: a pull request that was closed meanwhile, or has a later commit by now. */
export type PullRequests =
  | { readonly kind: 'open'; readonly all: readonly PullRequest[] }
  | { readonly kind: 'none'; readonly why: string };

export interface PullRequest {
  readonly number: number;
  /** The commit whose report is wanted. */
  readonly head: string;
  /** The commit that it is compared with: where its branch left the one that it goes to. */
  readonly base: string;
  /** Files by which a pull request could change what its own report says. */
  readonly touchesReport: readonly string[];
}

export interface OwnComment {
  readonly id: number;
  readonly body: string;
}

/** Whether a changed file has a part in making the report: the workflow, what it installs, how that is configured. */
export function makesReport(path: string): boolean {
  const [first = '', name = ''] = [path, path.slice(path.lastIndexOf('/') + 1)];
  if (/^\.(github|gitlab)\/|^\.gitlab-ci\.yml$|(^|\/)node_modules\//.test(first)) return true;
  return [
    ...['meshwright.config.ts', 'package.json', 'package-lock.json', 'npm-shrinkwrap.json', '.npmrc'],
    ...['yarn.lock', '.yarnrc.yml', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', '.pnpmfile.cjs', 'bun.lock'],
  ].includes(name);
}
