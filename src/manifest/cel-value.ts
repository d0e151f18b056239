import type { Json, JsonObject } from '../base/json.ts';
import { isJsonObject } from '../base/json.ts';
import type { Node } from './validate-shape.ts';

/**
 * A value in CEL's types: whole numbers as integers (BigInt) unless the schema says floating-point, fields whose names are
 * CEL's reserved words under the names that rules use, absent fields left out. What needs no change is not copied.
 */
export function celValue(value: Json, node: Node | undefined): unknown {
  if (typeof value === 'number') return Number.isInteger(value) && node?.double !== true ? BigInt(value) : value;
  if (Array.isArray(value)) return celList(value as readonly Json[], node?.items);
  return isJsonObject(value) ? celObject(value, node) : value;
}

function celList(list: readonly Json[], items: Node | undefined): unknown {
  let mapped: unknown[] | undefined;
  for (let i = 0; i < list.length; i++) {
    const after = celValue(list[i]!, items);
    if (after === list[i]) continue;
    mapped ??= [...list];
    mapped[i] = after;
  }
  return mapped ?? list;
}

function celObject(value: JsonObject, node: Node | undefined): unknown {
  let changed: Record<string, unknown> | undefined;
  const keys = Object.keys(value);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!;
    const before = value[key];
    const after = before === undefined ? undefined : celValue(before, node?.fields?.get(key) ?? node?.values);
    const name = node?.escaped?.[key] ?? key;
    if (after === before && name === key && before !== undefined) continue;
    changed ??= { ...value };
    if (name !== key || after === undefined) delete changed[key];
    if (after !== undefined) changed[name] = after;
  }
  return changed ?? value;
}
