import { invariant } from '../base/absurd.ts';
import type { Json, JsonObject } from '../base/json.ts';
import type { Manifest, Metadata } from './manifest.ts';
import { fitsBlock, printNumber, printString } from './scalar.ts';

/**
 * Canonical YAML of plain data: blocks, two blanks an indentation, fields in the order that they have, no folding, no
 * anchors. Our own, because printing is what a compile of a large mesh does most of, and because what we print is so little.
 */
export function printManifest(manifest: Manifest): string {
  return fields(manifest, '', '');
}

/** The same for any mapping, e.g. a kustomization. */
export function printYaml(mapping: JsonObject): string {
  return fields(mapping, '', '') || '{}\n';
}

type Fields = { readonly [field: string]: Json | Metadata | undefined };

/** A key longer than this must be written as an explicit one (`? key`). */
const LONGEST_SIMPLE_KEY = 1000;

/** The fields of a mapping, a line or more each; nothing if there are none. `first` comes before the first of them. */
function fields(mapping: Fields, first: string, indent: string): string {
  let text = '';
  const keys = Object.keys(mapping);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!;
    const value = mapping[key];
    if (value === undefined) continue;
    text += (text === '' ? first : indent) + printKey(key, indent) + printValue(value, indent);
  }
  return text;
}

/** Keys that can stand as they are, with their colons. Most keys are fields of a schema: few, and written over and over. */
const plainKeys = new Map<string, string>();
const MOST_KEYS = 1000;
const LONGEST_KEPT = 100;

function printKey(key: string, indent: string): string {
  const known = plainKeys.get(key);
  if (known !== undefined) return known;
  const printed = printString(key);
  if (printed === key && key.length <= LONGEST_KEPT && plainKeys.size < MOST_KEYS) plainKeys.set(key, `${key}:`);
  return printed.length > LONGEST_SIMPLE_KEY ? `? ${printed}\n${indent}:` : `${printed}:`;
}

/** What follows the colon of a key, with its line break. */
function printValue(value: Json | Metadata, indent: string): string {
  if (typeof value === 'string') return ` ${text(value, indent)}\n`;
  if (typeof value !== 'object' || value === null) return ` ${atom(value)}\n`;
  const deeper = `${indent}  `;
  const printed = isList(value) ? items(value, deeper, deeper) : fields(value, deeper, deeper);
  return printed === '' ? emptyOf(value) : `\n${printed}`;
}

function items(list: readonly Json[], first: string, indent: string): string {
  let text = '';
  for (let i = 0; i < list.length; i++) text += printItem(list[i]!, text === '' ? first : indent, indent);
  return text;
}

/** An item of a list; a mapping or a list inside it begins on the line of its dash. */
function printItem(item: Json, first: string, indent: string): string {
  if (typeof item === 'string') return `${first}- ${text(item, indent)}\n`;
  if (typeof item !== 'object' || item === null) return `${first}- ${atom(item)}\n`;
  const deeper = `${indent}  `;
  const printed = isList(item) ? items(item, `${first}- `, deeper) : fields(item as JsonObject, `${first}- `, deeper);
  return printed === '' ? `${first}-${emptyOf(item)}` : printed;
}

function emptyOf(value: object): string {
  return Array.isArray(value) ? ' []\n' : ' {}\n';
}

function isList(value: object): value is readonly Json[] {
  return Array.isArray(value);
}

/** A string as a value: as a literal block if it has lines that can be one. The caller adds the last line break. */
function text(value: string, indent: string): string {
  if (!value.includes('\n') || !fitsBlock(value)) return printString(value);
  const ended = value.endsWith('\n');
  const lines = (ended ? value.slice(0, -1) : value).replace(/\n(?=[^\n])/g, `\n${indent}  `);
  return `${ended ? '|' : '|-'}\n${indent}  ${lines}`;
}

function atom(value: null | boolean | number): string {
  if (typeof value !== 'number') return String(value);
  invariant(Number.isFinite(value), `${value} is no JSON`);
  return printNumber(value);
}
