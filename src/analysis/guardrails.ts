import { admits } from '../access/access.ts';
import { type AccessSet, difference, formulaToSet, intersect, isEmpty } from '../access/access-set.ts';
import { ruleFormula } from '../access/conditions.ts';
import { decide } from '../access/decide.ts';
import type { Destination, DestinationPort } from '../access/destination.ts';
import { and, atom, type Formula, not, onToken, or } from '../access/formula.ts';
import { acceptedIssuer } from '../access/meaning.ts';
import { isRefusal, type Refusal } from '../access/refusal.ts';
import type { Request } from '../access/request.ts';
import { type Space, spaceOf } from '../access/space.ts';
import { createStore, type Store } from '../access/store.ts';
import { witness } from '../access/witness.ts';
import type { Span } from '../base/span.ts';
import type { Guardrail } from '../model/guardrail.ts';
import type { ServiceKey } from '../model/ids.ts';
import type { Lookup } from '../model/lookup.ts';
import { type ByHand, type Decision, destinationsAt, madeByHand, NOTHING_BY_HAND } from './by-hand.ts';
import { type Search, waysTo } from './reach.ts';

/** A guardrail that does not hold, and a request that shows it. */
export interface Breach {
  readonly guardrail: Guardrail;
  readonly destination: ServiceKey;
  /** Absent where the question is too much to be answered: then it is not proven. */
  readonly request?: Request;
  readonly verdict?: Decision;
  /** Then: the rule that is too much, where one can be named. */
  readonly tooMuch?: Span;
  /** The services that the request comes through, where it comes through any. */
  readonly through: readonly ServiceKey[];
}

/** Proves every guardrail of a mesh, or shows a request against it: one for each destination. */
export function breaches(
  lookup: Lookup,
  store: Store = createStore(),
  byHand: ByHand = NOTHING_BY_HAND,
): readonly Breach[] {
  const search: Search = { lookup, byHand, store };
  const { guardrails } = lookup.mesh;
  if (guardrails.length === 0) return [];
  return guardrails.flatMap((guardrail) => guardrail.to.flatMap((to) => breach(guardrail, to, search)));
}

function breach(guardrail: Guardrail, to: ServiceKey, search: Search): readonly Breach[] {
  const direct = violation(guardrail, guardrail.from, to, search);
  if (direct || !guardrail.acrossHops || guardrail.kind === 'always') return direct ? [{ ...direct, through: [] }] : [];
  for (const { through, last } of waysTo(to, guardrail.from, search)) {
    const found = violation(guardrail, [last], to, search);
    if (found) return [{ ...found, through }];
  }
  return [];
}

/** A request of these callers that shows that the guardrail does not hold of a destination. */
function violation(
  guardrail: Guardrail,
  from: Guardrail['from'],
  to: ServiceKey,
  search: Search,
): Omit<Breach, 'through'> | undefined {
  for (const destination of destinationsAt(to, search)) {
    const found = violationAt(destination, guardrail, from, to, search);
    if (found) return found;
  }
  return undefined;
}

function violationAt(
  destination: Destination,
  guardrail: Guardrail,
  from: Guardrail['from'],
  to: ServiceKey,
  { lookup, byHand, store }: Search,
): Omit<Breach, 'through'> | undefined {
  const service = lookup.services.get(to)!;
  const asked = wantedOf(from, guardrail.requests, lookup);
  const wanted = guardrail.kind === 'always' ? and(asked, inGoodFaith(lookup)) : asked;
  const space = spaceOf([destination], store, [wanted]);
  for (const port of destination.ports) {
    const set = violating(guardrail, destination, port, wanted, space);
    if (isRefusal(set)) return { guardrail, destination: to, ...ruleOf(set, destination) };
    if (isEmpty(set)) continue;
    const request = witness(set, {
      hosts: [service.hostname],
      paths: ['/x'],
      identities: lookup.mesh.services.slice(0, 1).map(({ identity }) => identity),
    });
    if (request === undefined) return { guardrail, destination: to };
    const changed = byHand.get(destination.key);
    const verdict = changed
      ? madeByHand(changed, destination, request, guardrail.kind === 'never')
      : decide(request, { kind: 'service', service: to }, lookup);
    return { guardrail, destination: to, request, verdict };
  }
  return undefined;
}

/** What is asked of requests is told apart by what the rules ask: where the one is too much, a rule is. */
function refusedRule({ policies }: Destination, { http }: DestinationPort, space: Space): Refusal | undefined {
  for (const [policy, { rules }] of policies.entries())
    for (const [rule, one] of rules.entries()) {
      const set = formulaToSet(http ? one.http : one.tcp, space);
      if (isRefusal(set)) return { ...set, at: { policy, rule } };
    }
  return undefined;
}

function ruleOf({ at }: Refusal, { policies }: Destination): Pick<Breach, 'tooMuch'> {
  const source = at && policies[at.policy]?.rules[at.rule]?.source;
  return typeof source === 'object' ? { tooMuch: source } : {};
}

export function wantedOf(from: Guardrail['from'], requests: Guardrail['requests'], lookup: Lookup): Formula {
  const issuers = lookup.mesh.issuers.map(acceptedIssuer);
  return ruleFormula({ from, except: [], requests, when: [] }, { lookup, issuers, ports: [] });
}

/** Nobody is promised anything for a token that no issuer of the mesh made. */
function inGoodFaith({ mesh }: Lookup): Formula {
  return or(not(atom({ on: 'jwt-issuer', match: ANY })), onToken(mesh.issuers.map(acceptedIssuer)));
}

/** Whose issuer may be anything, the empty text too. */
const ANY = { kind: 'prefix', value: '' } as const;

/** `never`: what is admitted of it; `always`: what is not. A set that is too complex proves nothing. */
function violating(
  { kind }: Guardrail,
  destination: Destination,
  port: DestinationPort,
  wanted: Formula,
  space: Space,
): AccessSet | Refusal {
  const asked = formulaToSet(wanted, space);
  if (isRefusal(asked)) return refusedRule(destination, port, space) ?? asked;
  const admitted = admits(destination, port, space, { within: asked.node });
  const arrives = admits({ ...destination, policies: [], accepts: [] }, { ...port, mtls: 'permissive' }, space);
  if (isRefusal(admitted)) return admitted;
  if (isRefusal(arrives)) return arrives;
  if (kind === 'never') return intersect(admitted, asked);
  return difference(intersect(arrives, asked), admitted);
}
