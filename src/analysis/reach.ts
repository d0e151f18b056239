import { admits } from '../access/access.ts';
import { type AccessSet, formulaToSet, intersect, isEmpty } from '../access/access-set.ts';
import { ruleFormula } from '../access/conditions.ts';
import type { Destination } from '../access/destination.ts';
import type { Formula } from '../access/formula.ts';
import { acceptedIssuer } from '../access/meaning.ts';
import { isRefusal } from '../access/refusal.ts';
import { spaceOf } from '../access/space.ts';
import type { Store } from '../access/store.ts';
import type { Caller } from '../model/authorization.ts';
import type { Guardrail } from '../model/guardrail.ts';
import type { ServiceKey } from '../model/ids.ts';
import type { Lookup } from '../model/lookup.ts';
import { type AskedMesh, destinationsAt } from './by-hand.ts';

/** A mesh that is asked several things, with what was worked out about sets of requests. */
export interface Search extends AskedMesh {
  readonly store: Store;
}

/** A chain of services, each of which can call the next, and the last as a caller. */
export interface Way {
  readonly through: readonly ServiceKey[];
  readonly last: Caller;
}

/** The shortest ways from some callers to services that are not the destination itself, nearest first. */
export function* waysTo(to: ServiceKey, from: Guardrail['from'], search: Search): Generator<Way> {
  const seen = new Set<ServiceKey>([to]);
  let frontier: readonly { readonly through: readonly ServiceKey[]; readonly as: Guardrail['from'] }[] = [
    { through: [], as: from },
  ];
  while (frontier.length > 0) {
    const next: { readonly through: readonly ServiceKey[]; readonly as: [Caller] }[] = [];
    for (const { through, as } of frontier) {
      for (const service of search.lookup.mesh.services) {
        if (seen.has(service.key) || !canCall(as, service.key, search)) continue;
        seen.add(service.key);
        const last: Caller = {
          kind: 'workload',
          identity: service.identity,
          of: { kind: 'service', service: service.key },
        };
        const way = { through: [...through, service.key], last };
        yield way;
        next.push({ through: way.through, as: [last] });
      }
    }
    frontier = next;
  }
}

/** Whether these callers can make any request at all of a service. What is too complex to tell is taken for yes. */
function canCall(from: Guardrail['from'], to: ServiceKey, search: Search): boolean {
  return somethingAdmitted(callersFormula(from, search.lookup), to, search) !== undefined;
}

/** The requests of some callers. */
export function callersFormula(from: Guardrail['from'], lookup: Lookup): Formula {
  const issuers = lookup.mesh.issuers.map(acceptedIssuer);
  return ruleFormula({ from, except: [], requests: 'any', when: [] }, { lookup, issuers, ports: [] });
}

/** What a service admits of some requests: undefined for nothing, unknown where it is too complex to tell. */
export function somethingAdmitted(asked: Formula, to: ServiceKey, search: Search): AccessSet | 'unknown' | undefined {
  return firstAdmitted(asked, destinationsAt(to, search), search.store);
}

/** What the first of several that admits something admits. */
export function firstAdmitted(
  asked: Formula,
  destinations: readonly Destination[],
  store: Store,
): AccessSet | 'unknown' | undefined {
  for (const one of destinations) {
    const admitted = admittedOf(asked, one, store);
    if (admitted) return admitted;
  }
  return undefined;
}

function admittedOf(asked: Formula, destination: Destination, store: Store): AccessSet | 'unknown' | undefined {
  const space = spaceOf([destination], store, [asked]);
  const wanted = formulaToSet(asked, space);
  for (const port of destination.ports) {
    const admitted = admits(destination, port, space);
    if (isRefusal(admitted) || isRefusal(wanted)) return 'unknown';
    const both = intersect(admitted, wanted);
    if (!isEmpty(both)) return both;
  }
  return undefined;
}
