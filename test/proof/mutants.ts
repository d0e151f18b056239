import type { Json, JsonObject } from '../../src/base/json.ts';
import type { Manifest } from '../../src/manifest/manifest.ts';

/** A manifest with one thing in it changed. */
export interface Mutant {
  readonly of: Manifest;
  /** Absent: the manifest itself is gone. */
  readonly changed?: Manifest;
  readonly path: readonly (string | number)[];
  readonly how: string;
}

export const KINDS = [
  'AuthorizationPolicy',
  'PeerAuthentication',
  'RequestAuthentication',
  'VirtualService',
  'Gateway',
];

export function mutantsOf(manifest: Manifest): readonly Mutant[] {
  const plain = JSON.parse(JSON.stringify(manifest)) as Manifest;
  const mutant = (path: Mutant['path'], how: string, changed: Manifest): Mutant => ({
    of: manifest,
    path,
    how,
    changed,
  });
  const inside = changes((plain.spec ?? {}) as JsonObject).map(({ path, how, value }) =>
    mutant(['spec', ...path], how, { ...plain, spec: value as JsonObject }),
  );
  const { namespace } = plain.metadata;
  return [
    { of: manifest, path: [], how: 'is gone' },
    mutant(['metadata', 'namespace'], 'elsewhere', {
      ...plain,
      metadata: { ...plain.metadata, namespace: `${namespace}-x` },
    }),
    mutant(['metadata', 'name'], 'renamed', {
      ...plain,
      metadata: { ...plain.metadata, name: `${plain.metadata.name}-x` },
    }),
    ...(plain.kind === 'AuthorizationPolicy'
      ? [mutant(['metadata', 'annotations'], 'dry run or not', dryRun(plain))]
      : []),
    ...inside,
  ];
}

function dryRun(manifest: Manifest): Manifest {
  const { 'istio.io/dry-run': had, ...rest } = manifest.metadata.annotations ?? {};
  const annotations = had ? rest : { ...rest, 'istio.io/dry-run': 'true' };
  return { ...manifest, metadata: { ...manifest.metadata, annotations } };
}

interface Change {
  readonly path: readonly (string | number)[];
  readonly how: string;
  readonly value: Json;
}

function changes(value: Json): readonly Change[] {
  if (Array.isArray(value)) return inList(value as readonly Json[]);
  if (typeof value === 'object' && value !== null) return inObject(value as JsonObject);
  return other(value).map((one) => ({
    path: [],
    how: `${JSON.stringify(value)} is ${JSON.stringify(one)}`,
    value: one,
  }));
}

function inList(list: readonly Json[]): readonly Change[] {
  return [
    { path: [], how: 'is empty', value: [] },
    ...list.map((_, i): Change => ({ path: [i], how: 'is dropped', value: list.filter((__, j) => j !== i) })),
    ...list.flatMap((each, i) =>
      changes(each).map(({ path, how, value }) => ({
        path: [i, ...path],
        how,
        value: list.map((one, j) => (j === i ? value : one)),
      })),
    ),
    ...(list.length > 1 ? [{ path: [], how: 'is turned round', value: [...list].reverse() }] : []),
  ];
}

function inObject(object: JsonObject): readonly Change[] {
  const entries = Object.entries(object) as [string, Json][];
  const without = (key: string) => Object.fromEntries(entries.filter(([each]) => each !== key));
  return entries.flatMap(([key, each]) => [
    { path: [key], how: 'is lost', value: without(key) },
    ...(negated(key)
      ? [{ path: [key], how: `is ${negated(key)}`, value: { ...without(key), [negated(key)!]: each } }]
      : []),
    ...changes(each).map(({ path, how, value }) => ({ path: [key, ...path], how, value: { ...object, [key]: value } })),
  ]);
}

const POSITIVE = [
  'principals',
  'requestPrincipals',
  'ipBlocks',
  'remoteIpBlocks',
  'hosts',
  'methods',
  'paths',
  'ports',
  'values',
];

function negated(key: string): string | undefined {
  if (POSITIVE.includes(key)) return `not${key[0]!.toUpperCase()}${key.slice(1)}`;
  const positive = POSITIVE.find((one) => `not${one[0]!.toUpperCase()}${one.slice(1)}` === key);
  return positive;
}

const SWAPS: Readonly<Record<string, readonly string[]>> = {
  ALLOW: ['DENY', 'AUDIT'],
  DENY: ['ALLOW', 'AUDIT'],
  AUDIT: ['ALLOW', 'DENY'],
  CUSTOM: ['DENY', 'ALLOW'],
  STRICT: ['PERMISSIVE', 'DISABLE'],
  PERMISSIVE: ['STRICT', 'DISABLE'],
  DISABLE: ['PERMISSIVE', 'UNSET'],
  SIMPLE: ['PASSTHROUGH', 'MUTUAL'],
  MUTUAL: ['SIMPLE'],
  PASSTHROUGH: ['SIMPLE'],
  HTTPS: ['TCP', 'TLS'],
  HTTP: ['TCP'],
  TLS: ['HTTPS'],
};

function other(value: Json): readonly Json[] {
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'number') return [value + 1];
  if (typeof value !== 'string') return [];
  if (SWAPS[value]) return SWAPS[value];
  if (/^\d+$/.test(value)) return [String(Number(value) + 1)];
  if (value === '*') return ['x', 'x*'];
  return value.endsWith('*') ? [value.slice(0, -1), '*'] : [`${value}x`, `${value}*`];
}
