import { sortedStrings } from './order.ts';

/** Plain data: what JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/** Whether a value is an object with string keys (not null, not an array). */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether two values are the same data, field by field in the same order: what `JSON.stringify` would make one text of. */
export function sameData(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a)) return Array.isArray(b) && sameElements(a, b);
  return !Array.isArray(b) && sameFields(a as Fields, b as Fields);
}

type Fields = Readonly<Record<string, unknown>>;

function sameElements(a: readonly unknown[], b: readonly unknown[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!sameData(a[i], b[i])) return false;
  return true;
}

function sameFields(a: Fields, b: Fields): boolean {
  const names = Object.keys(a);
  const others = Object.keys(b);
  if (names.length !== others.length) return false;
  for (let i = 0; i < names.length; i++) {
    const name = names[i]!;
    if (name !== others[i] || !sameData(a[name], b[name])) return false;
  }
  return true;
}

/** The same text for the same data: keys are sorted, and what is undefined is left out. */
export function canonicalJson(value: unknown): string {
  // Text of the engine's own is in one piece; what is joined here stays in many for as long as it is kept.
  return isInOrder(value) ? JSON.stringify(value) : joinedJson(value);
}

/** Whether all keys are sorted already, as those of what we make mostly are. */
function isInOrder(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every((one) => one !== undefined && isInOrder(one));
  const fields = value as Fields;
  const keys = Object.keys(fields);
  for (let i = 0; i < keys.length; i++) {
    if (i > 0 && keys[i - 1]! > keys[i]!) return false;
    if (!isInOrder(fields[keys[i]!])) return false;
  }
  return true;
}

function joinedJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = value as Fields;
  const keys = sortedStrings(Object.keys(fields));
  let text = '';
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!;
    if (fields[key] === undefined) continue;
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(fields[key])}`;
  }
  return `{${text}}`;
}
