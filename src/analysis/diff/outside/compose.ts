import { attempt } from '../../../access/access-set.ts';
import type { Destination } from '../../../access/destination.ts';
import { EVERYTHING, NOTHING, type Node } from '../../../access/diagram/diagram.ts';
import { RANK } from '../../../access/dimensions.ts';
import { atom, type Formula, or } from '../../../access/formula.ts';
import { diagramOf } from '../../../access/formula-set.ts';
import { isRefusal } from '../../../access/refusal.ts';
import { NO, YES } from '../../../access/sets/booleans.ts';
import { type Space, spaceOf } from '../../../access/space.ts';
import type { Store } from '../../../access/store.ts';
import { printIdentity } from '../../../model/ids.ts';
import { arrivingAt } from '../access/difference.ts';
import { vocabularies } from '../access/known.ts';
import { type Region, regionFormula, regionsOf } from '../access/region.ts';
import type { Told } from '../access/told.ts';
import type { TargetPair } from '../side.ts';
import type { Names } from '../words/names.ts';
import { asGateway, type Leg, ofHop, reachedBy, sentTo } from './reach.ts';
import { type Gate, gatesOf, type Way } from './ways.ts';

/**
 * What changes for the outside, through gateways: listener, routes, the gateway's policies and the service's taken together.
 * It is told once. A change at a service that only a gateway can make use of, all of which the outside reaches, is told as
 * the outside's; a change at a gateway is told there as far as it gets no farther.
 */
export function withOutside(told: readonly Told[], pair: TargetPair, names: Names, store: Store): readonly Told[] {
  let result = told;
  for (const gate of gatesOf(told, pair)) {
    const composed = attempt(store, () => throughGateway(gate, result, pair, names, store));
    if (!isRefusal(composed)) result = composed;
  }
  return result;
}

interface Delta {
  readonly allowed: Node;
  readonly denied: Node;
}

function throughGateway(
  gate: Gate,
  told: readonly Told[],
  pair: TargetPair,
  names: Names,
  store: Store,
): readonly Told[] {
  const { gateway, ways, base, head } = gate;
  const own = [base, head].flatMap(({ destinations }) => destinations.get(gateway) ?? []);
  const destinations = [...own, ...ways.flatMap((way) => [...ends(way.base), ...ends(way.head)])];
  const regions = told.flatMap(({ region }) => region.conditions);
  const taken = ways.flatMap((way) => [...way.base.legs, ...way.head.legs].map((leg) => leg.taken()));
  const space = spaceOf(new Set(destinations), store, [...taken, ...base.answered, ...head.answered, ...regions]);
  let rest = told;
  const sum: { allowed: Node; denied: Node } = { allowed: NOTHING, denied: NOTHING };
  for (const way of ways) {
    const delta = deltaOf(way, pair, space);
    if (delta === undefined || (delta.allowed === NOTHING && delta.denied === NOTHING)) continue;
    sum.allowed = store.diagrams.union(sum.allowed, delta.allowed);
    sum.denied = store.diagrams.union(sum.denied, delta.denied);
    rest = atService(rest, way, delta, { pair, names, space });
  }
  return atGateway(rest, gate, sum, space);
}

function ends({ gateway, service }: Way['base']): readonly Destination[] {
  return [gateway, service].filter((one) => one !== undefined);
}

function deltaOf({ base, head }: Way, pair: TargetPair, space: Space): Delta | undefined {
  const [before, after] = [reached(base, pair.base?.model, space), reached(head, pair.head?.model, space)];
  if (!before || !after) return undefined;
  const { difference } = space.store.diagrams;
  return { allowed: difference(after, before), denied: difference(before, after) };
}

function reached(
  { gateway, service, legs }: Way['base'],
  model: Parameters<typeof reachedBy>[2] | undefined,
  space: Space,
) {
  let sum: Node | undefined = NOTHING;
  if (!gateway || !service || !model) return sum;
  for (const leg of legs) {
    const one = reachedBy(leg, { gateway, service }, model, space);
    sum = sum && one && space.store.diagrams.union(sum, one);
  }
  return sum;
}

interface Setting {
  readonly pair: TargetPair;
  readonly names: Names;
  readonly space: Space;
}

/** Rows of the outside at a service, and what they leave of those of the gateway as a caller. */
function atService(told: readonly Told[], way: Way, delta: Delta, setting: Setting): readonly Told[] {
  const { diagrams } = setting.space.store;
  const left = { ...delta };
  const instead = { allowed: NOTHING as Node, denied: NOTHING as Node };
  const comparable = way.bytes
    ? { allowed: ofHop(delta.allowed, setting.space), denied: ofHop(delta.denied, setting.space) }
    : delta;
  const kept = told.flatMap((one): Told[] => {
    if (one.at.destination.key !== way.service || one.at.destination.port !== way.port || one.through) return [one];
    const { effect } = one;
    const own = ofGateway(one, way, setting.space);
    const shared = diagrams.intersect(own, comparable[effect]);
    if (shared === NOTHING) return [one];
    left[effect] = diagrams.difference(left[effect], own);
    const others: readonly Told[] | undefined = shared === own ? withoutCaller(one, way, setting.space) : undefined;
    if (others === undefined) return [{ ...one, reachable: true }];
    instead[effect] = diagrams.union(instead[effect], way.bytes ? delta[effect] : own);
    return [...others];
  });
  const rows = (['allowed', 'denied'] as const).flatMap((effect) =>
    rowsOf(diagrams.union(left[effect], instead[effect]), effect, way, setting),
  );
  return [...kept, ...rows];
}

/** The part of a row that is of the gateway as the caller; nothing where the row does not say exactly what it is. */
function ofGateway({ region }: Told, way: Way, space: Space): Node {
  const { identity } = way.workload;
  return region.exact ? asGateway(diagramOf(regionFormula(region), space), identity, space) : NOTHING;
}

/** The row without the gateway, if that is named: none at all, where it is the only caller. */
function withoutCaller(told: Told, { workload }: Way, { store }: Space): readonly Told[] | undefined {
  const { region } = told;
  const { who, set } = region;
  const name = printIdentity(workload.identity);
  const named = who.identities?.any ?? [];
  const others = named.filter(({ match }) => !(match.kind === 'exact' && match.value === name));
  if (others.length === named.length) return undefined;
  const { diagrams, algebras } = store;
  const caller = algebras.principal.of(false, algebras.principals.only([name]));
  const node = diagrams.difference(set.node, diagrams.where(RANK.principal, caller));
  if (node === NOTHING || (others.length === 0 && !who.anonymous)) return [];
  const identities = others.length === 0 ? undefined : { ...who.identities!, any: others };
  const rest: Region = {
    ...region,
    who: { anonymous: who.anonymous, ...(identities && { identities }) },
    set: { ...set, node },
  };
  return [{ ...told, region: rest }];
}

function rowsOf(node: Node, effect: Told['effect'], way: Way, { pair, names, space }: Setting): readonly Told[] {
  if (node === NOTHING) return [];
  const sides = [...ends(way.base), ...ends(way.head)];
  const legs = [...way.base.legs, ...way.head.legs];
  const http = new Set(legs.map(({ route }) => route.kind === 'http'));
  const { diagrams } = space.store;
  const bounds = http.size > 1 ? EVERYTHING : diagrams.where(RANK.http, http.has(true) ? YES : NO);
  const words = vocabularies(sides, space.store, [...legs.map(({ taken }) => taken()), ...serverNames(legs)]);
  return regionsOf({ node, space }, { node: bounds, space }, words).map((region) => ({
    effect,
    region,
    at: {
      pair,
      base: way.base.service,
      head: way.head.service,
      destination: { key: way.service, name: names.of(way.service), port: way.port },
    },
    through: { gateway: way.gateway, rewritten: legs.some(({ rewritten }) => rewritten) },
  }));
}

function serverNames(legs: readonly Leg[]): readonly Formula[] {
  return legs.flatMap(({ route }) =>
    route.kind === 'tls' ? route.hosts.map((value) => atom({ on: 'sni', match: { kind: 'exact', value } })) : [],
  );
}

/**
 * What changes at a gateway as far as the gateway answers it itself. What gets on to a service is told there; what is admitted
 * and then finds no route, or finds one over another listener too, changes nothing for anybody.
 */
function atGateway(told: readonly Told[], { gateway, base, head }: Gate, sum: Delta, space: Space): readonly Told[] {
  const { diagrams } = space.store;
  if (!told.some(({ at }) => at.destination.key === gateway)) return told;
  const [before, after] = [base, head].map(({ destinations }) => sentTo(destinations.get(gateway), space));
  if (!before || !after) return told;
  const fresh: Delta = { allowed: diagrams.difference(after, before), denied: diagrams.difference(before, after) };
  const answered = diagramOf(or(...base.answered, ...head.answered), space);
  return told.flatMap((one): Told[] => {
    const { region, effect, at } = one;
    if (at.destination.key !== gateway || !region.exact || one.through) return [one];
    const around = arrivingAt(at.destination.port, [at.base, at.head], space);
    if (around === undefined) return [one];
    const own = diagrams.intersect(diagramOf(regionFormula(region), space), around.node);
    const telling = diagrams.difference(diagrams.intersect(fresh[effect], answered), sum[effect]);
    const left = diagrams.intersect(own, telling);
    if (left === own) return [one];
    const sides = [at.base, at.head].filter((side) => side !== undefined);
    const words = vocabularies(sides, space.store, [...base.answered, ...head.answered]);
    return regionsOf({ node: left, space }, around, words).map((region) => ({ ...one, region }));
  });
}
