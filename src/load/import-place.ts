import type { Position } from '../base/span.ts';
import { loadParser } from '../diag/syntax/parse.ts';
import { placeAt } from './text.ts';

interface Source {
  readonly path: string;
  readonly text: string;
}

/** Where a module is imported: the quoted specifier, or the imported name before it. */
export async function importPlace({ path, text }: Source, specifier: string, name?: string): Promise<Position> {
  const parse = await loadParser();
  const { module } = parse(path, text);
  for (const statement of [...module.staticImports, ...module.staticExports]) {
    const request = requestOf(statement);
    if (request?.value !== specifier) continue;
    const offset = name === undefined ? request.start : nameStart(statement.entries, name);
    if (offset !== undefined) return positionAt(path, text, offset);
  }
  const quoted = module.dynamicImports.find(({ moduleRequest }) => {
    return text.slice(moduleRequest.start + 1, moduleRequest.end - 1) === specifier;
  });
  return positionAt(path, text, quoted?.moduleRequest.start ?? 0);
}

interface Request {
  readonly value: string;
  readonly start: number;
}

interface Entry {
  readonly importName: { readonly kind: string; readonly name: string | null; readonly start: number | null };
  readonly localName: { readonly start: number | null };
  readonly moduleRequest?: Request | null;
}

type Statement = { readonly moduleRequest?: Request; readonly entries: readonly Entry[] };

/** An import names its module once, an export in each of its entries. */
function requestOf({ moduleRequest, entries }: Statement): Request | undefined {
  return moduleRequest ?? entries.find((entry) => entry.moduleRequest)?.moduleRequest ?? undefined;
}

function nameStart(entries: readonly Entry[], name: string): number | undefined {
  for (const { importName, localName } of entries) {
    if (importName.name === name) return importName.start ?? undefined;
    if (importName.kind === 'Default' && name === 'default') return localName.start ?? undefined;
  }
  return undefined;
}

function positionAt(file: string, text: string, offset: number): Position {
  const { line, column } = placeAt(text, offset);
  return { file, line, column: column + 1 };
}
