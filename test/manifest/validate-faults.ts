import type { Json } from '../../src/base/json.ts';
import { isJsonObject } from '../../src/base/json.ts';
import type { Manifest } from '../../src/manifest/manifest.ts';

/** A manifest with one thing in it changed. */
export interface Fault {
  readonly what: string;
  readonly manifest: Manifest;
}

/** Every single change of a few sorts, at every place below the top. Not every one makes the manifest invalid. */
export function faults(manifest: Manifest): Fault[] {
  const changes = Object.keys(manifest).filter((key) => key !== 'apiVersion' && key !== 'kind');
  return changes.flatMap((key) =>
    changed(manifest[key] as Json, key).map(([what, value]) => ({
      what,
      manifest: without({ ...manifest, [key]: value }),
    })),
  );
}

type Change = readonly [what: string, value: Json | undefined];

function changed(value: Json, path: string): Change[] {
  const here = replacements(value).map(([what, to]): Change => [`${path}: ${what}`, to]);
  if (Array.isArray(value))
    return [...here, ...value.flatMap((inner, i) => inElement(value as readonly Json[], inner as Json, i, path))];
  if (!isJsonObject(value)) return here;
  return [...here, ...Object.keys(value).flatMap((key) => inField(value, key, path))];
}

function inElement(list: readonly Json[], inner: Json, i: number, path: string): Change[] {
  return changed(inner, `${path}[${i}]`).map(([what, to]) => [
    what,
    to === undefined ? list.toSpliced(i, 1) : list.with(i, to),
  ]);
}

function inField(object: Readonly<Record<string, Json | undefined>>, key: string, path: string): Change[] {
  return changed(object[key]!, `${path}.${key}`).map(([what, to]) => [what, without({ ...object, [key]: to })]);
}

function replacements(value: Json): Change[] {
  const gone: Change = ['left out', undefined];
  if (typeof value === 'string') {
    return [
      gone,
      ['a number', 7],
      ['empty', ''],
      ['misspelt', `${value}X`],
      ['spaced', `a ${value}`],
      ['starred', `${value}*`],
    ];
  }
  if (typeof value === 'number')
    return [gone, ['a string', `${value}`], ['negative', -1], ['huge', 4_294_967_296], ['broken', 1.5]];
  if (typeof value === 'boolean') return [gone, ['a string', `${value}`]];
  if (Array.isArray(value)) return [gone, ['an object', {}], ['emptied', []], ['doubled', [...value, ...value]]];
  return [gone, ['a list', [value]], ['emptied', {}], ['with an unknown field', { ...(value as object), bogus: 'x' }]];
}

function without<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}
