import type { JsonSchema, NamedSchema } from './jsonschema.ts';
import { mapParts, NAME } from './jsonschema.ts';

/**
 * Which objects become definitions. `repeated`: those that stand in several places and are worth a name (the JSON Schemas,
 * so that a validator has one function for each). `all`: every object that has fields (the types, one to each).
 */
export type Sharing = 'repeated' | 'all';

/** Moves equal objects into `definitions`, so that each is said once. Names come from the source, or from the first path. */
export function share(root: NamedSchema, sharing: Sharing): JsonSchema {
  const shared = shareable(root, sharing);
  const names = nameAll(root, shared);
  const definitions: Record<string, JsonSchema> = {};
  const replace = (part: NamedSchema): JsonSchema => {
    const name = names.get(fingerprint(part));
    if (name === undefined) return mapParts(part, replace);
    definitions[name] ??= mapParts(part, replace);
    return { $ref: `#/definitions/${name}` };
  };
  const { [NAME]: title, ...top } = mapParts(root, replace);
  const sorted = Object.fromEntries(Object.entries(definitions).sort(([a], [b]) => (a < b ? -1 : 1)));
  return { $schema: 'http://json-schema.org/draft-07/schema#', title: title!, ...top, definitions: sorted };
}

/** Below this many characters of JSON, an object costs less where it stands than as a function of its own. */
const WORTH_SHARING = 160;

function shareable(root: NamedSchema, sharing: Sharing): ReadonlySet<string> {
  const counts = new Map<string, number>();
  const count = (part: JsonSchema): JsonSchema => {
    const print = fingerprint(part);
    const seen = counts.get(print) ?? 0;
    if (part.properties !== undefined) counts.set(print, seen + 1);
    return seen > 0 ? part : mapParts(part, count);
  };
  mapParts(root, count);
  const wanted = (print: string, times: number) => sharing === 'all' || (times > 1 && print.length > WORTH_SHARING);
  return new Set([...counts].filter(([print, times]) => wanted(print, times)).map(([print]) => print));
}

function nameAll(root: NamedSchema, shared: ReadonlySet<string>): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const taken = new Set([root[NAME]!]);
  const visit = (part: NamedSchema, path: string): JsonSchema => {
    const print = fingerprint(part);
    if (names.has(print)) return part;
    if (shared.has(print)) names.set(print, free(part[NAME] ?? (path === root[NAME] ? `${path}Spec` : path), taken));
    return mapParts(part, (inner, step) => visit(inner, `${path}${pascal(step)}`));
  };
  mapParts(root, (part, step) => visit(part, step === 'spec' ? root[NAME]! : `${root[NAME]}${pascal(step)}`));
  return names;
}

function free(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let n = 2; taken.has(name); n++) name = `${wanted}${n}`;
  taken.add(name);
  return name;
}

const prints = new WeakMap<JsonSchema, string>();

/** Equal schemas have equal fingerprints; sources list fields in alphabetical order. */
function fingerprint(schema: JsonSchema): string {
  const print = prints.get(schema) ?? JSON.stringify(schema);
  prints.set(schema, print);
  return print;
}

function pascal(step: string): string {
  return step.replaceAll(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_, first: string) => first.toUpperCase());
}
