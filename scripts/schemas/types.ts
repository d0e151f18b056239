import { compile } from 'json-schema-to-typescript';
import type { JsonSchema, NamedSchema } from './jsonschema.ts';
import { mapParts } from './jsonschema.ts';
import { share } from './share.ts';

/** The TypeScript of a kind: closed readonly object types, so that an object literal with a misspelt field does not compile. */
export async function typescript(root: NamedSchema): Promise<string> {
  const { $schema: _, ...schema } = share(loosen(root), 'all');
  const text = await compile(schema as never, schema.title!, {
    additionalProperties: false,
    bannerComment: '',
    style: { singleQuote: true, printWidth: 120 },
    declareExternallyReferenced: true,
    ignoreMinAndMaxItems: true,
    unknownAny: true,
  });
  return freeForm(readonlyTypes(text));
}

/** Takes away what a type cannot say; otherwise json-schema-to-typescript falls back to types that accept any field. */
function loosen(schema: JsonSchema): JsonSchema {
  const { oneOf, anyOf, allOf, not, pattern, propertyNames, ...rest } = mapParts(schema, loosen);
  const { minItems, maxItems, minLength, maxLength, minimum, maximum, minProperties, maxProperties, ...plain } = rest;
  return typeof plain.type === 'string' || plain.type === undefined ? plain : withoutNull(plain);
}

/** `null` says the same as leaving the field out, so emitters never need it. */
function withoutNull({ type, ...rest }: JsonSchema): JsonSchema {
  const types = (type as readonly string[]).filter((name) => name !== 'null');
  return { ...rest, type: types.length === 1 ? types[0]! : types };
}

/**
 * Interfaces become type aliases, since only those are assignable to a type with an index signature (a manifest); fields and
 * lists become readonly, so that readonly data can be put in.
 */
function readonlyTypes(text: string): string {
  return text
    .replaceAll(/^\/\*\*[\s\S]*?\*\/\n/gm, '')
    .replaceAll(/^export interface (\w+) \{$/gm, 'export type $1 = {')
    .replaceAll(/^\}$/gm, '};')
    .replaceAll(/^( *)((?:\w+|"[^"]+"|\[k: string\])\??: )/gm, '$1readonly $2')
    .replaceAll(/(\([^()]*\)|\w+)\[\]/g, 'readonly $1[]');
}

const JSON_TYPE = 'null | boolean | number | string | readonly Json[] | { readonly [k: string]: Json | undefined }';

/** An object that may hold anything is printed as `{}`, which in TypeScript is also any string or number. */
function freeForm(text: string): string {
  if (!text.includes(': {};')) return text;
  return `${text.replaceAll(': {};', ': { readonly [k: string]: Json | undefined };')}export type Json = ${JSON_TYPE};\n`;
}
