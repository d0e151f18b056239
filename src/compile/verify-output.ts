import { posix } from 'node:path';
import { absurd } from '../base/absurd.ts';
import type { Span } from '../base/span.ts';
import type { FileChange } from '../compile.ts';
import { type Config, hasProvenance } from '../config/config.ts';
import { type Diagnostic, error, warning } from '../diag/diagnostic.ts';
import { PROVENANCE } from '../emit/provenance.ts';
import { foreignFiles, type StatementProblem, statementProblems } from '../emit/write/verify.ts';

export interface VerifyOutputOptions {
  readonly root: string;
  readonly config: Config;
  readonly version: string;
  /** What a compile found that differs. */
  readonly changes: readonly FileChange[];
  /** The targets that were compiled. */
  readonly targets: readonly string[];
}

/** Which files of the output are not what the policies make, and why; and which statements say what is not so. */
export function verifyOutputFindings(options: VerifyOutputOptions): readonly Diagnostic[] {
  const { root, config, targets, changes } = options;
  const place = { root, out: config.out };
  const statements = new Map(
    targets
      .filter((target) => hasProvenance(config, target))
      .flatMap((target) => statementFinding(target, options) ?? [])
      .map((finding) => [finding.span!.file, finding]),
  );
  return [
    ...changes.flatMap((change) => (statements.has(change.path) ? [] : changeFinding(change))),
    ...statements.values(),
    ...foreignFiles(place, targets).map(foreignFinding),
  ];
}

const EDITED =
  'undo the edit with `meshwright compile`; what it was for belongs in the policies, or in a `patch` of them';
const STALE = 'run `meshwright compile`, and commit what it writes';

function changeFinding({ path, change, edited, spans = [] }: FileChange): Diagnostic {
  const span = at(path);
  const related = spans.slice(0, 1).map((each) => ({ span: each, note: 'this makes it' }));
  switch (change) {
    case 'added':
      return error('MW6113', `\`${path}\` is missing`, {
        ...(related[0] && { span: related[0].span, label: 'this makes it' }),
        help: STALE,
      });
    case 'changed':
      return edited
        ? error('MW6111', `\`${path}\` was edited by hand`, { span, related, help: EDITED })
        : error('MW6112', `\`${path}\` is not what the policies say now`, { span, related, help: STALE });
    case 'removed':
      return error('MW6114', `\`${path}\` was made before, and nothing makes it now`, { span, help: STALE });
    default:
      return absurd(change);
  }
}

function foreignFinding(path: string): Diagnostic {
  return warning('MW6114', `\`${path}\` is not meshwright's, and lies among its output`, {
    note: 'no kustomization lists it, so nothing applies it',
    help: 'move it elsewhere, or delete it',
  });
}

/** What is wrong with the files themselves is told of them. */
function statementFinding(target: string, options: VerifyOutputOptions): Diagnostic | undefined {
  const { root, config, version, changes } = options;
  const path = posix.join(config.out, target, PROVENANCE);
  const differing = new Set(changes.map((change) => change.path));
  const told = (problem: StatementProblem) =>
    (problem.kind === 'subject' || problem.kind === 'unnamed') &&
    differing.has(posix.join(config.out, target, problem.path));
  const problems = statementProblems({ root, out: config.out }, target, version)?.filter((one) => !told(one)) ?? [];
  if (problems.length === 0) return undefined;
  return error('MW6115', `\`${path}\` says what is not so`, {
    span: at(path),
    note: noteOn(problems, version),
    help: STALE,
  });
}

const LISTED = 5;

function noteOn(problems: readonly StatementProblem[], version: string): string {
  const words = problems.slice(0, LISTED).map((problem) => inWords(problem, version));
  const more = problems.length - words.length;
  return `${words.join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
}

function inWords(problem: StatementProblem, version: string): string {
  switch (problem.kind) {
    case 'unreadable':
      return 'it is no statement of meshwright';
    case 'version':
      return `it was made by meshwright ${problem.said}, and this is ${version}`;
    case 'input':
      return `it was made of another \`${problem.path}\``;
    case 'subject':
      return `\`${problem.path}\` has another digest`;
    case 'unnamed':
      return `it does not name \`${problem.path}\``;
    default:
      return absurd(problem);
  }
}

function at(file: string): Span {
  return { file, line: 1, column: 1 };
}
