import { admits } from '../access/access.ts';
import { formulaToSet, intersect, isEmpty } from '../access/access-set.ts';
import { ruleFormula } from '../access/conditions.ts';
import { serviceDestination } from '../access/meaning.ts';
import { isRefusal } from '../access/refusal.ts';
import { spaceOf } from '../access/space.ts';
import type { Store } from '../access/store.ts';
import type { Caller } from '../model/authorization.ts';
import type { Guardrail } from '../model/guardrail.ts';
import type { ServiceKey } from '../model/ids.ts';
import type { Lookup } from '../model/lookup.ts';

/** A chain of services, each of which can call the next, and the last as a caller. */
export interface Way {
  readonly through: readonly ServiceKey[];
  readonly last: Caller;
}

/** The shortest ways from some callers to services that are not the destination itself, nearest first. */
export function* waysTo(to: ServiceKey, from: Guardrail['from'], lookup: Lookup, store: Store): Generator<Way> {
  const seen = new Set<ServiceKey>([to]);
  let frontier: readonly { readonly through: readonly ServiceKey[]; readonly as: Guardrail['from'] }[] = [
    { through: [], as: from },
  ];
  while (frontier.length > 0) {
    const next: { readonly through: readonly ServiceKey[]; readonly as: [Caller] }[] = [];
    for (const { through, as } of frontier) {
      for (const service of lookup.mesh.services) {
        if (seen.has(service.key) || !canCall(as, service.key, lookup, store)) continue;
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
export function canCall(from: Guardrail['from'], to: ServiceKey, lookup: Lookup, store: Store): boolean {
  const destination = serviceDestination(lookup.services.get(to)!, lookup);
  const issuers = lookup.mesh.issuers.map(({ issuer, audiences }) => ({ issuer, audiences }));
  const callers = ruleFormula({ from, except: [], requests: 'any', when: [] }, { lookup, issuers, ports: [] });
  const space = spaceOf([destination], store, [callers]);
  const asked = formulaToSet(callers, space);
  return destination.ports.some((port) => {
    const admitted = admits(destination, port, space);
    return isRefusal(admitted) || isRefusal(asked) || !isEmpty(intersect(admitted, asked));
  });
}
