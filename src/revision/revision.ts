import { didYouMean } from '../base/suggest.ts';
import { type Diagnostic, error } from '../diag/diagnostic.ts';
import type { Report } from '../diag/report.ts';
import { printed } from './git.ts';
import type { Repository } from './repository.ts';

/** A commit, and what it was asked for as. */
export interface Revision {
  readonly name: string;
  /** Its whole hash. */
  readonly commit: string;
}

/** The commit that a name means to Git: a branch, a tag, a hash, `HEAD~3`, `main@{yesterday}`; undefined for none. */
export function findRevision(name: string, { git }: Repository): Revision | undefined {
  // Git has no such names, and what begins like an option could be taken for one.
  if (name === '' || name.startsWith('-') || name.includes('\0')) return undefined;
  const hashOf = (one: string) => printed(git.run(['rev-parse', '--verify', '--quiet', '--end-of-options', one]));
  // `:/text` takes all that follows for text.
  const found = name.startsWith(':/') ? hashOf(name) : name;
  const commit = found && hashOf(`${found}^{commit}`);
  return commit !== undefined && /^[0-9a-f]{40,64}$/.test(commit) ? { name, commit } : undefined;
}

export function resolveRevision(name: string, repository: Repository): Report<Revision | undefined> {
  const result = findRevision(name, repository);
  return { result, diagnostics: result ? [] : [noRevision(name, repository)] };
}

/** That a name means nothing here, and what may have been meant. */
export function noRevision(name: string, repository: Repository): Diagnostic {
  if (hasNoCommits(repository)) return noCommits();
  const near = didYouMean(name, refNames(repository));
  const fetched = 'fetch it: in CI, check out with the whole history (`fetch-depth: 0`, `GIT_DEPTH: 0`)';
  const help = near ?? (repository.shallow ? fetched : undefined);
  return error('MW6003', `there is no revision \`${name}\``, {
    ...(repository.shallow && near && { note: 'this clone is shallow: it holds a part of the history only' }),
    ...(help !== undefined && { help }),
  });
}

/** Whether HEAD is a branch that has no commit yet. */
function hasNoCommits({ git }: Repository): boolean {
  return git.run(['rev-parse', '--verify', '--quiet', 'HEAD']).kind !== 'done' && printed(git.run(ANY_REF)) === '';
}

const ANY_REF = ['for-each-ref', '--count=1', '--format=%(refname)'];

function noCommits(): Diagnostic {
  return error('MW6004', 'the repository has no commit yet, so there is nothing to compare with', {
    help: 'commit first, or compare folders of manifests: `meshwright diff ./before ./after`',
  });
}

/** Names of branches and tags, as people write them. */
function refNames({ git }: Repository): readonly string[] {
  const said = printed(
    git.run(['for-each-ref', '--format=%(refname:short)', 'refs/heads', 'refs/remotes', 'refs/tags']),
  );
  return said ? said.split('\n') : [];
}

/** Where the histories of two commits parted. */
export function mergeBase(one: Revision, other: Revision, repository: Repository): Report<string | undefined> {
  const commit = printed(repository.git.run(['merge-base', one.commit, other.commit]));
  if (commit !== undefined && commit !== '') return { result: commit.split('\n')[0], diagnostics: [] };
  const names = `\`${one.name}\` and \`${other.name}\``;
  if (repository.shallow)
    return {
      result: undefined,
      diagnostics: [
        error('MW6005', `this clone is shallow: where ${names} parted is not in it`, {
          help: 'fetch the rest with `git fetch --unshallow`; in CI, check out with `fetch-depth: 0` (GitLab: `GIT_DEPTH: 0`)',
        }),
      ],
    };
  return {
    result: undefined,
    diagnostics: [
      error('MW6006', `${names} have no commit in common`, {
        help: `compare them as they are: \`meshwright diff ${one.name} ${other.name}\``,
      }),
    ],
  };
}
