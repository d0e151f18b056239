import { error } from '../diag/diagnostic.ts';
import type { Report } from '../diag/report.ts';
import { printed } from './git.ts';
import type { Repository } from './repository.ts';
import { findRevision, noRevision, type Revision } from './revision.ts';

/** Variables in which CI says which branch a pull or merge request is for. */
const TARGET_BRANCH = ['GITHUB_BASE_REF', 'CI_MERGE_REQUEST_TARGET_BRANCH_NAME'] as const;

/** Where the main branch is, without anyone saying so. */
const USUAL = ['origin/main', 'origin/master', 'main', 'master', 'trunk'] as const;

/** The branch that a change is meant for: what CI says, what the remote calls its HEAD, or one of the usual names. */
export function mainBranch(
  repository: Repository,
  env: Readonly<Record<string, string | undefined>>,
): Report<Revision | undefined> {
  const wanted = TARGET_BRANCH.map((name) => env[name]).find(Boolean);
  if (wanted !== undefined) {
    const found = findRevision(`origin/${wanted}`, repository) ?? findRevision(wanted, repository);
    return { result: found, diagnostics: found ? [] : [noRevision(`origin/${wanted}`, repository)] };
  }
  const remote = printed(repository.git.run(['rev-parse', '--abbrev-ref', 'origin/HEAD']));
  const names = [...(remote ? [remote] : []), ...USUAL];
  for (const name of names) {
    const found = findRevision(name, repository);
    if (found) return { result: found, diagnostics: [] };
  }
  if (findRevision('HEAD', repository) === undefined)
    return { result: undefined, diagnostics: [noRevision('HEAD', repository)] };
  return {
    result: undefined,
    diagnostics: [
      error('MW6007', 'which branch is the main one cannot be told', {
        note: `there is none of ${USUAL.map((name) => `\`${name}\``).join(', ')}`,
        help: 'name what to compare with: `meshwright diff BRANCH...`',
      }),
    ],
  };
}
