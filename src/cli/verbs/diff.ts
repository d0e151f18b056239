import type { ChangeKind } from '../../analysis/diff/change.ts';
import { accessDiff, type TargetPair } from '../../analysis/diff/diff.ts';
import { type Diagnostic, isError } from '../../diag/diagnostic.ts';
import { textAt } from '../../load/source-tree.ts';
import { readApprovals } from '../diff/approvals.ts';
import { authorsOf } from '../diff/authors.ts';
import { changedFiles } from '../diff/changed-files.ts';
import type { FailOn } from '../diff/choices.ts';
import { graphFrom } from '../diff/graph.ts';
import { openGiven } from '../diff/open-given.ts';
import { pairUp } from '../diff/pairs.ts';
import { type Refusal, refuse } from '../diff/refuse.ts';
import type { Approval, DiffReport } from '../diff/report.ts';
import { comparedOf, type Side } from '../diff/side.ts';
import type { OpenSides, Refused } from '../diff/sides.ts';
import { sourceUrl } from '../diff/source-url.ts';
import { isFailure, verdictOf } from '../diff/verdict.ts';
import { paintFor } from '../look.ts';
import { findProject } from '../project.ts';
import { sayFindings } from '../say-findings.ts';
import type { ExitCode, Shell } from '../shell.ts';
import type { Given, Run } from '../verb.ts';
import { type DiffFormat, type DiffLook, diffView } from '../views/diff/index.ts';
import { counted } from '../views/words.ts';

interface Options {
  readonly target?: readonly string[];
  readonly failOn?: readonly FailOn[];
  readonly approvalsFrom: 'base' | 'head';
  readonly blame?: true;
  readonly link?: string;
  readonly artifactUrl?: string;
  readonly output: DiffFormat;
}

/** What access opens and closes between two meshes. */
export const diffVerb: Run = async (given, shell): Promise<ExitCode> => {
  const options = given.options as unknown as Options;
  const place = findProject(given.globals, shell);
  const refusal: Refusal = { root: place.root, output: options.output, globals: given.globals, shell };
  const look = lookOf(given, options, shell);
  const sides = await openGiven('diff', given, { targets: options.target, place }, shell);
  if ('exit' in sides) return refuse(sides, refusal);
  const approvals = approvalsOf(sides[options.approvalsFrom]);
  if ('exit' in approvals) return refuse(approvals, refusal);
  const report = compared(sides, approvals, options, look.sourceUrl !== undefined);
  if ('exit' in report) return refuse(report, refusal);
  shell.out.write(await diffView(report, options.output, look));
  const errors = errorsOf(sides.head);
  await sayFindings(errors, { ...refusal, tree: sides.head.tree });
  return errors.length > 0 || isFailure(report.diff, report.verdict) ? 1 : 0;
};

function lookOf({ globals }: Given, { link, artifactUrl }: Options, shell: Shell): DiffLook {
  const source = sourceUrl(link, shell.env);
  return {
    paint: paintFor(shell.out, globals, shell.env),
    verbose: globals.verbose,
    quiet: globals.quiet,
    ...(shell.out.columns !== undefined && { width: shell.out.columns }),
    ...(source !== undefined && { sourceUrl: source }),
    ...(artifactUrl !== undefined && { artifactUrl }),
  };
}

function approvalsOf(side: Side): readonly Approval[] | Refused {
  const { result, diagnostics } = readApprovals(side.tree, side.from === 'policies' ? side.files : []);
  return diagnostics.some(isError) ? { diagnostics, tree: side.tree, exit: 1 } : result;
}

function compared(
  { base, head, repository, notes }: OpenSides,
  approvals: readonly Approval[],
  { target = [], failOn = [], blame }: Options,
  linked: boolean,
): DiffReport | Refused {
  const { result: paired, diagnostics } = pairUp(base, head, target);
  if (!paired) return { diagnostics, tree: head.tree, exit: 2 };
  const sides = { base: base.compared, head: linked ? comparedOf(head, repository) : head.compared };
  const diff = accessDiff(paired.pairs);
  const files = changedFiles(base, head);
  const untold = untoldBy(paired.pairs);
  const verdict = verdictOf(diff, failOn, approvals);
  return {
    diff,
    ...sides,
    ...(files && { files }),
    notes: [...notes, ...paired.notes, ...errorNotes(errorsOf(head)), ...(verdict.undecided ? [UNDECIDED] : [])],
    ...(untold.length > 0 && { untold }),
    verdict,
    ...(blame && repository && { authors: authorsOf(diff, sides, repository) }),
    textOf: (side, file) => textAt((side === 'base' ? base : head).tree, file),
    graph: graphFrom(diff, paired.pairs),
  };
}

/** Guardrails stand in policies only, and of what proxies run on only access is told. */
function untoldBy(pairs: readonly TargetPair[]): readonly ChangeKind[] {
  const sides = pairs.flatMap(({ base, head }) => [base ?? [], head ?? []].flat());
  return [
    ...(sides.every(({ model }) => model) ? [] : (['guardrail'] as const)),
    ...(sides.some(({ accessOnly }) => accessOnly) ? (['exposure'] as const) : []),
  ];
}

const UNDECIDED = 'something could not be compared in time: that fails, whatever --fail-on is about';

function errorsOf(side: Side): readonly Diagnostic[] {
  return side.from === 'policies' ? side.errors : [];
}

/** A reader of the diff alone has to know that this is nothing to merge. */
function errorNotes(errors: readonly Diagnostic[]): readonly string[] {
  const [first] = errors;
  if (!first) return [];
  const more = errors.length > 1 ? `, and ${counted(errors.length - 1, 'more error')}` : '';
  return [`the policies do not compile: ${first.code} ${first.message}${more}`];
}
