import type { JsonObject } from '../base/json.ts';

/**
 * A Kubernetes manifest as it is, or a cdk8s construct: a Chart, an ApiObject, or any construct that holds some (each of
 * its API objects is taken).
 */
export type RawValue = RawManifest | { readonly node: object };

/**
 * A Kubernetes manifest as plain data. Its namespace is that of the declaration when it says none (MW1205 when it says another).
 */
export interface RawManifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: object;
  readonly [field: string]: unknown;
}

/** Which emitted manifest a patch changes. */
export interface PatchTarget {
  readonly kind: string;
  readonly name: string;
}

/** What namespaces and the mesh offer beside the language itself. */
export interface EscapeHatch {
  /**
   * Emits a manifest as it is. It is validated against its schema (MW4001) where meshwright knows the kind, and listed in
   * every report: meshwright does not know what it means.
   *
   * @example `bookinfo.raw({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'flags' }, data: { beta: 'off' } })`
   */
  raw(...manifests: readonly [RawValue, ...RawValue[]]): void;
  /**
   * Changes an emitted manifest by a JSON merge patch (RFC 7386: `null` removes a field, lists are replaced). Listed in
   * every report.
   *
   * Errors: MW1206 for a manifest that is not emitted, MW4001 when the result is not valid.
   *
   * @example `bookinfo.patch({ kind: 'Deployment', name: 'reviews-v1' }, { spec: { minReadySeconds: 10 } })`
   */
  patch(target: PatchTarget, patch: JsonObject): void;
}
