import type { Request } from '../../access/request.ts';
import type { Span } from '../../base/span.ts';

/** What changes between two meshes, in every target that was compared: plain data, which every view is made of. */
export interface AccessDiff {
  /** The targets that were compared, in the order of the configuration. */
  readonly targets: readonly string[];
  /** Newly allowed first, then newly denied; within each the riskiest first. */
  readonly access: readonly AccessRow[];
  /** What changes beside who may make which request. */
  readonly changes: readonly Change[];
  /** Where sets of requests are too complex to be compared in time: nothing is said of these, and that is said. */
  readonly undecided: readonly Undecided[];
}

/** Requests that one mesh admits and the other refuses, as one row of a table. */
export interface AccessRow {
  readonly effect: 'allowed' | 'denied';
  /**
   * `productpage`, `anyone`, `outside`: whoever makes these requests; several where the same holds for all of them. What a
   * gateway passes on to a service is told of `outside` at the service, and neither at the gateway nor of the gateway again.
   */
  readonly callers: readonly RowCaller[];
  /**
   * `DELETE /reviews/{*}`, `GET /reviews/{**} except /reviews/{*}`, `/{**} except GET /reviews/{*}`: any of these. None for
   * every request, or for connections where a port carries bytes. Of what is too intricate to be told, one example.
   */
  readonly requests: readonly string[];
  /**
   * What else has to hold, in words: `header end-user is jason`, `not productpage` (of any identity), `through edge` (from
   * outside, by way of that gateway).
   */
  readonly conditions: readonly string[];
  /** Where; several where the same changes at all of them. Never empty. */
  readonly destinations: readonly RowDestination[];
  /** One request that this row is about, as a request and in a line: `DELETE /reviews/1`. */
  readonly example: { readonly request: Request; readonly text: string };
  /** The declarations that did it; none where they cannot be told. */
  readonly causes: readonly Cause[];
  readonly risk: Risk;
  /** Those of the compared targets in which it changes. Never empty. */
  readonly targets: readonly string[];
  /** The same for the same change, in whatever run and on whatever machine: what an approval names. */
  readonly fingerprint: string;
}

export interface RowCaller {
  readonly kind:
    | 'service'
    | 'gateway'
    | 'identity'
    | 'namespace'
    | 'trust-domain'
    | 'authenticated'
    | 'anyone'
    | 'outside'
    | 'anonymous'
    | 'other';
  /** Short, for people: `productpage`. */
  readonly name: string;
  /** Tells callers apart: `service bookinfo/productpage`, `identity cluster.local/ns/x/sa/y`, `anyone`. */
  readonly key: string;
}

export interface RowDestination {
  /** `service bookinfo/reviews`, `gateway bookinfo/edge`. */
  readonly key: string;
  readonly name: string;
  /** Of the pod. */
  readonly port: number;
}

/** A declaration or manifest, and which of the two meshes it is of. */
export interface Cause {
  readonly side: Side;
  /** In policies. */
  readonly span?: Span;
  /** Where manifests were read: `AuthorizationPolicy bookinfo/reviews`. */
  readonly manifest?: string;
  readonly change: 'added' | 'removed' | 'changed';
}

export type Side = 'base' | 'head';

export const RISK_LEVELS = ['none', 'low', 'medium', 'high'] as const;
export type RiskLevel = (typeof RISK_LEVELS)[number];

/** Why a reviewer should look twice. */
export const RISK_REASONS = [
  'outside',
  'any-identity',
  'plaintext',
  'write-methods',
  'across-trust-domains',
  'guardrail-near',
] as const;
export type RiskReason = (typeof RISK_REASONS)[number];

export interface Risk {
  readonly level: RiskLevel;
  readonly reasons: readonly RiskReason[];
}

/** What can change beside access. A kind is never reused for something else. */
export const CHANGE_KINDS = [
  /** Which transport a workload takes. */
  'mtls',
  /** What a gateway listens for: hosts, ports, certificates. */
  'exposure',
  /** Where requests go: routes, weights, timeouts, retries, faults, mirrors, versions. */
  'routing',
  /** How clients treat a service: load balancing, connection pools, outlier detection, client TLS. */
  'traffic',
  /** What is outside of the mesh and may be called. */
  'egress',
  /** Whether and how a namespace is part of the mesh. */
  'data-plane',
  /** A service, gateway, port or version that is new, or gone. */
  'workload',
  /** Whose tokens are accepted. */
  'tokens',
  'guardrail',
  /** Raw manifests and patches: outside the proof. */
  'raw',
  /** A rule that was tried and is enforced now, or the other way. */
  'dry-run',
  /** Whether something has to be allowed in the whole mesh, or everything is that no rule is about. */
  'authorization',
  /** How many requests pass: who may make which does not depend on it. */
  'rate-limit',
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

export interface Change {
  readonly kind: ChangeKind;
  readonly what: 'added' | 'removed' | 'changed';
  /** What it is about, for people: `reviews`, `bookinfo-gateway`, `guardrail ratings stay internal`. */
  readonly subject: string;
  /** `service bookinfo/reviews`: tells subjects apart; of several, the first. */
  readonly key: string;
  /** All of them, where many change alike: then `subject` names some, and says how many more there are. */
  readonly subjects?: readonly { readonly key: string; readonly name: string }[];
  /** In words, without the subject: `canary: v3 10% → 50%`. */
  readonly text: string;
  readonly causes: readonly Cause[];
  readonly risk: Risk;
  readonly targets: readonly string[];
  readonly fingerprint: string;
}

export interface Undecided {
  readonly destination: RowDestination;
  readonly targets: readonly string[];
}
