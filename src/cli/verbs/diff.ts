import { accessDiff } from '../../analysis/diff/diff.ts';
import { type Diagnostic, isError } from '../../diag/diagnostic.ts';
import { readApprovals, staleFinding } from '../diff/approvals.ts';
import { authorsOf } from '../diff/authors.ts';
import { changedFiles } from '../diff/changed-files.ts';
import { graphFrom } from '../diff/graph.ts';
import { pairUp } from '../diff/pairs.ts';
import { printFindings, refuse } from '../diff/refuse.ts';
import type { DiffReport, FailOn } from '../diff/report.ts';
import type { Side } from '../diff/side.ts';
import { openSides, type Sides } from '../diff/sides.ts';
import { sourceUrl } from '../diff/source-url.ts';
import { isFailure, verdictOf } from '../diff/verdict.ts';
import { paintFor } from '../look.ts';
import { progressLine } from '../progress.ts';
import { findProject } from '../project.ts';
import type { ExitCode, Shell } from '../shell.ts';
import { reportStall } from '../stall.ts';
import type { Given, Run } from '../verb.ts';
import { type DiffFormat, diffView } from '../views/diff/index.ts';
import { counted } from '../views/words.ts';

type Options = {
  readonly target?: readonly string[];
  readonly failOn?: readonly FailOn[];
  readonly approvalsFrom: 'base' | 'head';
  readonly blame?: true;
  readonly link?: string;
  readonly artifactUrl?: string;
  readonly output: DiffFormat;
};

/** What access opens and closes between two meshes. */
export const diffVerb: Run = async (given, shell): Promise<ExitCode> => {
  const options = given.options as Options;
  const place = findProject(given.globals, shell);
  const sides = await opened(given, options, place, shell);
  if ('exit' in sides) return refuse(sides, place.root, options.output, given.globals, shell);
  const paired = pairUp(sides.base, sides.head, options.target ?? []);
  const { tree } = sides.head;
  if (!paired.result)
    return refuse({ diagnostics: paired.diagnostics, tree, exit: 2 }, place.root, options.output, given.globals, shell);
  const approver = sides[options.approvalsFrom];
  const approvals = readApprovals(approver.tree, approver.from === 'policies' ? approver.files : []);
  if (approvals.diagnostics.some(isError))
    return refuse({ ...approvals, tree: approver.tree, exit: 1 }, place.root, options.output, given.globals, shell);
  const diff = accessDiff(paired.result.pairs);
  const verdict = verdictOf(diff, options.failOn ?? [], approvals.result);
  const errors = sides.head.from === 'policies' ? sides.head.errors : [];
  const files = changedFiles(sides.base, sides.head);
  const compared = { base: sides.base.compared, head: sides.head.compared };
  const report: DiffReport = {
    diff,
    ...compared,
    ...(files && { files }),
    notes: [...sides.notes, ...paired.result.notes, ...errorNotes(errors)],
    verdict,
    ...(options.blame && sides.repository && { authors: authorsOf(diff, compared, sides.repository) }),
    textOf: (side, file) => textOf(sides[side], file),
    graph: graphFrom(diff, paired.result.pairs),
  };
  const link = sourceUrl(options.link, shell.env);
  const look = {
    paint: paintFor(shell.out, given.globals, shell.env),
    ...given.globals,
    ...(link !== undefined && { sourceUrl: link }),
    ...(options.artifactUrl !== undefined && { artifactUrl: options.artifactUrl }),
  };
  shell.out.write(await diffView(report, options.output, look));
  if (verdict.stale.length > 0)
    await printFindings(verdict.stale.map(staleFinding), place.root, approver.tree, given.globals, shell);
  if (errors.length > 0) await printFindings(errors, place.root, tree, given.globals, shell);
  return errors.length > 0 || isFailure(diff, verdict) ? 1 : 0;
};

/** A reader of the diff alone has to know that this is nothing to merge. */
function errorNotes(errors: readonly Diagnostic[]): readonly string[] {
  const [first] = errors;
  if (!first) return [];
  const more = errors.length > 1 ? `, and ${counted(errors.length - 1, 'more error')}` : '';
  return [`the policies do not compile: ${first.code} ${first.message}${more}`];
}

async function opened(
  given: Given,
  options: Options,
  place: ReturnType<typeof findProject>,
  shell: Shell,
): Promise<Sides> {
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

function textOf({ tree }: Side, file: string): string | undefined {
  const read = tree.read(file);
  return read.kind === 'file' ? read.text : undefined;
}
