import type { Range, Span } from '../base/span.ts';
import type { Diagnostic } from '../diag/diagnostic.ts';
import type { Findings, Located } from '../diag/render/located.ts';
import { diskTree, type SourceTree } from '../load/source-tree.ts';

type Locate = (span: Span) => Range;

/** Finds the exact text that each finding is about, reading the files that they name. */
export async function locateFindings(
  diagnostics: readonly Diagnostic[],
  root: string,
  tree = diskTree(root),
): Promise<Findings> {
  const spans = diagnostics.flatMap(({ span, related = [] }) => [span, ...related.map(({ span }) => span)]);
  const files = new Set(spans.flatMap((span) => span?.file ?? []));
  const sources = readSources(files, tree);
  const locate = await locator(sources);
  return { located: diagnostics.map((diagnostic) => withRanges(diagnostic, locate)), sources };
}

/** A span is data that policies made, and may name anything: the tree reads nothing outside of the project. */
function readSources(files: Iterable<string>, tree: SourceTree): Map<string, string> {
  const sources = new Map<string, string>();
  for (const file of files) {
    const read = tree.read(file);
    if (read.kind === 'file') sources.set(file, read.text);
  }
  return sources;
}

function withRanges(diagnostic: Diagnostic, locate: Locate): Located {
  const related = (diagnostic.related ?? []).map(({ span, note }) => ({ range: locate(span), note }));
  return { diagnostic, ...(diagnostic.span && { range: locate(diagnostic.span) }), related };
}

/** The locator parses, so it is loaded only when there is something to show. */
async function locator(sources: ReadonlyMap<string, string>): Promise<Locate> {
  if (sources.size === 0) return atPosition;
  const { loadLocator } = await import('../diag/locate.ts');
  const locate = await loadLocator();
  return (span) => {
    const source = sources.get(span.file);
    return (source !== undefined && locate(source, span)) || atPosition(span);
  };
}

/** A place of which nothing more is known than where it starts. */
export function atPosition({ file, line, column }: Span): Range {
  return { file, line, column, endLine: line, endColumn: column + 1 };
}
