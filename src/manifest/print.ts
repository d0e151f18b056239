import { invariant } from '../base/absurd.ts';
import type { Json, JsonObject } from '../base/json.ts';
import type { Manifest, Metadata } from './manifest.ts';
import { fitsBlock, isHarmless, printNumber, printString, quote } from './scalar.ts';

/**
 * Canonical YAML of plain data: blocks, two blanks an indentation, fields in the order that they have, no folding, no
 * anchors. Our own, because printing is what a compile of a large mesh does most of, and because what we print is so little.
 */
export function printManifest(manifest: Manifest): string {
  return fields(manifest, '', OUTERMOST);
}

/** The same for any mapping, e.g. a kustomization. */
export function printYaml(mapping: JsonObject): string {
  return fields(mapping, '', OUTERMOST) || '{}\n';
}

type Fields = { readonly [field: string]: Json | Metadata | undefined };

/** A depth, with what its lines begin with. */
interface Level {
  readonly indent: string;
  /** Keys that can stand as they are, indented and with their colons. Most are fields of a schema: few, and written over and over. */
  readonly keys: Map<string, string>;
  deeper?: Level;
}

const OUTERMOST: Level = { indent: '', keys: new Map() };

/** What a raw manifest has further inside is rare, and not kept in mind. */
const WIDEST_KEPT = 60;

function below(level: Level): Level {
  if (level.deeper !== undefined) return level.deeper;
  const deeper: Level = { indent: `${level.indent}  `, keys: new Map() };
  if (deeper.indent.length <= WIDEST_KEPT) level.deeper = deeper;
  return deeper;
}

/** The fields of a mapping, a line or more each; nothing if there are none. `first` comes before the first of them. */
function fields(mapping: Fields, first: string, level: Level): string {
  let text = '';
  // A list of its keys would be made for each of a hundred thousands of mappings; these are plain data, and inherit nothing.
  for (const key in mapping) {
    const value = mapping[key];
    if (value === undefined) continue;
    text +=
      text === '' && first !== level.indent ? first + printKey(key, OUTERMOST, level) : printKey(key, level, level);
    text += printValue(value, level);
  }
  return text;
}

/** A key longer than this must be written as an explicit one (`? key`). */
const LONGEST_SIMPLE_KEY = 1000;

const MOST_KEPT = 1000;
const LONGEST_KEPT = 100;

/** `lead` is the level of the line, and `level` that of the fields: other ones where a dash begins the line. */
function printKey(key: string, lead: Level, level: Level): string {
  const { indent, keys } = lead;
  const known = keys.get(key);
  if (known !== undefined) return known;
  const printed = printString(key);
  if (printed.length > LONGEST_SIMPLE_KEY) return `${indent}? ${printed}\n${level.indent}:`;
  const line = `${indent}${printed}:`;
  if (printed === key && key.length <= LONGEST_KEPT && keys.size < MOST_KEPT) keys.set(key, line);
  return line;
}

/** What follows the colon of a key, with its line break. */
function printValue(value: Json | Metadata, level: Level): string {
  if (typeof value === 'string') return ` ${text(value, level.indent)}\n`;
  if (typeof value !== 'object' || value === null) return ` ${atom(value)}\n`;
  const deeper = below(level);
  const printed = isList(value) ? items(value, deeper.indent, deeper) : fields(value, deeper.indent, deeper);
  return printed === '' ? emptyOf(value) : `\n${printed}`;
}

function items(list: readonly Json[], first: string, level: Level): string {
  let text = '';
  for (let i = 0; i < list.length; i++) text += printItem(list[i]!, text === '' ? first : level.indent, level);
  return text;
}

/** An item of a list; a mapping or a list inside it begins on the line of its dash. */
function printItem(item: Json, first: string, level: Level): string {
  if (typeof item === 'string') return `${first}- ${text(item, level.indent)}\n`;
  if (typeof item !== 'object' || item === null) return `${first}- ${atom(item)}\n`;
  const deeper = below(level);
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
  if (isHarmless(value)) return value;
  if (!value.includes('\n') || !fitsBlock(value)) return quote(value);
  const ended = value.endsWith('\n');
  const lines = (ended ? value.slice(0, -1) : value).replace(/\n(?=[^\n])/g, `\n${indent}  `);
  return `${ended ? '|' : '|-'}\n${indent}  ${lines}`;
}

function atom(value: null | boolean | number): string {
  if (typeof value !== 'number') return String(value);
  invariant(Number.isFinite(value), `${value} is no JSON`);
  return printNumber(value);
}
