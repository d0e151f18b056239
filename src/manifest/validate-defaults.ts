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

function fillIn(value: JsonObject, { defaulted }: Node): JsonObject {
  let filled: Record<string, Json | undefined> | undefined;
  for (let i = 0; i < defaulted.length; i++) {
    const { name, node } = defaulted[i]!;
    const before = value[name];
    const given = before === undefined ? (node.default as Json | undefined) : before;
    const after = given === undefined ? undefined : withDefaults(given, node);
    if (after === before) continue;
    filled ??= { ...value };
    filled[name] = after;
  }
  return filled ?? value;
}

function mapList(list: readonly Json[], items: Node): readonly Json[] {
  let mapped: Json[] | undefined;
  for (let i = 0; i < list.length; i++) {
    const after = withDefaults(list[i]!, items);
    if (after === list[i]) continue;
    mapped ??= [...list];
    mapped[i] = after;
  }
  return mapped ?? list;
}

function mapValues(value: JsonObject, values: Node): JsonObject {
  const entries = Object.entries(value).map(([key, inner]) => [
    key,
    inner === undefined ? inner : withDefaults(inner, values),
  ]);
  return Object.fromEntries(entries) as JsonObject;
}
