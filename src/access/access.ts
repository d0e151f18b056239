import { type AccessSet, attempt, REASONABLE } from './access-set.ts';
import { unionOf } from './algebra.ts';
import type { Destination, DestinationPort, Policy } from './destination.ts';
import { EVERYTHING, NOTHING, type Node } from './diagram/diagram.ts';
import { RANK } from './dimensions.ts';
import { type Formula, refusedTokens } from './formula.ts';
import { diagramOf } from './formula-set.ts';
import { Refused } from './meter.ts';
import { isRefusal, type Refusal, type RuleIndex } from './refusal.ts';
import { NO, YES } from './sets/booleans.ts';
import type { Space } from './space.ts';
import { triedOnce } from './tried.ts';

/**
 * The requests that reach a destination's port, by Istio's order: what the transport lets in, less tokens that are not accepted,
 * less what external authorizers and denials refuse, and, where something has to be allowed, no more than is. A refusal names the rule that is too much.
 */
export function admits(
  destination: Destination,
  port: DestinationPort,
  space: Space,
  { steps = REASONABLE, within = EVERYTHING }: Bounds = {},
): AccessSet | Refusal {
  const node = attempt(
    space.store,
    () => {
      const { diagrams } = space.store;
      const arrives = diagrams.intersect(connection(port, space), transport(destination, port, space));
      if (destination.proxy === 'none') return arrives;
      const heard = diagrams.difference(arrives, badTokens(destination, port, space));
      return diagrams.intersect(heard, decided(destination.policies, port.http, within, space));
    },
    steps,
  );
  return isRefusal(node) ? node : { space, node };
}

export interface Bounds {
  /** Of work. */
  readonly steps?: number;
  /** Only these requests are asked about: rules that are about others cost next to nothing. */
  readonly within?: Node;
}

/** To this port, with a request or without. */
function connection({ port, http }: DestinationPort, { store: { diagrams, algebras } }: Space): Node {
  const here = diagrams.where(RANK.port, algebras.ports.of([port, port + 1]));
  return diagrams.intersect(here, diagrams.where(RANK.http, http ? YES : NO));
}

/** Mutual TLS proves an identity, plaintext has none; where there is no proxy, nobody asks: whoever comes is let in. */
function transport({ proxy }: Destination, { mtls }: DestinationPort, { store: { diagrams, algebras } }: Space): Node {
  const plaintext = diagrams.where(RANK.principal, algebras.principal.of(true, algebras.principals.none));
  const mode = proxy === 'none' ? 'permissive' : mtls;
  if (mode === 'permissive') return EVERYTHING;
  return mode === 'disabled' ? plaintext : diagrams.complement(plaintext);
}

/** Where a proxy looks for tokens, one that it does not accept is refused before any policy is asked. */
function badTokens({ accepts = [] }: Destination, { http }: DestinationPort, space: Space): Node {
  if (!http || accepts.length === 0) return NOTHING;
  const { known, short } = space.store;
  const key = `${space.id} tokens ${short(JSON.stringify(accepts))}`;
  const node = known.get(key) ?? diagramOf(refusedTokens(accepts), space);
  known.set(key, node);
  return node;
}

/** What the policies of a workload let through; worked out once for all workloads that have the same. */
function decided(policies: readonly Policy[], http: boolean, within: Node, space: Space): Node {
  const { known, short } = space.store;
  const key = `${space.id} ${within.id} ${short(structure(policies, http))}`;
  const old = known.get(key);
  if (old) return old;
  // A refusal names its rule by index, and policies that are only tried count there.
  const indexed = `${key} ${policies.map(({ dryRun }) => (dryRun ? '-' : '+')).join('')}`;
  const node = triedOnce(space.store, indexed, () => decide(enforced(policies, http), within, space));
  known.set(key, node);
  return node;
}

interface Enforced {
  readonly effect: Policy['effect'];
  readonly provider: string | undefined;
  readonly rules: readonly { readonly formula: Formula; readonly at: RuleIndex }[];
}

function enforced(policies: readonly Policy[], http: boolean): readonly Enforced[] {
  return policies.flatMap(({ effect, dryRun, provider, rules }, policy) => {
    if (dryRun) return [];
    const formulas = rules.map((one, rule) => ({ formula: http ? one.http : one.tcp, at: { policy, rule } }));
    return [{ effect, provider, rules: formulas }];
  });
}

function structure(policies: readonly Policy[], http: boolean): string {
  return JSON.stringify(
    enforced(policies, http).map(({ effect, provider, rules }) => [
      effect,
      provider,
      ...rules.map(({ formula }) => formula),
    ]),
  );
}

function decide(policies: readonly Enforced[], within: Node, space: Space): Node {
  const { diagrams, external } = space.store;
  const of = (effect: Policy['effect']) => policies.filter((policy) => policy.effect === effect);
  const allowing = of('allow');
  const allowed = allowing.length === 0 ? within : matched(allowing, within, space);
  // Where nothing is allowed, what is denied makes no difference, however complex it is.
  if (allowed === NOTHING) return NOTHING;
  const refused = of('custom').map((policy) =>
    diagrams.difference(matched([policy], within, space), diagrams.where(external(policy.provider ?? '').rank, YES)),
  );
  const denied = unionOf(diagrams.union, [matched(of('deny'), within, space), ...refused]);
  return diagrams.difference(allowed, denied);
}

/** What some rule of these policies is about, of the requests that are asked about. */
function matched(policies: readonly Enforced[], within: Node, space: Space): Node {
  const { diagrams, meter } = space.store;
  const parts = policies
    .flatMap(({ rules }) => rules)
    .map(({ formula, at }) => {
      const before = meter.left;
      const node = blaming(at, () => diagrams.intersect(diagramOf(formula, space), within));
      return { node, at, work: before - meter.left };
    });
  const heaviest = parts.reduce<(typeof parts)[number] | undefined>(
    (most, one) => (most && most.work >= one.work ? most : one),
    undefined,
  );
  return blaming(heaviest?.at, () => unionOf(diagrams.union, [NOTHING, ...parts.map(({ node }) => node)]));
}

/** Says which rule it was that was refused. */
function blaming<T>(at: RuleIndex | undefined, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Refused) || error.refusal.at || at === undefined) throw error;
    throw new Refused({ ...error.refusal, at });
  }
}
