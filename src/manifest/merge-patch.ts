import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';

/** A JSON merge patch (RFC 7386): `null` removes a field, objects merge, everything else replaces. */
export function mergePatch(target: unknown, patch: Json): unknown {
  if (!isJsonObject(patch)) return patch;
  const merged = new Map<string, unknown>(isJsonObject(target) ? Object.entries(target as JsonObject) : []);
  for (const [field, value] of Object.entries(patch)) {
    if (value === null || value === undefined) merged.delete(field);
    else merged.set(field, mergePatch(merged.get(field), value));
  }
  return Object.fromEntries(merged);
}
