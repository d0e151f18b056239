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
  /**
   * Default: that of the declaration (MW1205 when it says another). On the mesh: none, as what belongs to the whole cluster has it;
   * what is emitted in the root namespace, or in that of a gateway's workload, is named with it.
   */
  readonly namespace?: string;
}

/** What namespaces and the mesh offer beside the language itself. */
export interface EscapeHatch {
  /**
   * Emits a manifest as it is. It is validated against its schema (MW4001) where meshwright knows the kind, and listed in
   * every report: it is outside the proof. What it changes is told (MW4109, MW4114, MW4115), and questions, `diff` and guardrails
   * answer for both.
   *
   * @example `bookinfo.raw({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'flags' }, data: { beta: 'off' } })`
   */
  raw(...manifests: readonly [RawValue, ...RawValue[]]): void;
  /**
   * Changes an emitted manifest by a JSON merge patch (RFC 7386: `null` removes a field, lists are replaced). Listed in
   * every report, and outside the proof as raw manifests are.
   *
   * Errors: MW1205 for another namespace than that of the declaration, MW1206 for a manifest that is not emitted, MW4001 when the result is not valid.
   *
   * @example `bookinfo.patch({ kind: 'Deployment', name: 'reviews-v1' }, { spec: { minReadySeconds: 10 } })`
   * @example `shop.patch({ kind: 'PeerAuthentication', name: 'default', namespace: 'istio-system' }, { metadata: { labels: { team: 'mesh' } } })`
   */
  patch(target: PatchTarget, patch: JsonObject): void;
}
