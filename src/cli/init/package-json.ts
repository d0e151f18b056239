import { isJsonObject, type JsonObject } from '../../base/json.ts';

const SCRIPTS = { compile: 'meshwright compile', check: 'meshwright check --types' } as const;

/** The types of policies are checked with the same compiler everywhere. */
const TYPESCRIPT = '^7.0.0';

/** A package.json for a project that has none. */
export function freshPackageJson(version: string): string {
  const made = { private: true, type: 'module', scripts: SCRIPTS, devDependencies: needed(version) };
  return `${JSON.stringify(made, undefined, 2)}\n`;
}

/**
 * Adds what is missing and changes nothing that is there; undefined when nothing is missing. Throws nothing: a text that
 * is no JSON object is `'unreadable'`.
 */
export function mergedPackageJson(text: string, version: string): string | undefined | 'unreadable' {
  const old = parse(text);
  if (old === undefined) return 'unreadable';
  const known = { ...object(old.dependencies), ...object(old.devDependencies), ...object(old.peerDependencies) };
  const lacking = without(needed(version), known);
  const scripts = without(SCRIPTS, object(old.scripts));
  if (Object.keys(lacking).length + Object.keys(scripts).length === 0) return undefined;
  const made = {
    ...old,
    ...grown('scripts', old.scripts, scripts),
    ...grown('devDependencies', old.devDependencies, lacking),
  };
  return JSON.stringify(made, undefined, indentOf(text)) + (text.endsWith('\n') ? '\n' : '');
}

function needed(version: string): Record<string, string> {
  return { meshwright: `^${version}`, typescript: TYPESCRIPT };
}

function parse(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text.replace(/^\ufeff/, ''));
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function object(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}

function without(wanted: Readonly<Record<string, string>>, there: JsonObject): Record<string, string> {
  return Object.fromEntries(Object.entries(wanted).filter(([key]) => !Object.hasOwn(there, key)));
}

function grown(key: string, old: unknown, more: Record<string, string>): Record<string, JsonObject> {
  return Object.keys(more).length === 0 ? {} : { [key]: { ...object(old), ...more } };
}

function indentOf(text: string): string {
  return /^[ \t]+(?=")/m.exec(text)?.[0] ?? '  ';
}
