import { placesIn } from '../base/order.ts';
import type { AuthorizationRule, Caller } from '../model/authorization.ts';
import type { Lookup } from '../model/lookup.ts';
import { attempt, difference, formulaToSet, isEmpty } from './access-set.ts';
import { authorityPorts } from './authority.ts';
import { and, atom, type Formula, not, or } from './formula.ts';
import { acceptedIssuer, policyRule } from './meaning.ts';
import { isRefusal } from './refusal.ts';
import { callersApart } from './rule-covers.ts';
import { spaceOf } from './space.ts';
import { createStore } from './store.ts';

export interface Together {
  /** Finds, for a rule, some others that are together about all its requests: no more than it takes; undefined for none. */
  readonly find: (
    rule: AuthorizationRule,
    others: readonly AuthorizationRule[],
  ) => readonly AuthorizationRule[] | undefined;
  /** Whether there was a rule that would have taken too long. What was looked at before has a part in that. */
  readonly gaveUp: () => boolean;
}

/** Steps for one rule, and for all: what would take longer is not looked at, the same on every machine. */
const EACH = 300_000;
const ALL_RULES = 2_000_000;
const MOST = 40;

/** Told by exact sets, and remembered: thousands of services say the same things. */
export function together(lookup: Lookup): Together {
  const store = createStore();
  const issuers = lookup.mesh.issuers.map(acceptedIssuer);
  const known = new Map<string, readonly number[] | undefined>();
  const placeOf = placesIn(lookup.focus.rules);
  let left = ALL_RULES;
  let gaveUp = false;

  const find: Together['find'] = (rule, others) => {
    if (others.length < 2 || isAboutNoToken(rule)) return undefined;
    const near = others.filter((other) => other !== rule && !isAboutNoToken(other) && meet(rule, other, lookup));
    if (near.length < 2 || near.length > MOST) return undefined;
    near.sort((a, b) => placeOf(a)! - placeOf(b)!);
    const said = [rule, ...near].map(formulas);
    const key = JSON.stringify(said);
    if (!known.has(key)) known.set(key, fewest(said));
    return known.get(key)?.map((i) => near[i]!);
  };
  return { find, gaveUp: () => gaveUp };

  function formulas(rule: AuthorizationRule): Both {
    const { http, tcp } = policyRule(rule, { lookup, issuers, ports: authorityPorts(rule, lookup) });
    return [and(http, REQUEST), and(tcp, not(REQUEST))];
  }

  /** Leaves out one after the other, the last first, as long as the rest is enough. */
  function fewest([own, ...rest]: readonly Both[]): readonly number[] | undefined {
    if (left <= 0) gaveUp = true;
    if (own === undefined || left <= 0) return undefined;
    const steps = Math.min(EACH, left);
    let unused = 0;
    const found = attempt(
      store,
      () => {
        const kept = covers(own, rest) ? needed(own, rest) : undefined;
        unused = store.meter.left;
        return kept;
      },
      steps,
    );
    left -= steps - unused;
    if (!isRefusal(found)) return found;
    gaveUp = true;
    return undefined;
  }

  function needed(own: Both, rest: readonly Both[]): readonly number[] {
    return rest.reduceRight<readonly number[]>(
      (kept, _, one) => {
        const fewer = kept.filter((i) => i !== one);
        return covers(
          own,
          fewer.map((i) => rest[i]!),
        )
          ? fewer
          : kept;
      },
      rest.map((_, i) => i),
    );
  }

  function covers(own: Both, others: readonly Both[]): boolean {
    const space = spaceOf([], store, [own, ...others].flat());
    return own.every((formula, kind) => {
      const all = formulaToSet(or(...others.map((one) => one[kind]!)), space);
      const mine = formulaToSet(formula, space);
      return !isRefusal(all) && !isRefusal(mine) && isEmpty(difference(mine, all));
    });
  }
}

/** What a rule matches of requests, and of bytes. */
type Both = readonly [Formula, Formula];

const REQUEST = atom({ on: 'method', match: { kind: 'present' } });

/** What holds of requests without a token depends on whose tokens are accepted where. */
function isAboutNoToken({ except, when }: AuthorizationRule): boolean {
  return (
    except.some(({ kind }) => kind === 'request-principal') ||
    when.some((condition) => condition.kind === 'claim' && condition.negated)
  );
}

function meet(rule: AuthorizationRule, other: AuthorizationRule, { mesh }: Lookup): boolean {
  const callers = (one: AuthorizationRule): readonly Caller[] | undefined =>
    one.from === 'anyone' ? undefined : one.from;
  const [a, b] = [callers(rule), callers(other)];
  if (a && b && a.every((one) => b.every((two) => callersApart(one, two, mesh)))) return false;
  if (rule.requests === 'any' || other.requests === 'any') return true;
  const asked = other.requests;
  return rule.requests.some(({ methods }) =>
    asked.some((one) => !methods || !one.methods || methods.some((method) => one.methods!.includes(method))),
  );
}
