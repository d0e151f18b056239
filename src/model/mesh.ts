import type { JsonObject } from '../base/json.ts';
import type { Span } from '../base/span.ts';
import type { AuthorizationRule } from './authorization.ts';
import type { Gateway } from './gateway.ts';
import type { Guardrail } from './guardrail.ts';
import type { ServiceKey } from './ids.ts';
import type { RateLimit } from './rate-limit.ts';
import type { Service } from './service.ts';

/** A duration as Istio writes it: `5s`, `250ms`, `1m`, `1h`; at least one millisecond. */
export type Duration = string;

/**
 * Which traffic a workload accepts: mutual TLS only, plaintext too, or plaintext only. Becomes STRICT, PERMISSIVE or DISABLE in Istio.
 */
export type MtlsMode = 'strict' | 'permissive' | 'disabled';

/** What is meant: everything resolved, defaulted and in the order of declaration. Free of any target's types. */
export interface Mesh {
  readonly name: string;
  readonly trustDomain: string;
  readonly trustDomainAliases: readonly string[];
  /** Where policies for the whole mesh live; Istio's default is `istio-system`. */
  readonly rootNamespace: string;
  /** The DNS suffix of services, `cluster.local`. */
  readonly clusterDomain: string;
  readonly mtls: MtlsMode;
  readonly authorization: 'deny-by-default' | 'allow-by-default';
  readonly tracing?: Tracing;
  readonly accessLogs?: AccessLogs;
  readonly namespaces: readonly Namespace[];
  readonly services: readonly Service[];
  readonly gateways: readonly Gateway[];
  readonly issuers: readonly Issuer[];
  readonly calls: readonly Call[];
  /** Those of calls and gateway routes included. */
  readonly rules: readonly AuthorizationRule[];
  /** Those of routes are with the routes. */
  readonly rateLimits: readonly RateLimit[];
  readonly guardrails: readonly Guardrail[];
  readonly raw: readonly RawManifest[];
  readonly patches: readonly Patch[];
  readonly span: Span;
}

export interface Tracing {
  /** An extension provider of the mesh's configuration. */
  readonly provider: string;
  /** Per cent of requests. */
  readonly sampling: number;
}

export interface AccessLogs {
  readonly provider: string;
  /** A CEL expression over the request; only what it holds for is logged. */
  readonly filter?: string;
}

export type DataPlane =
  | { readonly kind: 'sidecar'; readonly revision?: string }
  | { readonly kind: 'ambient' }
  | { readonly kind: 'none' };

export interface Namespace {
  readonly name: string;
  readonly dataPlane: DataPlane;
  readonly mtls?: MtlsMode;
  readonly labels: Readonly<Record<string, string>>;
  /** Whether meshwright makes the Namespace; otherwise it is somebody else's and must exist. */
  readonly owned: boolean;
  readonly span: Span;
}

/** An edge of the call graph. */
export interface Call {
  readonly from: ServiceKey;
  readonly to: ServiceKey;
  readonly span: Span;
}

/** Who signs the JWTs that callers present. */
export interface Issuer {
  readonly name: string;
  /** The `iss` claim. */
  readonly issuer: string;
  readonly jwks: { readonly kind: 'uri'; readonly uri: string } | { readonly kind: 'inline'; readonly jwks: string };
  /** One of them must be among `aud`; empty: not checked. */
  readonly audiences: readonly string[];
  /** Where the token is looked for; empty: `Authorization: Bearer`. */
  readonly fromHeaders: readonly { readonly name: string; readonly prefix?: string }[];
  readonly forwardToken: boolean;
  readonly span: Span;
}

/** A manifest as its author wrote it. meshwright validates it, and does not know what it means. */
export interface RawManifest {
  readonly manifest: JsonObject;
  readonly span: Span;
}

/** A JSON merge patch (RFC 7386) on one emitted manifest. */
export interface Patch {
  readonly target: { readonly kind: string; readonly name: string; readonly namespace?: string };
  readonly patch: JsonObject;
  readonly span: Span;
}
