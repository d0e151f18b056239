import type { Json, JsonObject } from '../base/json.ts';
import { isJsonObject } from '../base/json.ts';
import type { Node } from './validate-shape.ts';

/**
 * The value as the API server sees it when it validates: defaults filled in. What needs none is the same value, not a copy.
 * Positions stay as they were, since no default adds to a list.
 */
export function withDefaults(value: Json, node: Node): Json {
  if (!node.hasDefaults) return value;
  if (Array.isArray(value)) return node.items ? mapList(value as readonly Json[], node.items) : value;
  if (!isJsonObject(value)) return value;
  return node.values ? mapValues(value, node.values) : fillIn(value, node);
}

function fillIn(value: JsonObject, node: Node): JsonObject {
  let filled: Record<string, Json | undefined> | undefined;
  for (const [name, field] of node.defaulted) {
    const before = value[name];
    const given = before === undefined ? (field.default as Json | undefined) : before;
    const after = given === undefined ? undefined : withDefaults(given, field);
    if (after === before) continue;
    filled ??= { ...value };
    filled[name] = after;
  }
  return filled ?? value;
}

function mapList(list: readonly Json[], items: Node): readonly Json[] {
  const mapped = list.map((element) => withDefaults(element, items));
  return mapped.every((element, i) => element === list[i]) ? list : mapped;
}

function mapValues(value: JsonObject, values: Node): JsonObject {
  const entries = Object.entries(value).map(([key, inner]) => [
    key,
    inner === undefined ? inner : withDefaults(inner, values),
  ]);
  return Object.fromEntries(entries) as JsonObject;
}
