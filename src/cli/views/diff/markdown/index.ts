import type { AccessRow, Change } from '../../../../analysis/diff/change.ts';
import type { DiffReport } from '../../../diff/report.ts';
import { counted } from '../../words.ts';
import type { DiffLook } from '../index.ts';
import { filesText, headline, isNothing, summaryOf } from '../summary.ts';
import { comparedText, KINDS, riskiestFirst, unchangedKinds } from '../words.ts';
import { approvalParts } from './approvals.ts';
import { details } from './details.ts';
import { code, href, link, sentence } from './escape.ts';
import { fitting } from './fitting.ts';
import { changedGraph } from './graph.ts';
import { accessTable, causesText, mark, riskCell, targetsText } from './table.ts';

/** The first line of the comment: who keeps one comment up to date finds it by this. */
export const MARKER = '<!-- meshwright:diff -->';

/** So many rows are open, the others folded; a comment is read on a screen. */
const OPEN_ROWS = 10;
/**
 * What each part may take, in bytes: together, with approvals and the lines of ours around them, at most 60,000. GitHub takes
 * 65,536 characters, and bytes are at least as many, whoever counts what.
 */
const ROOM = { notes: 3000, open: 16_000, folded: 12_000, changes: 10_000, undecided: 2000, graph: 6000 } as const;

/** The report as a comment on a pull request: the answer first, details folded, never too long. */
export function diffMarkdown(report: DiffReport, look: DiffLook): string {
  const parts = isNothing(summaryOf(report))
    ? [nothingText(report), ...notesParts(report), ...approvalParts(report)]
    : [
        `### ${headline(report)}`,
        ...notesParts(report),
        ...accessParts(report, look),
        ...undecidedParts(report),
        ...changeParts(report, look),
        ...endParts(report, look),
        ...approvalParts(report),
        ...graphParts(report),
      ];
  return `${[MARKER, ...parts].join('\n\n')}\n`.replace(`${MARKER}\n\n`, `${MARKER}\n`);
}

function nothingText(report: DiffReport): string {
  return headline(report).replace('No access change.', '**No access change.**');
}

function notesParts({ notes }: DiffReport): string[] {
  if (notes.length === 0) return [];
  const { lines, left } = fitting(notes, (note) => `> ${sentence(note)}`, ROOM.notes);
  return [[...lines, ...(left > 0 ? [`> and ${counted(left, 'more note')}`] : [])].join('\n>\n')];
}

function accessParts(report: DiffReport, look: DiffLook): string[] {
  const { access } = report.diff;
  const { head, line } = accessTable(report, look);
  const open = fitting(openOf(access), line, ROOM.open);
  const folded = fitting(access.slice(open.lines.length), line, ROOM.folded);
  const rest = access.slice(open.lines.length + folded.lines.length);
  return [
    ...(open.lines.length > 0 ? [[...head, ...open.lines].join('\n')] : []),
    ...(folded.lines.length > 0
      ? [details(counted(folded.lines.length, 'more row'), [...head, ...folded.lines].join('\n'))]
      : []),
    ...(rest.length > 0 ? [restText(rest, look)] : []),
  ];
}

/** One row more is not worth folding. */
function openOf<T>(rows: readonly T[]): readonly T[] {
  return rows.length > OPEN_ROWS + 1 ? rows.slice(0, OPEN_ROWS) : rows;
}

/** What has no room is counted by what it is, and where it can be read. */
function restText(rest: readonly AccessRow[], look: DiffLook): string {
  const allowed = rest.filter(({ effect }) => effect === 'allowed').length;
  const kinds = [
    ...(allowed > 0 ? [`${allowed} newly allowed`] : []),
    ...(allowed < rest.length ? [`${rest.length - allowed} newly denied`] : []),
  ];
  return `**and ${rest.length} more** (${kinds.join(', ')}), for which there is no room here: ${wholeReport(look)}`;
}

function wholeReport({ artifactUrl }: DiffLook): string {
  const address = artifactUrl === undefined ? undefined : href(artifactUrl);
  return address === undefined ? '`meshwright diff -v` lists all' : link('the whole report', address);
}

function undecidedParts({ diff: { undecided }, verdict }: DiffReport): string[] {
  if (undecided.length === 0) return [];
  const { lines, left } = fitting(
    undecided,
    ({ destination: { name, port } }) => code(`${name}:${port}`),
    ROOM.undecided,
  );
  const rest = left > 0 ? ` and ${left} more` : '';
  return [
    `${verdict.undecided ? '❌ ' : ''}**Not decided:** what changes for ${lines.join(', ')}${rest} could not be told in time. Review their rules by hand.`,
  ];
}

/** An item a change. */
function changeParts(report: DiffReport, look: DiffLook): string[] {
  const changes = riskiestFirst(report.diff.changes);
  const line = (change: Change) => changeLine(change, report, look);
  const open = fitting(openOf(changes), line, ROOM.changes / 2);
  const folded = fitting(changes.slice(open.lines.length), line, ROOM.changes / 2);
  return [
    ...(open.lines.length > 0 ? [open.lines.join('\n')] : []),
    ...(folded.lines.length > 0 ? [details(counted(folded.lines.length, 'more change'), folded.lines.join('\n'))] : []),
    ...(folded.left > 0 ? [`**and ${counted(folded.left, 'more change')}**: ${wholeReport(look)}`] : []),
  ];
}

function changeLine(change: Change, report: DiffReport, look: DiffLook): string {
  const { kind, what, subject, text, risk, causes, targets } = change;
  const marks = mark(change, report);
  const remarks = [
    ...(targets.length < report.diff.targets.length ? [targetsText(change, report)] : []),
    ...(risk.level === 'none' ? [] : [`risk ${riskCell(change)}`]),
    ...(causes.length === 0 ? [] : [causesText(change, report, look, ', ')]),
  ];
  const said = `**${KINDS[kind]}** ${what}: ${code(subject)} ${code(text)}`;
  return `- ${[...(marks === '' ? [] : [marks]), [said, ...remarks].join(' · ')].join(' ')}`;
}

function graphParts({ diff: { access } }: DiffReport): string[] {
  if (access.length === 0) return [];
  const { lines, left } = changedGraph(access, ROOM.graph);
  if (lines.length === 0) return [];
  const more = left > 0 ? `\n\nand ${counted(left, 'more edge')}, not drawn` : '';
  return [details('Graph of what changes', `\`\`\`mermaid\n${lines.join('\n')}\n\`\`\`${more}`)];
}

function endParts(report: DiffReport, look: DiffLook): string[] {
  const unchanged = unchangedKinds(report);
  const whole = look.artifactUrl === undefined ? [] : [wholeReport(look)];
  return [
    [
      ...(unchanged.length > 0 ? [`**Unchanged:** ${unchanged.join(', ')}`] : []),
      `compared: ${code(comparedText(report))}`,
      ...filesText(report),
      ...whole,
    ].join(' · '),
  ];
}
