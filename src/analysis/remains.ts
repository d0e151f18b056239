import { difference, formulaToSet, intersect, isEmpty } from '../access/access-set.ts';
import { ruleFormula } from '../access/conditions.ts';
import { ALL, and, atom, type Formula, NONE, or } from '../access/formula.ts';
import { acceptedIssuer } from '../access/meaning.ts';
import { isRefusal } from '../access/refusal.ts';
import { callerCovers, callersApart } from '../access/rule-covers.ts';
import { spaceOf } from '../access/space.ts';
import { createStore } from '../access/store.ts';
import { uniqueBy } from '../base/order.ts';
import type { AuthorizationRule, Caller } from '../model/authorization.ts';
import type { Lookup } from '../model/lookup.ts';
import { isHttpMatch, type RequestMatch } from '../model/match.ts';

export interface PortKind {
  /** Of the pod. */
  readonly port: number;
  readonly http: boolean;
}

/** What denials leave of what an ALLOW rule gives to one of its callers, at a port. */
export interface Remains {
  /** Whether anything is left. */
  readonly some: (rule: AuthorizationRule, port: PortKind, denials: readonly AuthorizationRule[]) => boolean;
  /** Whether a denial takes anything at all. */
  readonly less: (rule: AuthorizationRule, port: PortKind, denial: AuthorizationRule) => boolean;
}

/** Told by exact sets, and remembered: thousands of services say the same things of the same requests. */
export function remaining(lookup: Lookup): Remains {
  const store = createStore();
  const known = new Map<string, boolean>();
  const issuers = lookup.mesh.issuers.map(acceptedIssuer);
  const formula = (rule: AuthorizationRule | undefined): Formula =>
    rule ? ruleFormula(rule, { lookup, issuers, ports: [] }) : NONE;
  const asked = (
    how: typeof difference,
    rule: AuthorizationRule,
    port: PortKind,
    denials: readonly AuthorizationRule[],
  ): boolean => {
    // Denials that take a caller whole need not speak of callers: what is left is the same for all.
    const whole = denials.every((denial) => takesAll(denial, rule, lookup));
    const [allowed, ...denied] = [rule, ...denials].map((one) => {
      const here = whole ? { ...one, from: 'anyone' as const, except: [] } : one;
      return port.http ? here : onBytes(here);
    });
    const said = [formula(allowed && spoken(allowed, denied)), ...denied.map(formula)];
    const key = JSON.stringify([how === difference, port, said]);
    const old = known.get(key);
    if (old !== undefined) return old;
    const found = isSome(how, said, port);
    known.set(key, found);
    return found;
  };
  return {
    some: (rule, port, denials) => asked(difference, rule, port, denials),
    less: (rule, port, denial) => asked(intersect, rule, port, [denial]),
  };

  function isSome(how: typeof difference, [allowed = NONE, ...denied]: readonly Formula[], { port, http }: PortKind) {
    if (allowed.kind === 'none') return false;
    const kind = http ? atom({ on: 'method', match: { kind: 'present' } }) : ALL;
    const here = and(allowed, atom({ on: 'port', port }), kind);
    const all = or(...denied);
    const space = spaceOf([], store, [here, all]);
    const [a, b] = [formulaToSet(here, space), formulaToSet(all, space)];
    // What is too much to work out is shown: a table that leaves access out would be the worse one.
    return isRefusal(a) || isRefusal(b) || !isEmpty(how(a, b));
  }
}

/** Without the hosts and paths of a rule where no denial speaks of any: nothing of what is left depends on them. */
function spoken(rule: AuthorizationRule, denied: readonly (AuthorizationRule | undefined)[]): AuthorizationRule {
  if (rule.requests === 'any') return rule;
  const matches = denied.flatMap((one) => (one === undefined || one.requests === 'any' ? [] : one.requests));
  const hosts = matches.some((match) => match.hosts || match.notHosts);
  const paths = matches.some((match) => match.paths || match.notPaths);
  const parts = rule.requests.map((match): RequestMatch => {
    const { hosts: itsHosts, paths: itsPaths, ...rest } = match;
    return {
      ...rest,
      ...(itsHosts && (hosts || match.notHosts) && { hosts: itsHosts }),
      ...(itsPaths && (paths || match.notPaths) && { paths: itsPaths }),
    };
  });
  return {
    ...rule,
    requests: uniqueBy(parts, (part) => JSON.stringify(part)) as unknown as AuthorizationRule['requests'],
  };
}

function takesAll({ from, except }: AuthorizationRule, rule: AuthorizationRule, { mesh }: Lookup): boolean {
  if (except.some((one) => rule.from === 'anyone' || rule.from.some((caller) => !callersApart(one, caller, mesh))))
    return false;
  if (from === 'anyone') return true;
  return rule.from !== 'anyone' && rule.from.every((caller) => from.some((one) => callerCovers(one, caller, mesh)));
}

/** What is left of a rule where there are no requests; undefined for nothing. */
function onBytes(rule: AuthorizationRule): AuthorizationRule | undefined {
  const requests = rule.requests === 'any' ? 'any' : rule.requests.filter((match) => !isHttpMatch(match));
  const asks = rule.when.some(({ kind }) => kind === 'header' || kind === 'claim') || rule.except.some(asksForToken);
  const from = rule.from === 'anyone' ? 'anyone' : rule.from.filter((caller) => !asksForToken(caller));
  if (asks || requests.length === 0 || from.length === 0) return undefined;
  return { ...rule, from: from as AuthorizationRule['from'], requests: requests as AuthorizationRule['requests'] };
}

function asksForToken(caller: Caller): boolean {
  return caller.kind === 'all-of' ? caller.callers.some(asksForToken) : caller.kind === 'request-principal';
}
