import type { AccessSet } from '../../../access/access-set.ts';
import { rulesFor } from '../../../access/decide.ts';
import type { Destination } from '../../../access/destination.ts';
import { NOTHING } from '../../../access/diagram/diagram.ts';
import { RANK } from '../../../access/dimensions.ts';
import type { Formula } from '../../../access/formula.ts';
import { commonHosts } from '../../../access/routing/table.ts';
import { canonicalJson } from '../../../base/json.ts';
import { groupBy } from '../../../base/order.ts';
import type { Gateway, GatewayRoute } from '../../../model/gateway.ts';
import { type GatewayKey, type Identity, printIdentity } from '../../../model/ids.ts';
import type { Lookup } from '../../../model/lookup.ts';
import type { Told } from '../access/told.ts';
import type { Meaning, TargetPair } from '../side.ts';
import { answeredBy, type Leg, legsOf } from './reach.ts';

/** From outside to a port of a service, through a gateway, on both sides. */
export interface Way {
  /** `gateway shop/edge`. */
  readonly gateway: string;
  readonly workload: Gateway['workload'];
  /** `service shop/orders`. */
  readonly service: string;
  readonly port: number;
  /** It carries no requests that the gateway sees. */
  readonly bytes: boolean;
  readonly base: WaySide;
  readonly head: WaySide;
}

export interface WaySide {
  readonly gateway: Destination | undefined;
  readonly service: Destination | undefined;
  readonly legs: readonly Leg[];
}

/** More ways than this through one gateway are not worked out: then rows tell what changes at each end. */
const MOST = 300;

/** A gateway, and the ways through it on which something may change: where something does at either end, or the routes do. */
export interface Gate {
  /** `gateway shop/edge`. */
  readonly gateway: string;
  readonly base: GatewaySide;
  readonly head: GatewaySide;
  readonly ways: readonly Way[];
}

/** Gateways with what may change. None where a side does not tell its routes by what they are for. */
export function gatesOf(told: readonly Told[], { base, head }: TargetPair): readonly Gate[] {
  if ((base && !base.model) || (head && !head.model)) return [];
  const gateways = new Set([base, head].flatMap((side) => side?.model?.mesh.gateways.map(({ key }) => key) ?? []));
  if (gateways.size === 0) return [];
  const changed = groupBy(told, ({ at: { destination } }) => `${destination.key} ${destination.port}`);
  const atGateways = new Set(told.map(({ at }) => at.destination.key));
  const [before, after] = [base, head].map(destinationsOf);
  return [...gateways].flatMap((key): Gate[] => {
    const [old, fresh] = [gatewaySide(key, base, before!), gatewaySide(key, head, after!)];
    const itself = atGateways.has(`gateway ${key}`);
    const needed = neededWays(old, fresh, changed, itself);
    if (needed.length > MOST || (needed.length === 0 && !itself)) return [];
    return [
      { gateway: `gateway ${key}`, base: old, head: fresh, ways: needed.map((place) => wayTo(place, key, old, fresh)) },
    ];
  });
}

function destinationsOf(side: Meaning | undefined): ReadonlyMap<string, Destination> {
  return new Map(side?.destinations.map((one) => [one.key, one]));
}

export interface GatewaySide {
  readonly gateway: Gateway | undefined;
  /** By service and port. */
  readonly legs: ReadonlyMap<string, readonly Leg[]>;
  /** What holds for all routes: listeners, and which tokens are passed on. */
  readonly around: string;
  /** The rules at the gateway. */
  readonly rules: string;
  readonly destinations: ReadonlyMap<string, Destination>;
  /** The requests that the gateway answers by itself. */
  readonly answered: readonly Formula[];
}

function gatewaySide(
  key: GatewayKey,
  side: Meaning | undefined,
  destinations: ReadonlyMap<string, Destination>,
): GatewaySide {
  const model = side?.model;
  const gateway = model?.gateways.get(key);
  const legs = gateway && model ? legsOf(gateway, model) : [];
  return {
    gateway,
    legs: groupBy(legs, ({ service, port }) => `service ${service} ${port}`),
    around: gateway && model ? aroundText(gateway, model) : '',
    rules: gateway && model ? rulesText(gateway, model) : '',
    answered: gateway ? answeredBy(gateway) : [],
    destinations,
  };
}

function aroundText({ listeners }: Gateway, { mesh }: Lookup): string {
  return canonicalJson([listeners, mesh.issuers.map(({ issuer, forwardToken }) => [issuer, forwardToken])]);
}

function rulesText({ key }: Gateway, model: Lookup): string {
  const rules = rulesFor({ kind: 'gateway', gateway: key }, model).filter(({ dryRun }) => !dryRun);
  return canonicalJson(rules.map(({ span: _, ...rule }) => canonicalJson(rule)).sort());
}

/** Where something may change: everywhere, or where a route changes, or what the service admits from the gateway. */
function neededWays(
  before: GatewaySide,
  after: GatewaySide,
  changed: ReadonlyMap<string, readonly Told[]>,
  itself: boolean,
): readonly string[] {
  const places = [...new Set([...before.legs.keys(), ...after.legs.keys()])];
  if (before.around !== after.around || (itself && before.rules !== after.rules)) return places;
  const workload = (after.gateway ?? before.gateway)!.workload;
  const hosts = changedHosts(before.gateway, after.gateway);
  const moved = (place: string) =>
    [before, after].some(({ legs }) =>
      legs.get(place)?.some(({ route }) => route.kind !== 'http' || commonHosts(route.hosts, hosts).length > 0),
    );
  return places.filter(
    (place) =>
      (hosts.length > 0 && moved(place)) ||
      changed.get(place)?.some(({ region }) => concerns(region.set, workload.identity)) === true,
  );
}

/** The hosts of routes that are new, gone, or tried in another order. */
function changedHosts(before: Gateway | undefined, after: Gateway | undefined): readonly string[] {
  const [old, fresh] = [before, after].map(
    (one) => one?.routes.map((route) => ({ route, text: routeText(route) })) ?? [],
  );
  const [texts, others] = [old!, fresh!].map((list) => new Set(list.map(({ text }) => text)));
  const odd = [...old!.filter(({ text }) => !others!.has(text)), ...fresh!.filter(({ text }) => !texts!.has(text))];
  const kept = (list: typeof old) => list!.filter(({ text }) => texts!.has(text) && others!.has(text));
  const [one, other] = [kept(old), kept(fresh)];
  const reordered = one.some(({ text }, i) => other[i]?.text !== text);
  if (reordered) return ['*'];
  return [...new Set(odd.flatMap(({ route }) => (route.kind === 'tcp' ? ['*'] : route.hosts)))];
}

function routeText({ span: _, ...rest }: GatewayRoute): string {
  if (rest.kind !== 'http') return canonicalJson(rest);
  const { matches, action, rewrite, requestHeaders } = rest.route;
  return canonicalJson({ ...rest, route: { matches, action, rewrite, requestHeaders } });
}

/** Whether some of the requests are of an identity. */
function concerns({ node, space: { store } }: AccessSet, identity: Identity): boolean {
  const { diagrams, algebras } = store;
  const caller = algebras.principal.of(false, algebras.principals.only([printIdentity(identity)]));
  return diagrams.intersect(node, diagrams.where(RANK.principal, caller)) !== NOTHING;
}

function wayTo(place: string, key: GatewayKey, before: GatewaySide, after: GatewaySide): Way {
  const service = place.slice(0, place.lastIndexOf(' '));
  const side = ({ destinations, legs }: GatewaySide): WaySide => ({
    gateway: destinations.get(`gateway ${key}`),
    service: destinations.get(service),
    legs: legs.get(place) ?? [],
  });
  return {
    gateway: `gateway ${key}`,
    workload: (after.gateway ?? before.gateway)!.workload,
    service,
    port: Number(place.slice(place.lastIndexOf(' ') + 1)),
    bytes: [before, after].every(({ legs }) => (legs.get(place) ?? []).every(({ route }) => route.kind !== 'http')),
    base: side(before),
    head: side(after),
  };
}
