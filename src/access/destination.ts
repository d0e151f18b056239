import type { Span } from '../base/span.ts';
import type { Effect } from '../model/authorization.ts';
import type { MtlsMode } from '../model/mesh.ts';
import type { AcceptedIssuer, Formula } from './formula.ts';

/**
 * A workload, and all that decides what reaches it. Both the model and manifests that were read back are brought to this
 * form, each by code of its own; what it admits is then one and the same question.
 */
export interface Destination {
  /** `service bookinfo/reviews`, `gateway bookinfo/edge`. */
  readonly key: string;
  /** Whose proxy enforces; `none`: nobody's, everything is admitted as it comes. */
  readonly proxy: 'sidecar' | 'gateway' | 'none';
  readonly ports: readonly DestinationPort[];
  readonly policies: readonly Policy[];
  /** Whose tokens its proxy accepts: it refuses others where it looks for these. Absent or none: it looks for none. */
  readonly accepts?: readonly AcceptedIssuer[];
}

export interface DestinationPort {
  /** Of the pod. */
  readonly port: number;
  /** Whether the proxy sees requests there, or only bytes. */
  readonly http: boolean;
  readonly mtls: MtlsMode;
  /** Only connections whose clients ask for one of these names in TLS come here (`*.` and a name: below it; empty: that ask for none); absent: all. */
  readonly serverNames?: readonly string[];
}

export interface Policy {
  readonly effect: Effect;
  /** Evaluated and logged, decides nothing. */
  readonly dryRun: boolean;
  readonly provider?: string;
  /** No rules: an ALLOW policy that admits nothing, any other one that does nothing. */
  readonly rules: readonly PolicyRule[];
}

export interface PolicyRule {
  /** What the rule matches on a port that carries HTTP, and on one that carries something else. */
  readonly http: Formula;
  readonly tcp: Formula;
  /** Where it was said, or the manifest it was read from. */
  readonly source: Span | string;
}
