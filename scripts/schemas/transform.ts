import { format, QUANTITY } from './formats.ts';
import type { JsonSchema, NamedSchema } from './jsonschema.ts';
import { NAME } from './jsonschema.ts';
import { metadata, TEMPLATE_METADATA } from './metadata.ts';
import type { RawSchema, SourceKind } from './raw.ts';
import { apiVersions } from './raw.ts';

/** Keywords that mean the same in JSON Schema. */
const KEPT = [
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
  'required',
  'enum',
  'propertyNames',
] as const;

/** Keywords that are treated below, and those that say nothing about which values are valid. */
const KNOWN = new Set<string>([
  ...KEPT,
  ...['type', 'format', 'properties', 'items', 'additionalProperties', 'nullable', 'oneOf', 'anyOf', 'allOf', 'not'],
  ...['description', 'default', 'x-name', 'x-kubernetes-validations', 'x-kubernetes-int-or-string'],
  ...['x-kubernetes-preserve-unknown-fields', 'x-kubernetes-list-type', 'x-kubernetes-list-map-keys'],
  ...['x-kubernetes-map-type', 'x-kubernetes-patch-merge-key', 'x-kubernetes-patch-strategy'],
  ...['x-kubernetes-group-version-kind', 'x-kubernetes-unions'],
]);

/** The JSON Schema of a kind, nothing shared yet: unknown fields refused, `status` gone, metadata typed. */
export function jsonSchema(kind: SourceKind): NamedSchema {
  const { apiVersion: _, kind: __, metadata: ___, status: ____, ...fields } = kind.schema.properties ?? {};
  return {
    [NAME]: kind.kind,
    type: 'object',
    properties: {
      apiVersion: { type: 'string', enum: apiVersions(kind) },
      kind: { type: 'string', enum: [kind.kind] },
      metadata: metadata(kind),
      ...parts(fields),
    },
    required: ['apiVersion', 'kind', 'metadata', ...(kind.schema.required ?? []).filter((name) => name in fields)],
    additionalProperties: false,
  };
}

function parts(properties: Readonly<Record<string, RawSchema>>): Record<string, JsonSchema> {
  return Object.fromEntries(Object.entries(properties).map(([name, raw]) => [name, part(raw)]));
}

/** A schema that describes a part of the object. */
function part(raw: RawSchema): NamedSchema {
  refuseUnknownKeywords(raw);
  if (raw['x-name'] === 'ObjectMeta') return TEMPLATE_METADATA;
  if (raw['x-name'] === 'Quantity') return QUANTITY;
  if (isIntOrString(raw)) return { type: ['integer', 'string'], ...format('int32'), ...kept(raw) };
  return {
    ...(raw['x-name'] !== undefined && { [NAME]: raw['x-name'] }),
    ...(raw.type !== undefined && { type: raw.nullable === true ? [raw.type, 'null'] : raw.type }),
    ...(raw.format !== undefined && format(raw.format)),
    ...kept(raw),
    ...(raw['x-kubernetes-list-type'] === 'set' && { uniqueItems: true }),
    ...(raw.properties && { properties: parts(raw.properties) }),
    ...(raw.items && { items: part(raw.items) }),
    ...openness(raw),
    ...combinators(raw),
  };
}

/** A schema inside a combinator: it sees only some of the fields, so it must not refuse the others. */
function condition(raw: RawSchema): JsonSchema {
  refuseUnknownKeywords(raw);
  return {
    ...(raw.format !== undefined && format(raw.format)),
    ...kept(raw),
    ...(raw.properties && {
      properties: Object.fromEntries(Object.entries(raw.properties).map(([name, inner]) => [name, condition(inner)])),
    }),
    ...combinators(raw),
  };
}

function combinators(raw: RawSchema): JsonSchema {
  return {
    ...(raw.oneOf && { oneOf: raw.oneOf.map(condition) }),
    ...(raw.anyOf && { anyOf: raw.anyOf.map(condition) }),
    ...(raw.allOf && { allOf: raw.allOf.map(condition) }),
    ...(raw.not && { not: condition(raw.not) }),
  };
}

function kept(raw: RawSchema): JsonSchema {
  return Object.fromEntries(KEPT.filter((keyword) => keyword in raw).map((keyword) => [keyword, raw[keyword]]));
}

/** What an object may hold besides the named fields. Types of the OpenAPI that name none (`RawExtension`) are free-form. */
function openness(raw: RawSchema): JsonSchema {
  if (raw['x-kubernetes-preserve-unknown-fields'] === true || raw.type !== 'object') return {};
  if (typeof raw.additionalProperties === 'object') return { additionalProperties: part(raw.additionalProperties) };
  if (raw.additionalProperties === true) return {};
  return raw.properties === undefined && raw['x-name'] !== undefined ? {} : { additionalProperties: false };
}

export function isIntOrString(raw: RawSchema): boolean {
  return raw['x-kubernetes-int-or-string'] === true || raw.format === 'int-or-string';
}

/** A keyword that a new version of a module brings is looked at by a person before it is dropped. */
function refuseUnknownKeywords(raw: RawSchema): void {
  const unknown = Object.keys(raw).filter((keyword) => !KNOWN.has(keyword));
  if (unknown.length > 0) throw new Error(`keywords that we do not know: ${unknown.join(', ')}`);
}
