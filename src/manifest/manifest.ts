import type { Json } from '../base/json.ts';
import type { NonEmpty } from '../base/nonempty.ts';
import type { Span } from '../base/span.ts';

/** A Kubernetes object as plain data: what a backend makes and the printer prints. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Metadata;
  readonly [field: string]: Json | Metadata | undefined;
}

export interface Metadata {
  readonly name: string;
  /** Absent for objects that belong to the whole cluster. */
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly [field: string]: Json | undefined;
}

/** `networking.istio.io/v1/Gateway`: what a schema is looked up by. */
export type GroupVersionKind = `${string}/${string}`;

export const groupVersionKind = byKind((apiVersion, kind): GroupVersionKind => `${apiVersion}/${kind}`);

type KindOf = Pick<Manifest, 'apiVersion' | 'kind'>;

/** Tells what follows from a kind alone, worked out once: a mesh has few kinds, and very many manifests of each. */
export function byKind<T extends string | object>(make: (apiVersion: string, kind: string) => T): (of: KindOf) => T {
  const made = new Map<string, Map<string, T>>();
  return ({ apiVersion, kind }) => {
    const kinds = made.get(apiVersion) ?? new Map<string, T>();
    const known = kinds.get(kind);
    if (known !== undefined) return known;
    const one = make(apiVersion, kind);
    made.set(apiVersion, kinds.set(kind, one));
    return one;
  };
}

/** `AuthorizationPolicy bookinfo/reviews`: how a manifest is named to a person. */
export function manifestName({ kind, metadata }: Manifest): string {
  return metadata.namespace === undefined
    ? `${kind} ${metadata.name}`
    : `${kind} ${metadata.namespace}/${metadata.name}`;
}

/** A manifest and the declarations that it came from, the one that named it first. */
export interface Emitted {
  readonly manifest: Manifest;
  readonly spans: NonEmpty<Span>;
  /** Set for what a user wrote as it is (`raw`), or patched. */
  readonly raw?: 'manifest' | 'patched';
}
