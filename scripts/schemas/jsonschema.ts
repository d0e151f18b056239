/** JSON Schema (draft 7), as far as we write it. */
export interface JsonSchema {
  readonly $schema?: string;
  readonly $ref?: string;
  readonly title?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | boolean;
  readonly propertyNames?: JsonSchema;
  readonly items?: JsonSchema;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly uniqueItems?: boolean;
  readonly oneOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly not?: JsonSchema;
  readonly definitions?: Readonly<Record<string, JsonSchema>>;
}

/** What our schemas say on top of JSON Schema while they are being made: the name an object has at its source. */
export const NAME = Symbol('name');

export interface NamedSchema extends JsonSchema {
  readonly [NAME]?: string;
}

/** The schemas directly inside a schema that describe parts of the value (so not those inside combinators). */
export function mapParts(schema: NamedSchema, f: (part: JsonSchema, step: string) => JsonSchema): NamedSchema {
  return {
    ...schema,
    ...(schema.properties && {
      properties: Object.fromEntries(Object.entries(schema.properties).map(([name, part]) => [name, f(part, name)])),
    }),
    ...(schema.items && { items: f(schema.items, '') }),
    ...(typeof schema.additionalProperties === 'object' && {
      additionalProperties: f(schema.additionalProperties, ''),
    }),
  };
}
