import type { Span } from '../base/span.ts';
import { applySilences, MARK, type Silencing } from '../checks/silence.ts';
import type { Diagnostic } from '../diag/diagnostic.ts';
import { loadLocator } from '../diag/locate.ts';
import { childrenOf, type Node } from '../diag/syntax/node.ts';
import { loadParser } from '../diag/syntax/parse.ts';

export interface Sources {
  /** Every policy file that took part. */
  readonly files: Iterable<string>;
  readonly text: (file: string) => string | undefined;
  /** Whether all that could be found was looked for, in every target: otherwise a silence without a finding may be for what is missing. */
  readonly complete: boolean;
}

/** Findings without those that a comment silences. Files are parsed only when some file holds such a comment. */
export async function silence(findings: readonly Diagnostic[], { files, text, complete }: Sources): Promise<Silencing> {
  const marked = [...files].filter((file) => text(file)?.includes(MARK));
  if (marked.length === 0) return { kept: findings, silenced: [] };
  if (!findings.some(({ span }) => span && marked.includes(span.file))) {
    return applySilences(findings, { files: marked, text, complete });
  }
  const linesOf = await lines(text);
  return applySilences(findings, {
    files: marked,
    text,
    complete,
    linesOf: ({ span }) => (span && marked.includes(span.file) ? linesOf(span) : []),
  });
}

/** The lines that a finding stands on beside that of its call: of its exact place, and the first of its statement. */
async function lines(text: Sources['text']): Promise<(span: Span) => readonly number[]> {
  const locate = await loadLocator();
  const parse = await loadParser();
  const known = new Map<string, readonly number[]>();
  return (span) => {
    const source = text(span.file) ?? '';
    const firstLines =
      known.get(span.file) ?? firstLinesOf(parse(span.file, source).program as unknown as Node, source);
    known.set(span.file, firstLines);
    return [locate(source, span)?.line, firstLines[span.line]].filter((line) => line !== undefined);
  };
}

const STATEMENT = /^(ExpressionStatement|VariableDeclaration|ReturnStatement)$/;

/** For each line, the first of the innermost statement that it is part of. */
function firstLinesOf(program: Node, source: string): number[] {
  const starts = [0, ...Array.from(source.matchAll(/\n/g), ({ index }) => index + 1)];
  const firstLines: number[] = [];
  const visit = (node: Node): void => {
    if (STATEMENT.test(node.type)) {
      const first = lineOf(node.start, starts);
      firstLines.length = Math.max(firstLines.length, lineOf(node.end, starts) + 1);
      firstLines.fill(first, first, lineOf(node.end, starts) + 1);
    }
    childrenOf(node).forEach(visit);
  };
  visit(program);
  return firstLines;
}

function lineOf(offset: number, starts: readonly number[]): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] as number) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
