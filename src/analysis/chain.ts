import type { AccessSet } from '../access/access-set.ts';
import type { Target } from '../access/decide.ts';
import { atom, type Formula, not } from '../access/formula.ts';
import type { Request } from '../access/request.ts';
import { createStore } from '../access/store.ts';
import { witness } from '../access/witness.ts';
import type { Caller } from '../model/authorization.ts';
import type { Identity, ServiceKey } from '../model/ids.ts';
import type { Lookup } from '../model/lookup.ts';
import { type AskedMesh, type ByHand, type Decision, decisionOn, NOTHING_BY_HAND } from './by-hand.ts';
import { type Entry, entriesFromOutside } from './entries.ts';
import { identityOf, type Party } from './parties.ts';
import { callersFormula, type Search, somethingAdmitted } from './reach.ts';

/** One call of a chain: to whom, and the simplest request that is admitted, where one could be found in time. */
export interface Link {
  readonly to: Target;
  readonly request?: Request;
  readonly verdict?: Decision;
}

/** All services that somebody reaches, each with a shortest chain of calls that lead to it. */
export type Reached = ReadonlyMap<ServiceKey, readonly Link[]>;

/**
 * Whom somebody reaches, by calls each of which is admitted for some request: through gateways from outside, and through
 * every service that is reached. The requests of two calls need have nothing in common: a service may make any of its own.
 */
export function reachedFrom(from: Party, lookup: Lookup, byHand: ByHand = NOTHING_BY_HAND): Reached {
  const search: Search = { lookup, byHand, store: createStore() };
  const found = new Map<ServiceKey, readonly Link[]>(firstCalls(from, search));
  // A map is walked in the order of insertion, what is added on the way included: nearest first.
  for (const [service, links] of found) {
    const asked = ofIdentity(identityOf({ kind: 'service', service }, lookup), lookup);
    for (const [to, link] of calls(asked, search, found)) found.set(to, [...links, link]);
  }
  return found;
}

function firstCalls(from: Party, search: Search): readonly (readonly [ServiceKey, readonly Link[]])[] {
  const { lookup } = search;
  if (from.kind === 'outside') {
    const entries = entriesFromOutside(search);
    return lookup.mesh.services.flatMap(({ key }) => {
      const entry = entries.find(({ service }) => service === key);
      return entry ? [[key, linksOf(entry, search)] as const] : [];
    });
  }
  const asked = from.kind === 'anonymous' ? NOBODY : ofIdentity(from.identity, lookup);
  return [...calls(asked, search, new Map())].map(([to, link]) => [to, [link]] as const);
}

function linksOf({ gateway, service, atGateway, atService }: Entry, search: Search): readonly Link[] {
  return [
    linkTo({ kind: 'gateway', gateway: gateway.key }, atGateway, search),
    linkTo({ kind: 'service', service }, atService, search),
  ];
}

/** The services that some requests are admitted by, but for those that are known. */
function* calls(
  asked: Formula,
  search: Search,
  known: ReadonlyMap<ServiceKey, unknown>,
): Generator<readonly [ServiceKey, Link]> {
  const { lookup } = search;
  for (const { key } of lookup.mesh.services) {
    if (known.has(key)) continue;
    const admitted = somethingAdmitted(asked, key, search);
    if (admitted) yield [key, linkTo({ kind: 'service', service: key }, admitted, search)];
  }
}

function linkTo(to: Target, admitted: AccessSet | 'unknown', mesh: AskedMesh): Link {
  if (admitted === 'unknown') return { to };
  const request = witness(admitted, { hosts: hostsOf(to, mesh.lookup), paths: ['/x'] });
  return request ? { to, request, verdict: decisionOn(request, to, mesh) } : { to };
}

function hostsOf(to: Target, { services }: Lookup): readonly string[] {
  return to.kind === 'service' ? [services.get(to.service)!.hostname] : [];
}

/** Without mutual TLS nobody has an identity. */
const NOBODY: Formula = not(atom({ on: 'principal', match: { kind: 'present' } }));

function ofIdentity(identity: Identity, lookup: Lookup): Formula {
  const caller: Caller = { kind: 'workload', identity, of: undefined };
  return callersFormula([caller], lookup);
}
