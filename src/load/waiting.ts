import type { Span } from '../base/span.ts';
import { loadParser } from '../diag/syntax/parse.ts';
import type { ModuleFile } from './module-file.ts';
import { placeAt } from './text.ts';

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [field: string]: unknown;
}

/** The first `await` at the top level of a module. */
export async function topLevelAwait({ path, text }: ModuleFile): Promise<Span | undefined> {
  const parse = await loadParser();
  const start = findAwait(parse(path, text).program as unknown as Node);
  if (start === undefined) return undefined;
  const { line, column } = placeAt(text, start);
  return { file: path, line, column: column + 1 };
}

function findAwait(node: Node): number | undefined {
  if (node.type === 'AwaitExpression' || (node.type === 'ForOfStatement' && node.await === true)) return node.start;
  if (/Function|^(Method|Property)Definition$/.test(node.type)) return undefined;
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      const found = isNode(child) ? findAwait(child) : undefined;
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function isNode(value: unknown): value is Node {
  return typeof (value as { type?: unknown } | null | undefined)?.type === 'string';
}
