import type { Destination } from '../../../access/destination.ts';
import type { Formula } from '../../../access/formula.ts';
import { print } from '../../../access/routing/table.ts';
import { groupBy } from '../../../base/order.ts';
import type { Gateway } from '../../../model/gateway.ts';
import type { GatewayKey } from '../../../model/ids.ts';
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
  const changed = new Set(told.map(({ at }) => at.destination.key));
  const gateways = new Set([base, head].flatMap((side) => side?.model?.mesh.gateways.map(({ key }) => key) ?? []));
  return [...gateways].flatMap((key): Gate[] => {
    const [before, after] = [sideOf(key, base), sideOf(key, head)];
    const touched = changed.has(`gateway ${key}`) || before.routes !== after.routes;
    const places = new Set([...before.legs.keys(), ...after.legs.keys()]);
    const ways = [...places]
      .filter((place) => touched || changed.has(place.slice(0, place.lastIndexOf(' '))))
      .map((place) => wayTo(place, key, before, after));
    if (ways.length > MOST || (!touched && ways.length === 0)) return [];
    return [{ gateway: `gateway ${key}`, base: before, head: after, ways }];
  });
}

export interface GatewaySide {
  readonly gateway: Gateway | undefined;
  /** By service and port. */
  readonly legs: ReadonlyMap<string, readonly Leg[]>;
  /** The same for gateways whose routes are. */
  readonly routes: string;
  readonly destinations: ReadonlyMap<string, Destination>;
  /** The requests that the gateway answers by itself. */
  readonly answered: readonly Formula[];
}

function sideOf(key: GatewayKey, side: Meaning | undefined): GatewaySide {
  const model = side?.model;
  const gateway = model?.gateways.get(key);
  const legs = gateway && model ? legsOf(gateway, model) : [];
  return {
    gateway,
    legs: groupBy(legs, ({ service, port }) => `service ${service} ${port}`),
    routes: gateway ? routesText(gateway, model) : '',
    answered: gateway ? answeredBy(gateway) : [],
    destinations: new Map(side?.destinations.map((one) => [one.key, one])),
  };
}

function routesText({ routes, listeners }: Gateway, model: Lookup | undefined): string {
  const bare = routes.map((route) => {
    const { span: _, ...rest } = route;
    if (rest.kind !== 'http') return rest;
    const { span: __, name: ___, ...inner } = rest.route;
    return { ...rest, route: { matches: inner.matches, action: inner.action, rewrite: inner.rewrite } };
  });
  return print([bare, listeners, model?.mesh.issuers.map(({ issuer, forwardToken }) => [issuer, forwardToken])]);
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
