import type { JsonObject } from '../base/json.ts';
import { key } from '../model/ids.ts';
import type { MtlsMode } from '../model/mesh.ts';
import { ProtectedBuilder } from './builder.ts';
import { GatewayBuilder, type GatewayOf, type GatewayOptions, type ListenerOptions } from './gateway.ts';
import type { Guardrail, Guardrails } from './guardrail.ts';
import { type Namespace, NamespaceBuilder, type NamespaceOptions } from './namespace.ts';
import type { Issuer } from './nouns.ts';
import type { EscapeHatch, PatchTarget, RawValue } from './raw.ts';
import { MESH, REFERENCE, Recorder } from './recorder.ts';
import type { Protected } from './rule.ts';
import type { AtLeastOne } from './values.ts';

/** What `mesh` takes: trust, defaults, telemetry. All of it has a default, and the defaults are strict. */
export interface MeshOptions {
  /** Default `cluster.local`. */
  readonly trustDomain?: string;
  /** Trust domains whose identities count as the mesh's own (Istio's `trustDomainAliases`): set them in Istio too. */
  readonly trustDomainAliases?: AtLeastOne<string>;
  /** Where Istio looks for mesh-wide policies. Default `istio-system`. */
  readonly rootNamespace?: string;
  /** DNS suffix of services. Default `cluster.local`. */
  readonly clusterDomain?: string;
  /**
   * Which traffic workloads accept: mutual TLS only (`strict`), plaintext too (`permissive`), plaintext only (`disabled`).
   * Becomes a PeerAuthentication in the root namespace. Default `strict`.
   */
  readonly mtls?: MtlsMode;
  /**
   * `deny-by-default`: only what is allowed is admitted; becomes an AuthorizationPolicy in the root namespace that allows
   * nothing. `allow-by-default`: workloads without an ALLOW rule admit everything. Default `deny-by-default`.
   */
  readonly authorization?: 'deny-by-default' | 'allow-by-default';
  /** Becomes a Telemetry in the root namespace. `sampling` is per cent of requests. */
  readonly tracing?: { readonly provider: string; readonly sampling: number };
  /** Becomes a Telemetry in the root namespace. `filter` is a CEL expression over the request. */
  readonly accessLogs?: { readonly provider: string; readonly filter?: string };
}

/**
 * What `mesh.issuer` takes: whose tokens, where its keys are, where tokens are found. Becomes a `jwtRules` entry of an Istio
 * RequestAuthentication. Exactly one of `jwksUri` and `jwks` (MW1008).
 */
export interface IssuerOptions {
  /** The `iss` claim, an https URL or an e-mail address. */
  readonly issuer: string;
  /** Where its keys are; this or `jwks`. */
  readonly jwksUri?: `https://${string}` | `http://${string}`;
  /** Its keys, as JSON text. */
  readonly jwks?: string;
  /** One of them must be among `aud`. Default: not checked. */
  readonly audiences?: AtLeastOne<string>;
  /** Where the token is. Default: `Authorization: Bearer …`. */
  readonly fromHeaders?: AtLeastOne<{ readonly name: string; readonly prefix?: string }>;
  /** Pass the token on to the service. Default false. */
  readonly forwardToken?: boolean;
}

/**
 * A service mesh and everything in it. Whatever is declared with it, its namespaces, services and gateways belongs to it:
 * only the mesh itself has to be exported from the entry module.
 */
export interface Mesh extends Protected<number>, EscapeHatch, Guardrails {
  readonly name: string;
  /** @internal */
  readonly [MESH]: Recorder;
  /**
   * Declares a namespace.
   *
   * Errors: MW1102 for a second one of this name, MW1003 for a name that is no DNS label.
   *
   * @example `const bookinfo = shop.namespace('bookinfo', { dataPlane: 'sidecar' })`
   */
  namespace(name: string, options: NamespaceOptions): Namespace;
  /**
   * Declares a gateway: where traffic enters the mesh.
   *
   * Errors: MW1104 for a second one of this name in its namespace; MW2020 for hosts that two gateways serve.
   *
   * @example
   * ```ts
   * const edge = shop.gateway('edge', {
   *   namespace: bookinfo,
   *   listeners: {
   *     https: { port: 443, hosts: ['bookinfo.example.com'], tls: { mode: 'terminate', credential: 'bookinfo-cert' } },
   *     http: { port: 80, hosts: ['bookinfo.example.com'], redirect: 'https' },
   *   },
   * });
   * ```
   */
  gateway<const Listeners extends Record<string, ListenerOptions>>(
    name: string,
    options: GatewayOptions<Listeners>,
  ): GatewayOf<Listeners>;
  /**
   * Declares who signs the JWTs that `requestPrincipal` speaks of. Becomes a rule of an Istio RequestAuthentication
   * wherever a rule uses it.
   *
   * @example
   * ```ts
   * const login = shop.issuer('login', { issuer: 'https://login.example.com', jwksUri: 'https://login.example.com/jwks' });
   * ```
   */
  issuer(name: string, options: IssuerOptions): Issuer;
}

export class MeshBuilder extends ProtectedBuilder<'mesh', number> implements Mesh {
  constructor(recorder: Recorder) {
    super(recorder, 'mesh', recorder.mesh, recorder.mesh);
  }

  namespace(name: string, options: NamespaceOptions): Namespace {
    this.record('namespace', [name, options]);
    return new NamespaceBuilder(this[MESH], name);
  }

  gateway<const Listeners extends Record<string, ListenerOptions>>(
    name: string,
    options: GatewayOptions<Listeners>,
  ): GatewayOf<Listeners> {
    this.record('gateway', [name, options]);
    const namespace = (options as Partial<GatewayOptions<Listeners>> | undefined)?.namespace?.name ?? '';
    return new GatewayBuilder(this[MESH], key(namespace, name), name) as GatewayOf<Listeners>;
  }

  issuer(name: string, options: IssuerOptions): Issuer {
    this.record('issuer', [name, options]);
    return issuer(this[MESH], name);
  }

  never(name: string, guardrail: Guardrail): void {
    this.record('never', [name, guardrail]);
  }

  always(name: string, guardrail: Guardrail): void {
    this.record('always', [name, guardrail]);
  }

  raw(...manifests: readonly RawValue[]): void {
    this.record('raw', manifests);
  }

  patch(target: PatchTarget, patch: JsonObject): void {
    this.record('patch', [target, patch]);
  }
}

/** A reference to an issuer. */
export function issuer(recorder: Recorder, name: string): Issuer {
  return { name, [MESH]: recorder, [REFERENCE]: { ref: 'issuer', id: name } };
}

/**
 * Declares a mesh. The entry module of the policies exports exactly one (MW0115 for none, MW0116 for two).
 *
 * Becomes, in the root namespace: a PeerAuthentication for its `mtls`, an AuthorizationPolicy for deny-by-default, a Telemetry for
 * tracing and access logs.
 *
 * @example
 * ```ts
 * import { mesh } from 'meshwright';
 *
 * export const shop = mesh('shop', { trustDomain: 'cluster.local', mtls: 'strict', authorization: 'deny-by-default' });
 * ```
 */
export function mesh(name: string, options: MeshOptions = {}): Mesh {
  const made = new MeshBuilder(new Recorder(name));
  made[MESH].record('mesh', made[REFERENCE], [name, options], mesh);
  return made;
}

/** Whether a value is a mesh, also one that another instance of this module made. */
export function isMesh(value: unknown): value is Mesh {
  if (typeof value !== 'object' || value === null) return false;
  return (value as { [REFERENCE]?: { ref?: unknown } })[REFERENCE]?.ref === 'mesh';
}
