import type { JsonSchema } from './jsonschema.ts';

/* The API server's syntax of names, written out: no published schema has it. */

export const DNS_LABEL = {
  type: 'string',
  pattern: '^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$',
  maxLength: 63,
} satisfies JsonSchema;
export const DNS_SUBDOMAIN = {
  type: 'string',
  pattern: '^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$',
  maxLength: 253,
} satisfies JsonSchema;
export const PATH_SEGMENT = { type: 'string', pattern: '^(?!\\.{1,2}$)[^/%]+$', maxLength: 253 } satisfies JsonSchema;

/** A name of up to 63 characters, after an optional DNS prefix and a slash. */
export const QUALIFIED_NAME = {
  pattern:
    '^(?:[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*/)?[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$',
  maxLength: 317,
} satisfies JsonSchema;
export const LABEL_VALUE = {
  type: 'string',
  pattern: '^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$',
} satisfies JsonSchema;
