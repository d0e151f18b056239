import type { SchemaError } from '../../schemas/kinds.mjs';
import type { Json } from '../base/json.ts';
import { isJsonObject } from '../base/json.ts';
import { compareStrings, uniqueBy } from '../base/order.ts';
import { didYouMean } from '../base/suggest.ts';
import { KEY, patternWords } from './validate-patterns.ts';
import type { ManifestPath, ManifestProblem } from './validate-problem.ts';
import { printManifestPath } from './validate-problem.ts';
import type { Node } from './validate-shape.ts';

/** A schema's refusal, with what stands there and what may. */
interface Refusal {
  readonly path: ManifestPath;
  readonly value: Json | undefined;
  readonly node: Node | undefined;
  readonly params: SchemaError['params'];
}

/** Turns ajv's errors into words for people, in the order of the manifest's fields. */
export function explain(errors: readonly SchemaError[], manifest: Json, root: Node): readonly ManifestProblem[] {
  const problems = errors.flatMap((error) => problemsOf(error, manifest, root));
  const unique = uniqueBy(problems, ({ path, message }) => `${path.join('/')} ${message}`);
  return unique.sort((a, b) => compareStrings(printManifestPath(a.path), printManifestPath(b.path)));
}

function problemsOf({ instancePath, keyword, params }: SchemaError, manifest: Json, root: Node): ManifestProblem[] {
  if (keyword === undefined) return [];
  const refusal = { ...locate(instancePath, manifest, root), params };
  const say = Object.hasOwn(SAY, keyword) ? SAY[keyword]! : unexplained;
  return say(refusal).map((problem) => ({ path: refusal.path, ...problem }));
}

function locate(pointer: string, manifest: Json, root: Node): Omit<Refusal, 'params'> {
  const path: (string | number)[] = [];
  let value: Json | undefined = manifest;
  let node: Node | undefined = root;
  for (const escaped of pointer.split('/').slice(1)) {
    const step: string = escaped.replaceAll('~1', '/').replaceAll('~0', '~');
    if (Array.isArray(value)) {
      path.push(Number(step));
      [value, node] = [value[Number(step)] as Json, node?.items];
    } else {
      path.push(step);
      [value, node] = [isJsonObject(value) ? value[step] : undefined, node?.fields?.get(step) ?? node?.values];
    }
  }
  return { path, value, node };
}

type Words = Omit<ManifestProblem, 'path'> & Partial<Pick<ManifestProblem, 'path'>>;

/** What to say of each keyword that our schemas use. */
const SAY: Readonly<Record<string, (refusal: Refusal) => readonly Words[]>> = {
  additionalProperties: unknownField,
  required: ({ params }) => [{ message: `\`${params.missingProperty}\` is missing` }],
  type: ({ params, value }) => [{ message: `must be ${typeWords(params.type)}, not ${described(value)}` }],
  enum: ({ params, value }) => oneOfValues(params.allowedValues as readonly unknown[], value),
  pattern: (refusal) => [mismatch(refusal)],
  propertyNames: (refusal) => [badKey(refusal)],
  minimum: ({ params, value }) => [{ message: `must be at least ${params.limit}, not ${value}` }],
  maximum: ({ params, value }) => [{ message: `must be at most ${params.limit}, not ${value}` }],
  minLength: ({ params, value }) => [tooFew(params.limit, lengthOf(value), 'character')],
  maxLength: ({ params, value }) => [tooMany(params.limit, lengthOf(value), 'character')],
  minItems: ({ params, value }) => [tooFew(params.limit, lengthOf(value), 'element')],
  maxItems: ({ params, value }) => [tooMany(params.limit, lengthOf(value), 'element')],
  minProperties: ({ params, value }) => [tooFew(params.limit, lengthOf(value), 'entry')],
  maxProperties: ({ params, value }) => [tooMany(params.limit, lengthOf(value), 'entry')],
  uniqueItems: ({ params, path }) => [{ path: [...path, params.i as number], message: `repeats element ${params.j}` }],
  oneOf: exclusive,
};

function unexplained({ value }: Refusal): readonly Words[] {
  return [{ message: `${described(value)} is none of the forms that are allowed here` }];
}

/** Written by the cluster, or used only to ask it for something; never part of what is declared. */
const OF_THE_CLUSTER = new Set([
  'status',
  'creationTimestamp',
  'deletionGracePeriodSeconds',
  'deletionTimestamp',
  'generateName',
  'generation',
  'managedFields',
  'resourceVersion',
  'selfLink',
  'uid',
]);

function unknownField({ path, node, params }: Refusal): readonly Words[] {
  const field = String(params.additionalProperty);
  const at = [...path, field];
  const isTop = path.length === 0 || path[path.length - 1] === 'metadata';
  if (isTop && field === 'namespace')
    return [{ path: at, message: 'this kind belongs to no namespace', help: 'leave `namespace` out' }];
  if (isTop && OF_THE_CLUSTER.has(field)) {
    return [{ path: at, message: `\`${field}\` is for the cluster to write`, help: 'leave it out' }];
  }
  const known = [...(node?.fields?.keys() ?? [])];
  const help = didYouMean(field, known) ?? belongsIn(field, node) ?? list('fields here are', known);
  return [{ path: at, message: `unknown field \`${shown(field)}\``, ...(help !== undefined && { help }) }];
}

/** A field that stands one level too high, such as `hosts` beside `spec`. */
function belongsIn(field: string, node: Node | undefined): string | undefined {
  for (const [name, inner] of node?.fields ?? []) {
    if (inner.fields?.has(field)) return `did you mean \`${name}.${field}\`?`;
  }
  return undefined;
}

function oneOfValues(allowed: readonly unknown[], value: Json | undefined): readonly Words[] {
  const values = allowed.filter((choice) => choice !== null).map(String);
  const help = typeof value === 'string' ? didYouMean(value, values) : undefined;
  const message = `must be ${alternatives(values)}, not ${described(value)}`;
  return [help === undefined ? { message } : { message, help }];
}

/** Which of the fields that exclude each other are there. */
function exclusive(refusal: Refusal): readonly Words[] {
  const { value, node } = refusal;
  const groups = (node?.oneOf ?? []).map((group) =>
    group.filter((name) => isJsonObject(value) && value[name] !== undefined),
  );
  const clashes = groups.filter((present) => present.length > 1);
  if (clashes.length === 0) return unexplained(refusal);
  return clashes.map((present) => ({
    message: `${conjunction(present)} exclude each other`,
    help: 'keep one of them',
  }));
}

function mismatch({ params, value }: Refusal): Words {
  const pattern = String(params.pattern);
  const known = patternWords(pattern);
  if (known === undefined) return { message: `\`${shown(String(value))}\` does not match \`${pattern}\`` };
  return { message: `\`${shown(String(value))}\` is not ${known.what}`, help: known.written };
}

function badKey({ params }: Refusal): Words {
  return { message: `\`${shown(String(params.propertyName))}\` is not a valid key`, help: KEY.written };
}

function tooFew(limit: unknown, length: number, unit: string): Words {
  return { message: `needs at least ${plural(Number(limit), unit)}, has ${length}` };
}

function tooMany(limit: unknown, length: number, unit: string): Words {
  return { message: `may have at most ${plural(Number(limit), unit)}, has ${length}` };
}

function lengthOf(value: Json | undefined): number {
  if (typeof value === 'string') return [...value].length;
  return Array.isArray(value) ? value.length : Object.keys(value ?? {}).length;
}

function plural(count: number, unit: string): string {
  if (count === 1) return `1 ${unit}`;
  return `${count} ${unit.endsWith('y') ? `${unit.slice(0, -1)}ies` : `${unit}s`}`;
}

const TYPES: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: '`true` or `false`',
  integer: 'a whole number',
  number: 'a number',
  object: 'an object',
  string: 'a string',
};

/** ajv gives one type, several joined by commas, or a list. */
function typeWords(type: unknown): string {
  const types = String(type).split(',');
  return types
    .filter((name) => name !== 'null')
    .map((name) => TYPES[name] ?? name)
    .join(' or ');
}

function described(value: Json | undefined): string {
  if (Array.isArray(value)) return 'a list';
  if (isJsonObject(value)) return 'an object';
  return typeof value === 'string' ? `the string \`${shown(value)}\`` : `\`${value}\``;
}

const SHOWN_AT_MOST = 60;

/** On one line, and not a page of it. */
function shown(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > SHOWN_AT_MOST ? `${line.slice(0, SHOWN_AT_MOST)}…` : line;
}

const LISTED_AT_MOST = 12;

function list(lead: string, names: readonly string[]): string | undefined {
  return names.length === 0 || names.length > LISTED_AT_MOST ? undefined : `${lead} ${quoted(names).join(', ')}`;
}

function alternatives(values: readonly string[]): string {
  const [first, ...more] = quoted(values);
  return more.length === 0 ? `${first}` : `${[first, ...more.slice(0, -1)].join(', ')} or ${more[more.length - 1]}`;
}

function conjunction(names: readonly string[]): string {
  const words = quoted(names);
  return `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;
}

function quoted(values: readonly string[]): string[] {
  return values.map((value) => `\`${value === '' ? '""' : value}\``);
}
