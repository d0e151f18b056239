import type { Caller } from './callers.ts';
import type { AnyNamespace, AnyService } from './nouns.ts';
import type { Request } from './requests.ts';
import type { OneOrMore } from './values.ts';

/** Who must never, or must always, be able to do what. */
export type Guardrail = {
  /** `anyone`, one caller, or a list of at least one. A gateway stands for whoever comes through it from outside. */
  readonly from: 'anyone' | OneOrMore<Caller>;
  /** Default: any request. */
  readonly requests?: OneOrMore<Request<number>>;
} & (
  | {
      /** What is called, by `from` itself. A namespace stands for each of its services. */
      readonly to: OneOrMore<AnyService | AnyNamespace>;
    }
  | {
      /** What is reached, by `from` itself or through any chain of services that call each other. */
      readonly reaches: OneOrMore<AnyService | AnyNamespace>;
    }
);

/** What must hold of access, whatever else is declared. */
export interface Guardrails {
  /**
   * States that nobody of `from` can make any of `requests` of `to` (or, with `reaches`, through others). It becomes no manifest: it is
   * proven on every compile, and when it does not hold, the compile fails (MW5001) with a request that shows it and
   * the line that permits it.
   *
   * @example `shop.never('ratings stay internal', { from: edge, to: ratings })`
   */
  never(name: string, guardrail: Guardrail): void;
  /**
   * States that everybody of `from` can make all of `requests` of `to`. Proven on every compile; when it does not hold, the
   * compile fails (MW5002) with a request that is refused and the reason. With a token, they are requests whose token is
   * one of an issuer of the mesh.
   *
   * @example `shop.always('probes get through', { from: monitoring, to: reviews, requests: GET('/healthz') })`
   */
  always(name: string, guardrail: Guardrail): void;
}
