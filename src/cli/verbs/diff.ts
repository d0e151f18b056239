import { accessDiff } from '../../analysis/diff/diff.ts';
import { type Diagnostic, isError } from '../../diag/diagnostic.ts';
import { readApprovals } from '../diff/approvals.ts';
import { authorsOf } from '../diff/authors.ts';
import { changedFiles } from '../diff/changed-files.ts';
import type { FailOn } from '../diff/choices.ts';
import { graphFrom } from '../diff/graph.ts';
import { pairUp } from '../diff/pairs.ts';
import { type Refusal, refuse, sayFindings } from '../diff/refuse.ts';
import type { Approval, DiffReport } from '../diff/report.ts';
import { comparedOf, type Side, textOf } from '../diff/side.ts';
import { type OpenSides, openSides, type Refused } from '../diff/sides.ts';
import { sourceUrl } from '../diff/source-url.ts';
import { isFailure, verdictOf } from '../diff/verdict.ts';
import { paintFor } from '../look.ts';
import { progressLine } from '../progress.ts';
import { findProject, type ProjectPlace } from '../project.ts';
import type { ExitCode, Shell } from '../shell.ts';
import { reportStall } from '../stall.ts';
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
  const sides = await opened(given, options, place, shell);
  if ('exit' in sides) return refuse(sides, refusal);
  const approvals = approvalsOf(sides[options.approvalsFrom]);
  if ('exit' in approvals) return refuse(approvals, refusal);
  const report = compared(sides, approvals, options, look.sourceUrl !== undefined);
  if ('exit' in report) return refuse(report, refusal);
  shell.out.write(await diffView(report, options.output, look));
  const errors = errorsOf(sides.head);
  await sayFindings(errors, sides.head.tree, refusal);
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

async function opened(given: Given, options: Options, place: ProjectPlace, shell: Shell): Promise<OpenSides | Refused> {
  const { globals, argument: base, more } = given;
  const line = progressLine(shell, globals);
  const onStall = reportStall({ globals, format: 'text', verb: 'diff', output: 'none' }, shell);
  const wanted = { base, head: more[0], targets: options.target ?? [], place, globals };
  try {
    return await openSides(wanted, shell, { onStall, onProgress: line.show });
  } finally {
    line.end();
  }
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
  const verdict = verdictOf(diff, failOn, approvals);
  return {
    diff,
    ...sides,
    ...(files && { files }),
    notes: [...notes, ...paired.notes, ...errorNotes(errorsOf(head)), ...(verdict.undecided ? [UNDECIDED] : [])],
    verdict,
    ...(blame && repository && { authors: authorsOf(diff, sides, repository) }),
    textOf: (side, file) => textOf(side === 'base' ? base : head, file),
    graph: graphFrom(diff, paired.pairs),
  };
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
