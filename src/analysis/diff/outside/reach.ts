import { admits } from '../../../access/access.ts';
import type { Destination } from '../../../access/destination.ts';
import { NOTHING, type Node } from '../../../access/diagram/diagram.ts';
import { DIMENSIONS, RANK } from '../../../access/dimensions.ts';
import { ALL, and, atom, type Formula, NONE, not, or } from '../../../access/formula.ts';
import { diagramOf } from '../../../access/formula-set.ts';
import { isRefusal } from '../../../access/refusal.ts';
import type { Space } from '../../../access/space.ts';
import type { Gateway, GatewayRoute } from '../../../model/gateway.ts';
import { type Identity, printIdentity, type ServiceKey } from '../../../model/ids.ts';
import type { Lookup } from '../../../model/lookup.ts';
import { passedOn, takenBy } from '../../entries.ts';
import { project } from './project.ts';

/** A route of a gateway to a port of a service. */
export interface Leg {
  readonly gateway: Gateway;
  readonly route: GatewayRoute;
  readonly service: ServiceKey;
  /** Of the pod. */
  readonly port: number;
  /** The requests that come to the route. */
  readonly taken: () => Formula;
  readonly rewritten: boolean;
}

/** The routes of a gateway that lead to services. */
export function legsOf(gateway: Gateway, { services }: Lookup): readonly Leg[] {
  return gateway.routes.flatMap((route) => {
    const to = placesOf(route);
    if (to.length === 0) return [];
    let formula: Formula | undefined;
    const rewritten = route.kind === 'http' && passedOn(route, NONE) === ALL;
    return to.flatMap(({ service, port }): Leg[] => {
      const ports = services.get(service)?.ports ?? [];
      const target = ports.find((one) => one.port === port) ?? ports[0];
      if (!target) return [];
      const taken = () => (formula ??= takenBy(route, gateway));
      return [{ gateway, route, service, port: target.targetPort, taken, rewritten }];
    });
  });
}

/** The requests that routes answer with a redirect, or a response of their own. */
export function answeredBy(gateway: Gateway): readonly Formula[] {
  const answers = gateway.routes.filter((one) => one.kind === 'http' && one.route.action.kind !== 'forward');
  return answers.map((route) => takenBy(route, gateway));
}

function placesOf(route: GatewayRoute) {
  if (route.kind !== 'http') return route.to;
  return route.route.action.kind === 'forward' ? route.route.action.to : [];
}

/** What a gateway admits on any of its ports, as clients send it. */
export function sentTo(gateway: Destination | undefined, space: Space): Node | undefined {
  const ports = gateway?.ports.map(({ port }) => port) ?? [];
  const admitted = gateway ? admittedNode(gateway, ports, space) : NOTHING;
  return admitted && project(admitted, (rank) => rank === RANK.sni || OF_CONNECTION.includes(rank), space.store);
}

/** What clients send to a gateway, without what is of the connection only: the name that is asked for stays where it routes. */
const OF_CONNECTION: readonly number[] = [RANK.port, RANK.principal, RANK['destination-ip']];
/** What a service sees of the connection is the gateway's, but for the client's address. */
const OF_HOP: readonly number[] = [...OF_CONNECTION, RANK['source-ip'], RANK.sni];

export interface Ends {
  readonly gateway: Destination;
  readonly service: Destination;
}

/** The requests of clients outside that get to a service through a route, as the gateway sees them; undefined: too complex. */
export function reachedBy(leg: Leg, { gateway, service }: Ends, lookup: Lookup, space: Space): Node | undefined {
  const { store } = space;
  const { diagrams } = store;
  const atGateway = admittedNode(gateway, listenerPorts(leg), space);
  const atService = admittedNode(service, [leg.port], space);
  if (!atGateway || !atService) return undefined;
  const http = leg.route.kind === 'http';
  const hidden = http ? [...OF_CONNECTION, RANK.sni] : OF_CONNECTION;
  const sent = project(
    diagrams.intersect(atGateway, diagramOf(and(leg.taken(), namesOf(leg.route)), space)),
    (rank) => hidden.includes(rank),
    store,
  );
  const arriving = asGateway(atService, leg.gateway.workload.identity, space);
  const onward = http ? arriving : project(arriving, (rank) => rank >= RANK.http, store);
  if (leg.rewritten) return onward === NOTHING ? NOTHING : sent;
  return diagrams.intersect(sent, withTokensKept(onward, gateway, lookup, space));
}

/** What of a set is for a gateway as the caller, by what is left of a request then. */
export function asGateway(node: Node, identity: Identity, { store }: Space): Node {
  const { diagrams, algebras } = store;
  const caller = algebras.principal.of(false, algebras.principals.only([printIdentity(identity)]));
  const own = diagrams.intersect(node, diagrams.where(RANK.principal, caller));
  return project(own, (rank) => OF_HOP.includes(rank), store);
}

/** What of bytes that clients send is left to be seen behind the gateway: that they come. */
export function ofHop(node: Node, { store }: Space): Node {
  return project(node, (rank) => OF_HOP.includes(rank) || rank === RANK['remote-ip'] || rank === RANK.http, store);
}

/** A gateway that accepts a token keeps it, unless its issuer says that it is passed on. */
function withTokensKept(onward: Node, { accepts = [] }: Destination, { mesh }: Lookup, space: Space): Node {
  const kept = accepts.filter(({ issuer }) => mesh.issuers.some((one) => one.issuer === issuer && !one.forwardToken));
  if (kept.length === 0) return onward;
  const { store } = space;
  const { diagrams, variables } = store;
  const ofToken = (rank: number) => {
    const variable = variables[rank - DIMENSIONS.length];
    if (variable) return variable.kind === 'cell' && variable.channel.kind !== 'header';
    return rank >= RANK.token;
  };
  const none = diagramOf(not(atom({ on: 'jwt-issuer', match: { kind: 'prefix', value: '' } })), space);
  const without = project(diagrams.intersect(onward, none), ofToken, store);
  const issuers = kept.map(({ issuer }) => atom({ on: 'jwt-issuer', match: { kind: 'exact', value: issuer } }));
  const those = diagramOf(or(...issuers), space);
  return diagrams.union(diagrams.intersect(those, without), diagrams.difference(onward, those));
}

function listenerPorts({ gateway, route }: Leg): readonly number[] {
  return gateway.listeners
    .filter(({ name, redirect }) => route.listeners.includes(name) && !redirect)
    .map(({ targetPort, port }) => targetPort ?? port);
}

/** The names that a client asks for in TLS, where these choose the route. */
function namesOf(route: GatewayRoute): Formula {
  if (route.kind !== 'tls' || route.hosts.includes('*')) return ALL;
  return or(
    ...route.hosts.map((host) =>
      host.startsWith('*.')
        ? atom({ on: 'sni', match: { kind: 'suffix', value: host.slice(1) } })
        : atom({ on: 'sni', match: { kind: 'exact', value: host } }),
    ),
  );
}

function admittedNode(destination: Destination, ports: readonly number[], space: Space): Node | undefined {
  let sum: Node = NOTHING;
  for (const port of destination.ports.filter((one) => ports.includes(one.port))) {
    const admitted = admits(destination, port, space);
    if (isRefusal(admitted)) return undefined;
    sum = space.store.diagrams.union(sum, admitted.node);
  }
  return sum;
}
