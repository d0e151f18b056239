import type { JsonSchema } from './jsonschema.ts';
import { metadata, TEMPLATE_METADATA } from './metadata.ts';
import type { RawRule, RawSchema, SourceKind } from './raw.ts';
import { isIntOrString } from './transform.ts';

/**
 * What the code that validates needs besides JSON Schema: which fields there are (for `did you mean`), defaults, CEL rules,
 * list keys, alternatives. A table of nodes that refer to each other by index, equal ones once; the last is the root.
 */
export type Shape = readonly ShapeNode[];

export interface ShapeNode {
  readonly fields?: Readonly<Record<string, number>>;
  readonly items?: number;
  readonly values?: number;
  readonly default?: unknown;
  /** A floating-point number, where CEL would otherwise see an integer. */
  readonly double?: true;
  readonly rules?: readonly Rule[];
  /** The fields by which the elements of a list differ. */
  readonly keys?: readonly string[];
  /** Groups of fields of which at most one may stand. */
  readonly oneOf?: readonly (readonly string[])[];
  /** Fields that CEL rules call by another name, because theirs is a reserved word. */
  readonly escaped?: Readonly<Record<string, string>>;
}

export interface Rule {
  readonly rule: string;
  readonly message?: string;
}

export function shape(kind: SourceKind): Shape {
  const nodes: ShapeNode[] = [];
  const indexes = new Map<string, number>();
  const add = (node: ShapeNode): number => {
    const key = JSON.stringify(node);
    const index = indexes.get(key) ?? nodes.push(node) - 1;
    indexes.set(key, index);
    return index;
  };
  const escapes = escapedNames(kind.schema);
  const context = { add, escapes, known: new Map<RawSchema, number>(), isCrd: kind.schema['x-name'] === undefined };
  const { status: _, metadata: __, ...properties } = kind.schema.properties ?? {};
  const fields = mapValues(properties, (raw) => visit(raw, context));
  const root = { ...rest(kind.schema, context), fields: { ...fields, metadata: ofJsonSchema(metadata(kind), add) } };
  nodes.push(root);
  return nodes;
}

interface Context {
  readonly add: (node: ShapeNode) => number;
  readonly escapes: Readonly<Record<string, string>>;
  readonly known: Map<RawSchema, number>;
  /** Only CRDs are defaulted as their schema says; the API server defaults its own kinds by code. */
  readonly isCrd: boolean;
}

function visit(raw: RawSchema, context: Context): number {
  const known = context.known.get(raw);
  if (known !== undefined) return known;
  if (raw['x-name'] === 'ObjectMeta') return ofJsonSchema(TEMPLATE_METADATA, context.add);
  const index = context.add({
    ...(raw.properties && { fields: mapValues(raw.properties, (inner) => visit(inner, context)) }),
    ...(raw.items && { items: visit(withKeyDefaults(raw.items, raw, context.isCrd), context) }),
    ...(typeof raw.additionalProperties === 'object' && { values: visit(raw.additionalProperties, context) }),
    ...rest(raw, context),
  });
  context.known.set(raw, index);
  return index;
}

function rest(raw: RawSchema, { escapes, isCrd }: Context): ShapeNode {
  const rules = ruleList(raw).filter((rule) => skipReason(rule) === undefined);
  const alternatives = oneOf(raw);
  const escaped = Object.entries(escapes).filter(([name]) => raw.properties !== undefined && name in raw.properties);
  return {
    ...((isCrd || raw['x-key'] === true) && raw.default !== undefined && { default: raw.default }),
    ...(raw.type === 'number' && !isIntOrString(raw) && { double: true as const }),
    ...(rules.length > 0 && { rules }),
    ...(raw['x-kubernetes-list-type'] === 'map' && { keys: raw['x-kubernetes-list-map-keys'] ?? [] }),
    ...(alternatives.length > 0 && { oneOf: alternatives }),
    ...(escaped.length > 0 && { escaped: Object.fromEntries(escaped) }),
  };
}

export function ruleList(raw: RawSchema): readonly Rule[] {
  const rules: readonly RawRule[] = raw['x-kubernetes-validations'] ?? [];
  return rules.map(({ rule, message, ...other }) => {
    if (Object.keys(other).length > 0) throw new Error(`parts of a rule that we do not know: ${Object.keys(other)}`);
    return message === undefined ? { rule } : { rule, message };
  });
}

/** Why a rule is not evaluated, if so. */
export function skipReason({ rule }: Rule): string | undefined {
  return /\boldSelf\b/.test(rule) ? 'compares with the object that is in the cluster' : undefined;
}

/** Istio says "at most one of a, b" as `oneOf: [{ not: { anyOf: [a, b] } }, a, b]`, where a is `{ required: ['a'] }`. */
function oneOf(raw: RawSchema): string[][] {
  const groups = [raw, ...(raw.allOf ?? [])].map((schema) =>
    (schema.oneOf ?? []).filter((branch) => branch.not === undefined),
  );
  return groups
    .filter((branches) => branches.length > 0 && branches.every((branch) => branch.required?.length === 1))
    .map((branches) => branches.map((branch) => branch.required![0]!));
}

/** A list element's key may be defaulted (a port's protocol): two elements can then be equal without saying it. */
function withKeyDefaults(items: RawSchema, list: RawSchema, isCrd: boolean): RawSchema {
  const keys = list['x-kubernetes-list-map-keys'];
  if (isCrd || keys === undefined || items.properties === undefined) return items;
  const defaulted = keys.filter((key) => items.properties?.[key]?.default);
  if (defaulted.length === 0) return items;
  const properties = mapValues(items.properties, (raw, name) =>
    defaulted.includes(name) ? { ...raw, 'x-key': true } : raw,
  );
  return { ...items, properties };
}

const RESERVED =
  'as break const continue else false for function if import in let loop namespace null package return true var void while'.split(
    ' ',
  );

/** `__namespace__` for `namespace`, if some rule of the kind says so. */
function escapedNames(schema: RawSchema): Record<string, string> {
  const text = JSON.stringify(schema);
  const used = RESERVED.filter((word) => text.includes(`.__${word}__`));
  return Object.fromEntries(used.map((word) => [word, `__${word}__`]));
}

function ofJsonSchema(schema: JsonSchema, add: (node: ShapeNode) => number): number {
  return add({
    ...(schema.properties && { fields: mapValues(schema.properties, (part) => ofJsonSchema(part, add)) }),
    ...(schema.items && { items: ofJsonSchema(schema.items, add) }),
  });
}

function mapValues<T, U>(record: Readonly<Record<string, T>>, f: (value: T, key: string) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, f(value, key)]));
}
