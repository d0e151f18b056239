import type { Range, Span } from '../base/span.ts';
import { type Bindings, bindingsOf } from './syntax/bindings.ts';
import { follow } from './syntax/follow.ts';
import { childrenOf, isNode, type Node, unwrap } from './syntax/node.ts';
import { loadParser, type Parse } from './syntax/parse.ts';

/** The exact text that a span is about; nothing when the source has no such place. */
export type Locate = (source: string, span: Span) => Range | undefined;

/** Loads the parser and gives a locator that parses each source once. */
export async function loadLocator(): Promise<Locate> {
  const parse = await loadParser();
  const indexed = new Map<string, SourceIndex>();
  return (source, span) => {
    const text = source.replace(/^\ufeff/, '');
    const index = indexed.get(text) ?? indexSource(parse, span.file, text);
    indexed.set(text, index);
    return locate(index, span);
  };
}

interface SourceIndex {
  readonly text: string;
  /** Where each line starts. */
  readonly lines: readonly number[];
  /** The smallest call that begins at an offset, or whose method's name does. */
  readonly calls: ReadonlyMap<number, Node>;
  /** The smallest node of any kind that begins at an offset. */
  readonly nodes: ReadonlyMap<number, Node>;
  readonly bindings: Bindings;
}

function indexSource(parse: Parse, file: string, text: string): SourceIndex {
  const program = parse(file, text).program as unknown as Node;
  const calls = new Map<number, Node>();
  const names = new Map<number, Node>();
  const nodes = new Map<number, Node>();
  // Inner nodes come after outer ones, so that the last to begin somewhere is the smallest.
  const visit = (node: Node): void => {
    nodes.set(node.start, node);
    if (node.type === 'CallExpression' || node.type === 'NewExpression') {
      calls.set(node.start, node);
      const name = methodName(node);
      if (name) names.set(name.start, node);
    }
    childrenOf(node).forEach(visit);
  };
  visit(program);
  return { text, lines: lineStarts(text), calls: new Map([...calls, ...names]), nodes, bindings: bindingsOf(program) };
}

/** `route` of `reviews.route(…)`: where the engine says that a call of a method is. */
function methodName({ callee }: Node): Node | undefined {
  const bare = isNode(callee) ? unwrap(callee) : undefined;
  return bare?.type === 'MemberExpression' && bare.computed !== true && isNode(bare.property)
    ? bare.property
    : undefined;
}

function locate(index: SourceIndex, span: Span): Range | undefined {
  const { text, lines } = index;
  const start = lines[span.line - 1];
  if (start === undefined) return undefined;
  const offset = start + span.column - 1;
  if (offset > text.length) return undefined;
  const call = index.calls.get(offset);
  if (!call) return rangeOf(span.file, wordAt(index, offset), lines);
  const onOneLine = (node: Node) => !/[\n\r]/.test(text.slice(node.start, node.end));
  const node = span.at ? follow(call, span.at, index.bindings, onOneLine) : fromStart(call, offset);
  return rangeOf(span.file, node, lines);
}

type Stretch = Pick<Node, 'start' | 'end'>;

/** A call that the span finds by its method's name, in a chain, is shown from there on. */
function fromStart(call: Node, offset: number): Stretch {
  return { start: offset, end: call.end };
}

/** What is no call: a string, a name, a character. */
function wordAt({ text, nodes }: SourceIndex, offset: number): Stretch {
  const node = nodes.get(offset);
  if (node && /^(Literal|Identifier|PrivateIdentifier)$/.test(node.type)) return node;
  const word = /^(?:[\p{ID_Continue}$]+|[^\s])/u.exec(text.slice(offset, offset + 100))?.[0] ?? ' ';
  return { start: offset, end: offset + word.length };
}

function rangeOf(file: string, { start, end }: Stretch, lines: readonly number[]): Range {
  const from = place(start, lines);
  const to = place(end, lines);
  return { file, line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
}

function place(offset: number, lines: readonly number[]): { line: number; column: number } {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (lines[low] as number) + 1 };
}

function lineStarts(text: string): number[] {
  return [0, ...Array.from(text.matchAll(/\r\n|[\n\r\u2028\u2029]/g), (found) => found.index + found[0].length)];
}
