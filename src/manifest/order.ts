import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';
import { sortedStrings } from '../base/order.ts';
import type { Manifest, Metadata } from './manifest.ts';

/**
 * The manifest with its fields in canonical order: what identifies it first, then the rest as its emitter (or the user of a
 * raw manifest) wrote it, which is the order that people know from the documentation. Only maps that have no order of their
 * own are sorted: labels, annotations, selectors, data. `status` is the cluster's, and left out.
 */
export function canonical(manifest: Manifest): Manifest {
  const { labels, annotations } = manifest.metadata;
  return canonicalWith(labels, annotations, manifest);
}

/** The same with other labels and annotations. */
export function canonicalWith(labels: Names | undefined, annotations: Names | undefined, manifest: Manifest): Manifest {
  const { apiVersion, kind } = manifest;
  const metadata = canonicalMetadata(manifest.metadata, labels, annotations);
  if (isSpecOnly(manifest)) return { apiVersion, kind, metadata, spec: sortedWithin(manifest['spec'] as JsonObject) };
  const ordered: Record<string, Json> = { apiVersion, kind, metadata: metadata as JsonObject };
  return copyRest(manifest as JsonObject, IDENTIFYING, ordered) as unknown as Manifest;
}

/** As nearly all are: such can be made at once, with no field added later, which takes more memory. */
function isSpecOnly(manifest: Manifest): boolean {
  return typeof manifest['spec'] === 'object' && manifest['spec'] !== null && Object.keys(manifest).length === 4;
}

type Names = Readonly<Record<string, string>>;

const IDENTIFYING: readonly string[] = ['apiVersion', 'kind', 'metadata', 'status'];

function canonicalMetadata(metadata: Metadata, labels: Names | undefined, annotations: Names | undefined): Metadata {
  const { name, namespace } = metadata;
  const ordered: Record<string, Json> = namespace === undefined ? { name } : { name, namespace };
  if (labels !== undefined) ordered['labels'] = sortedMap(labels);
  if (annotations !== undefined) ordered['annotations'] = sortedMap(annotations);
  return copyRest(metadata as JsonObject, METADATA, ordered) as unknown as Metadata;
}

const METADATA: readonly string[] = ['name', 'namespace', 'labels', 'annotations'];

/**
 * Adds the other fields, sorted within. In place, with no rest or spread, and here as below with loops by index, which allocate
 * nothing before the engine optimises them: every manifest of a mesh comes through here.
 */
function copyRest(from: JsonObject, but: readonly string[], to: Record<string, Json>): JsonObject {
  const keys = Object.keys(from);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!;
    const value = from[key];
    if (but.includes(key) || value === undefined) continue;
    // Assignment to `__proto__` would set a prototype instead of a field.
    if (key === '__proto__') Object.defineProperty(to, key, { value, enumerable: true });
    else to[key] = sortedField(key, value);
  }
  return to;
}

/** Fields that hold a map from names to strings wherever Kubernetes has them. */
const MAPS: ReadonlySet<string> = new Set([
  'annotations',
  'binaryData',
  'data',
  'labels',
  'limits',
  'matchLabels',
  'nodeSelector',
  'requests',
  'selector',
  'stringData',
]);

/** The value with the maps inside it sorted; the same value where that changes nothing, which spares the memory of a copy. */
function sortedWithin(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return sortedList(value);
  return sortedFields(value as JsonObject);
}

function sortedList(list: readonly Json[]): readonly Json[] {
  let copy: Json[] | undefined;
  for (let i = 0; i < list.length; i++) {
    const item = list[i]!;
    if (typeof item !== 'object') continue;
    const sorted = sortedWithin(item);
    if (sorted === item) continue;
    copy ??= [...list];
    copy[i] = sorted;
  }
  return copy ?? list;
}

function sortedField(key: string, value: Json): Json {
  return MAPS.has(key) && isMapOfStrings(value) ? sortedMap(value) : sortedWithin(value);
}

function sortedFields(object: JsonObject): JsonObject {
  const keys = Object.keys(object);
  let copy: Record<string, Json | undefined> | undefined;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!;
    const value = object[key];
    if (typeof value !== 'object' || value === null) continue;
    const sorted = sortedField(key, value);
    if (sorted === value) continue;
    copy ??= { ...object };
    // A field of the copy already, so that even `__proto__` is one.
    copy[key] = sorted;
  }
  return copy ?? object;
}

function isMapOfStrings(value: Json): value is Readonly<Record<string, string>> {
  if (!isJsonObject(value)) return false;
  const keys = Object.keys(value);
  for (let i = 0; i < keys.length; i++) if (typeof value[keys[i]!] !== 'string') return false;
  return true;
}

function sortedMap(map: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const keys = Object.keys(map);
  const ordered = sortedStrings(keys);
  if (ordered === keys) return map;
  const sorted: Record<string, string> = {};
  for (const key of ordered) {
    // Assignment to `__proto__` would set a prototype instead of a field.
    if (key === '__proto__') Object.defineProperty(sorted, key, { value: map[key]!, enumerable: true });
    else sorted[key] = map[key]!;
  }
  return sorted;
}
