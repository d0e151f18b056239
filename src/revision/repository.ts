import { type Diagnostic, error } from '../diag/diagnostic.ts';
import type { Report } from '../diag/report.ts';
import { type Git, type GitResult, gitIn, printed } from './git.ts';

/** A Git repository, seen from a folder of it. */
export interface Repository {
  readonly git: Git;
  /** Where the folder is in the repository: `mesh/`, or nothing at its top. */
  readonly prefix: string;
  /** There are no files beside the objects. */
  readonly bare: boolean;
  /** The history is cut off somewhere. */
  readonly shallow: boolean;
}

/** The repository that a folder is in; undefined, with no finding, when it is in none. */
export function findRepository(
  folder: string,
  env: Readonly<Record<string, string | undefined>>,
): Report<Repository | undefined> {
  const git = gitIn(folder, env);
  const asked = git.run(['rev-parse', '--is-bare-repository', '--is-shallow-repository', '--show-prefix']);
  const said = printed(asked);
  if (said === undefined) return { result: undefined, diagnostics: notFound(asked) };
  const [bare, shallow, ...prefix] = said.split('\n');
  return {
    result: { git, bare: bare === 'true', shallow: shallow === 'true', prefix: prefix.join('\n') },
    diagnostics: [],
  };
}

function notFound(asked: GitResult): readonly Diagnostic[] {
  if (asked.kind === 'failed' && asked.why.startsWith('not a git repository')) return [];
  return [unusable(asked)];
}

/** Git itself, or the repository, is of no use. */
function unusable(result: GitResult): Diagnostic {
  if (result.kind === 'absent')
    return error('MW6001', '`git` cannot be run', {
      help: 'install Git, or compare folders of manifests: `meshwright diff ./before ./after`',
    });
  const why = result.kind === 'failed' ? result.why : 'it holds more than can be read';
  const owned = why.startsWith('detected dubious ownership');
  return error('MW6002', `the Git repository cannot be read: ${why}`, {
    ...(owned && {
      note: 'it belongs to another user, who could have Git run something',
      help: 'if it is yours: `git config --global --add safe.directory` and its folder',
    }),
  });
}
