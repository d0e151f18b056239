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
  const forms = new WeakMap<AuthorizationRule, Map<string, Said>>();
  const asked = (
    how: typeof difference,
    rule: AuthorizationRule,
    port: PortKind,
    denials: readonly AuthorizationRule[],
  ): boolean => {
    // Denials that take a caller whole need not speak of callers: what is left is the same for all.
    const whole = denials.every((denial) => takesAll(denial, rule, lookup));
    const denied = denials.map((denial) => said(denial, whole, port, EVERY));
    const allowed = said(rule, whole, port, topicsOf(denied));
    const key = [how === difference, port.port, port.http, allowed.id, ...denied.map(({ id }) => id)].join();
    const old = known.get(key);
    if (old !== undefined) return old;
    const found = isSome(
      how,
      [allowed, ...denied].map(({ formula }) => formula),
      port,
    );
    known.set(key, found);
    return found;
  };
  return {
    some: (rule, port, denials) => asked(difference, rule, port, denials),
    less: (rule, port, denial) => asked(intersect, rule, port, [denial]),
  };

  /** Said once for each rule, and not again for each pair. */
  function said(rule: AuthorizationRule, whole: boolean, { http }: PortKind, { hosts, paths }: Topics): Said {
    const form = [whole, http, hosts, paths].join();
    const all = forms.get(rule) ?? new Map<string, Said>();
    forms.set(rule, all);
    const old = all.get(form);
    if (old) return old;
    const here = whole ? { ...rule, from: 'anyone' as const, except: [] } : rule;
    const kept = http ? here : onBytes(here);
    const formula = kept ? ruleFormula(spoken(kept, { hosts, paths }), { lookup, issuers, ports: [] }) : NONE;
    const fresh = { rule: kept, formula, id: store.short(JSON.stringify(formula)) };
    all.set(form, fresh);
    return fresh;
  }

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

interface Said {
  readonly rule: AuthorizationRule | undefined;
  readonly formula: Formula;
  readonly id: number;
}

/** What is spoken of. */
interface Topics {
  readonly hosts: boolean;
  readonly paths: boolean;
}

const EVERY: Topics = { hosts: true, paths: true };

function topicsOf(denied: readonly Said[]): Topics {
  const matches = denied.flatMap(({ rule }) => (rule === undefined || rule.requests === 'any' ? [] : rule.requests));
  return {
    hosts: matches.some((match) => match.hosts || match.notHosts),
    paths: matches.some((match) => match.paths || match.notPaths),
  };
}

/** Without the hosts and paths of a rule where no denial speaks of any: nothing of what is left depends on them. */
function spoken(rule: AuthorizationRule, { hosts, paths }: Topics): AuthorizationRule {
  if (rule.requests === 'any') return rule;
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
