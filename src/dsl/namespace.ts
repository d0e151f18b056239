import type { JsonObject } from '../base/json.ts';
import { key } from '../model/ids.ts';
import type { MtlsMode } from '../model/mesh.ts';
import { ProtectedBuilder } from './builder.ts';
import type { AnyNamespace } from './nouns.ts';
import type { EscapeHatch, PatchTarget, RawValue } from './raw.ts';
import { MESH, type Recorder } from './recorder.ts';
import type { Protected } from './rule.ts';
import { type PortOptions, type Service, ServiceBuilder, type ServiceOptions, type VersionOptions } from './service.ts';

/** What `mesh.namespace` takes: who carries its traffic, and what its workloads accept. */
export interface NamespaceOptions {
  /**
   * What carries and enforces its traffic. `sidecar` (with a `revision` where several control planes run) becomes the
   * injection label; `ambient` the ambient label, which this version refuses for want of a backend (MW3201); `none` switches injection off.
   */
  readonly dataPlane: 'sidecar' | 'ambient' | 'none' | { readonly sidecar: { readonly revision: string } };
  /** Which traffic its workloads accept. Default: as the mesh. */
  readonly mtls?: MtlsMode;
  readonly labels?: Readonly<Record<string, string>>;
  /** Made by somebody else: no Namespace is emitted. Default false. */
  readonly existing?: boolean;
}

/**
 * A namespace, declared by `mesh.namespace`. As a caller it stands for every identity in it (of the mesh's trust domain).
 *
 * Becomes a Kubernetes Namespace with Istio's injection label, and a PeerAuthentication when it has an `mtls` of its own.
 */
export interface Namespace extends AnyNamespace, Protected<number>, EscapeHatch {
  /**
   * Declares a service. Port names and version names are literal types: a wrong one does not compile.
   *
   * Errors: MW1101 for a second one of this name, MW1003 for a name that is no DNS label, MW1007 for a port whose protocol cannot be told.
   *
   * @example
   * ```ts
   * export const reviews = bookinfo.service('reviews', {
   *   ports: { http: 9080 },
   *   versions: { v1: { image: 'docker.io/istio/examples-bookinfo-reviews-v1:1.20.3' } },
   * });
   * ```
   */
  service<
    const Ports extends Record<string, PortOptions>,
    const Versions extends Record<string, VersionOptions> = Record<never, never>,
  >(name: string, options: ServiceOptions<Ports, Versions>): Service<keyof Ports & string, keyof Versions & string>;
}

export class NamespaceBuilder extends ProtectedBuilder<'namespace', number> implements Namespace {
  constructor(recorder: Recorder, name: string) {
    super(recorder, 'namespace', name, name);
  }

  service(name: string, options: ServiceOptions<Record<string, PortOptions>, Record<string, VersionOptions>>) {
    this.record('service', [name, options]);
    return new ServiceBuilder(this[MESH], key(this.name, name), name) as Service<never, never>;
  }

  raw(...manifests: readonly RawValue[]): void {
    this.record('raw', manifests);
  }

  patch(target: PatchTarget, patch: JsonObject): void {
    this.record('patch', [target, patch]);
  }
}
