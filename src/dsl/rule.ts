import type { AtomicCaller, Caller } from './callers.ts';
import type { HeaderPattern, StringPattern } from './match.ts';
import type { Request } from './requests.ts';
import type { AtLeastOne, Cidr, OneOrMore } from './values.ts';

/**
 * An authorization rule: who (`from`, minus `except`) may or may not do what (`requests`), under which further conditions
 * (`when`). What is left out does not restrict, except `from`, which must be said.
 */
export interface Rule<Port extends string | number> {
  /** `anyone`, one caller, or a list of at least one: an empty list is a type error and MW1002. */
  readonly from: 'anyone' | OneOrMore<Caller>;
  readonly except?: OneOrMore<AtomicCaller>;
  readonly requests?: OneOrMore<Request<Port>>;
  readonly when?: Conditions;
  /** Evaluate and log, decide nothing: Istio's `istio.io/dry-run` annotation. Default false. */
  readonly dryRun?: boolean;
  /** Makes the rule a policy of its own, by this name. Default: rules of one kind for one destination share a policy. */
  readonly name?: string;
}

/** A rule that an external authorizer decides. */
export interface CustomRule<Port extends string | number> extends Rule<Port> {
  /** An extension provider (`envoyExtAuthzGrpc` or `envoyExtAuthzHttp`) of Istio's mesh configuration. */
  readonly provider: string;
}

/** Conditions beside caller and request; all that is given must hold. */
export interface Conditions {
  readonly headers?: Readonly<Record<string, HeaderPattern>>;
  /** Of the caller's JWT; nested claims with `.` between the names. */
  readonly claims?: Readonly<Record<string, StringPattern | AtLeastOne<StringPattern>>>;
  /** The name that the client asked for in TLS. */
  readonly sni?: OneOrMore<StringPattern>;
  readonly destinationIps?: OneOrMore<Cidr>;
}

/** What services, namespaces, gateways and the mesh itself have in common: rules about who may reach them. */
export interface Protected<Port extends string | number> {
  /**
   * Allows what the rule says. Becomes a rule of an Istio AuthorizationPolicy with action ALLOW. As soon as one ALLOW rule
   * applies to a workload, everything that no ALLOW rule admits is refused there.
   *
   * @example `reviews.allow({ from: productpage, requests: GET('/reviews/{*}') })`
   */
  allow(rule: Rule<Port>): void;
  /**
   * Refuses what the rule says, whatever is allowed. Becomes a rule with action DENY.
   *
   * @example `reviews.deny({ from: anyone, requests: DELETE('/{**}') })`
   */
  deny(rule: Rule<Port>): void;
  /**
   * Marks requests for audit; never refuses. Becomes a rule with action AUDIT, which needs a plugin that audits.
   *
   * @example `reviews.audit({ from: anyone, requests: POST('/{**}') })`
   */
  audit(rule: Rule<Port>): void;
  /**
   * Asks an external authorizer, before all other rules. Becomes a rule with action CUSTOM.
   *
   * @example `reviews.custom({ provider: 'opa', from: anyone, requests: POST('/{**}') })`
   */
  custom(rule: CustomRule<Port>): void;
}
