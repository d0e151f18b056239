import { admits } from '../../access/access.ts';
import { formulaToSet, intersect, isEmpty } from '../../access/access-set.ts';
import { requestFormula } from '../../access/conditions.ts';
import type { Destination } from '../../access/destination.ts';
import { ALL, and, atom, type Formula, not, or } from '../../access/formula.ts';
import { serviceDestination } from '../../access/meaning.ts';
import { isRefusal } from '../../access/refusal.ts';
import { spaceOf } from '../../access/space.ts';
import { createStore } from '../../access/store.ts';
import type { ServiceKey } from '../../model/ids.ts';
import type { Lookup } from '../../model/lookup.ts';
import type { HttpMatch, HttpRoute } from '../../model/route.ts';
import type { Service } from '../../model/service.ts';

/** What a route takes of some requests, and what is left of it where the requests arrive. */
export interface Part {
  readonly route: HttpRoute;
  readonly taken: Formula;
}

/** Requests by the routes of a service that may take them, in order; `left`: those that no route takes for sure. */
export function partsOf(
  asked: Formula,
  { routes }: Service,
): { readonly parts: readonly Part[]; readonly left: Formula } {
  const http = routes.filter((route): route is HttpRoute => route.kind === 'http');
  const parts = http.map((route, i) => ({
    route,
    taken: and(asked, matched(route), not(or(...http.slice(0, i).map(surely)))),
  }));
  return { parts, left: and(asked, not(or(...http.map(surely)))) };
}

function matched({ matches }: HttpRoute): Formula {
  return matches.length === 0 ? ALL : or(...matches.map(matchFormula));
}

/** A query is no dimension of a request here: whether one fits is left open. */
function surely({ matches }: HttpRoute): Formula {
  return matches.length === 0 ? ALL : or(...matches.filter(({ query }) => query.length === 0).map(matchFormula));
}

function matchFormula({ path, methods, headers }: HttpMatch): Formula {
  return requestFormula({ headers, ...(path && { paths: [path] }), ...(methods && { methods }) }, []);
}

/** Answers by exact sets; undefined for what cannot be told. */
export interface Telling {
  readonly isNothing: (formula: Formula) => boolean | undefined;
  /** Whether a service admits some of these requests, at any port. */
  readonly admitsSome: (service: ServiceKey, formula: Formula) => boolean | undefined;
  /** Whether there was something that could not be told. What was asked before has a part in that. */
  readonly gaveUp: () => boolean;
}

/** Steps for one question. */
const EACH = 300_000;

export function telling(lookup: Lookup): Telling {
  const store = createStore();
  const destinations = new Map<ServiceKey, Destination>();
  let gaveUp = false;
  const told = (answer: boolean | undefined) => {
    gaveUp ||= answer === undefined;
    return answer;
  };
  const destinationOf = (key: ServiceKey) => {
    const found = destinations.get(key) ?? serviceDestination(lookup.services.get(key)!, lookup);
    destinations.set(key, found);
    return found;
  };
  const setOf = (formula: Formula, destination?: Destination) => {
    const space = spaceOf(destination ? [destination] : [], store, [formula, REQUEST]);
    return { space, set: formulaToSet(and(formula, REQUEST), space) };
  };
  return {
    isNothing: (formula) => {
      const { set } = setOf(formula);
      return told(isRefusal(set) ? undefined : isEmpty(set));
    },
    admitsSome: (key, formula) => {
      const destination = destinationOf(key);
      const { space, set } = setOf(formula, destination);
      const answers = destination.ports.map((port) => {
        const admitted = admits(destination, port, space, { steps: EACH });
        return told(isRefusal(admitted) || isRefusal(set) ? undefined : !isEmpty(intersect(admitted, set)));
      });
      return answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;
    },
    gaveUp: () => gaveUp,
  };
}

/** Requests, not bytes. */
const REQUEST = atom({ on: 'method', match: { kind: 'present' } });
