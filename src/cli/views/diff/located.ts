import type { Cause } from '../../../analysis/diff/change.ts';
import type { Range, Span } from '../../../base/span.ts';
import type { Diagnostic } from '../../../diag/diagnostic.ts';
import type { Located, LocatedNote, Sources } from '../../../diag/render/located.ts';
import type { DiffReport, Row } from '../../diff/report.ts';
import { atPosition } from '../../locate.ts';
import { otherFindings, rowFinding } from './findings.ts';
import { once, type Place, placesOf, whereItWas } from './places.ts';
import { FEW } from './words.ts';

export interface LocatedRow {
  readonly row: Row;
  readonly located: Located;
}

/** Rows as findings with their place in the head, which is what annotations and code scanning can point at. */
export interface LocatedRows {
  readonly rows: readonly LocatedRow[];
  readonly others: readonly Located[];
  readonly sources: Sources;
}

export async function locatedRows(report: DiffReport): Promise<LocatedRows> {
  const placeOf = await placesOf(report);
  const textOf = once(report.textOf);
  const cached = { ...report, textOf };
  const where = whereItWas(textOf);
  const rows = [...report.diff.access, ...report.diff.changes].map((row) => ({
    row,
    located: locatedRow(row, cached, placeOf, where),
  }));
  const others = otherFindings(report).map(locatedOther);
  const sources = sourcesOf([...rows.map(({ located }) => located), ...others], textOf);
  const { prefix = '' } = report.head;
  return {
    rows: rows.map(({ row, located }) => ({ row, located: fromTop(located, prefix) })),
    others: others.map((one) => fromTop(one, prefix)),
    sources: new Map(Array.from(sources, ([file, text]) => [prefix + file, text])),
  };
}

/** Whoever annotates a pull request names files from the top of the repository. */
function fromTop({ diagnostic, range, related }: Located, prefix: string): Located {
  const moved = (range: Range): Range => ({ ...range, file: prefix + range.file });
  return {
    diagnostic,
    ...(range && { range: moved(range) }),
    related: related.map((one) => ({ ...one, range: moved(one.range) })),
  };
}

function locatedRow(row: Row, report: DiffReport, placeOf: Place, where: (span: Span) => Range): Located {
  const { diagnostic, range } = placed(row, report, placeOf, where);
  const related = row.causes
    .filter(({ side }) => side === 'head')
    .flatMap((cause): LocatedNote[] => {
      const other = placeOf(cause);
      return other && !same(other, range) ? [{ range: other, note: 'and by this' }] : [];
    });
  return { diagnostic, ...(range && { range }), related: related.slice(0, FEW) };
}

function placed(
  row: Row,
  report: DiffReport,
  placeOf: Place,
  where: (span: Span) => Range,
): { diagnostic: Diagnostic; range?: Range } {
  const diagnostic = rowFinding(row, report);
  const here = row.causes.find(({ side, span }) => side === 'head' && span);
  const range = here && placeOf(here);
  if (here && range) return { diagnostic: { ...diagnostic, ...spanOf(here) }, range };
  const gone = row.causes.find(({ span }) => span);
  if (gone?.span === undefined) return { diagnostic };
  const left = report.textOf('head', gone.span.file) !== undefined;
  const label = left ? 'removed below this line' : 'removed with this file';
  return { diagnostic: { ...diagnostic, label }, range: where(gone.span) };
}

function spanOf({ span }: Cause) {
  return span && { span };
}

function same(a: Range, b: Range | undefined): boolean {
  return a.file === b?.file && a.line === b.line && a.column === b.column;
}

function locatedOther(diagnostic: Diagnostic): Located {
  return { diagnostic, ...(diagnostic.span && { range: atPosition(diagnostic.span) }), related: [] };
}

function sourcesOf(all: readonly Located[], textOf: DiffReport['textOf']): Sources {
  const files = all.flatMap(({ range, related }) => [range, ...related.map(({ range }) => range)]);
  return new Map(
    files.flatMap((range): [string, string][] => {
      const text = range && textOf('head', range.file);
      return text === undefined ? [] : [[range!.file, text]];
    }),
  );
}
