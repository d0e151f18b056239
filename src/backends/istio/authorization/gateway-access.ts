import { isNonEmpty } from '../../../base/nonempty.ts';
import { groupBy, uniqueBy } from '../../../base/order.ts';
import { authorizationPolicy, type Operation, type PolicyRule } from '../../../manifest/kinds/istio-security.ts';
import type { Emitted } from '../../../manifest/manifest.ts';
import type { Scope } from '../../../model/authorization.ts';
import {
  type Gateway,
  type GatewayHttpRoute,
  type GatewayRoute,
  isHttpListener,
  type Listener,
} from '../../../model/gateway.ts';
import { type Lookup, scopeKey } from '../../../model/lookup.ts';
import type { HttpMatch } from '../../../model/route.ts';
import type { Context } from '../context.ts';
import { commonWith, wider } from '../hosts.ts';
import { policyName, scopeName } from '../names.ts';
import { hostValues } from './host.ts';
import { lowerPath } from './path.ts';
import { type Placement, placement, type rootReach } from './placement.ts';
import { sharing } from './port-scope.ts';
import { reportReach } from './support.ts';

/**
 * Default deny holds for the gateways' proxies too, so each gateway admits what its listeners and routes serve, and no
 * more, from anyone: it is the way in. Who says himself whom a gateway allows is taken at his word: then only his rules do.
 */
export function* gatewayAccess(reach: ReturnType<typeof rootReach>, context: Context): Generator<Emitted> {
  const { lookup } = context;
  for (const gateway of lookup.focus.gateways) {
    const scope: Scope = { kind: 'gateway', gateway: gateway.key };
    if (allows(scope, lookup) || !needsAllowing(gateway, lookup)) continue;
    const rules = admitted(gateway);
    if (!isNonEmpty(rules)) continue;
    const place = placement(scope, lookup);
    if (place.namespace === lookup.mesh.rootNamespace) {
      reportReach(scopeKey(scope), place, gateway.span, reach, context.gap);
    }
    yield access(gateway, rules, place, policyName(scopeName(scope, lookup), { effect: 'allow', dryRun: false }));
  }
}

function access(
  gateway: Gateway,
  rules: readonly PolicyRule[],
  { namespace, selector }: Placement,
  name: string,
): Emitted {
  return {
    manifest: authorizationPolicy({ name, namespace }, { ...(selector && { selector }), action: 'ALLOW', rules }),
    spans: [gateway.span, ...gateway.routes.map(({ span }) => span)],
  };
}

/** Without an allow policy at its proxy, a gateway admits everything already. */
function needsAllowing({ workload }: Gateway, lookup: Lookup): boolean {
  if (lookup.mesh.authorization === 'deny-by-default') return true;
  const scopes: Scope[] = [
    { kind: 'mesh' },
    { kind: 'namespace', namespace: workload.namespace },
    ...sharing(workload, lookup).map(({ key }) => ({ kind: 'gateway', gateway: key }) as const),
  ];
  return scopes.some((scope) => allows(scope, lookup));
}

function allows(scope: Scope, { rules }: Lookup): boolean {
  return (rules.get(scopeKey(scope)) ?? []).some(({ effect, dryRun }) => effect === 'allow' && !dryRun);
}

function admitted(gateway: Gateway): readonly PolicyRule[] {
  const routes = routesByListener(gateway);
  const served = gateway.listeners.map((listener) => ({ listener, routes: routes.get(listener.name) ?? [] }));
  const operations = joinPaths(withoutCovered(served.flatMap(requests)).map(lowerAdmission));
  return [
    ...(operations.length > 0 ? [{ to: operations.map((operation) => ({ operation })) }] : []),
    ...uniqueBy(served.flatMap(connections), (rule) => JSON.stringify(rule)),
  ];
}

interface Served {
  readonly listener: Listener;
  readonly routes: readonly GatewayRoute[];
}

function routesByListener({ routes }: Gateway): ReadonlyMap<string, readonly GatewayRoute[]> {
  const pairs = routes.flatMap((route) => route.listeners.map((name) => ({ name, route })));
  const grouped = groupBy(pairs, ({ name }) => name);
  return new Map([...grouped].map(([name, group]) => [name, group.map(({ route }) => route)]));
}

/** Requests that a listener serves. */
interface Admission {
  readonly listener: Listener;
  readonly hosts: readonly string[];
  readonly methods?: readonly string[];
  readonly paths?: readonly string[];
}

/** A redirect answers every path; otherwise it is what the routes match. */
function requests({ listener, routes }: Served): readonly Admission[] {
  if (!isHttpListener(listener)) return [];
  if (listener.redirect) return [{ listener, hosts: listener.hosts }];
  const common = commonWith(listener.hosts);
  return routes.flatMap((route) => (route.kind === 'http' ? ofRoute(route, listener, common(route.hosts)) : []));
}

function ofRoute({ route }: GatewayHttpRoute, listener: Listener, hosts: readonly string[]): readonly Admission[] {
  if (hosts.length === 0) return [];
  if (route.matches.length === 0) return [{ listener, hosts }];
  return route.matches.map((match) => ({ listener, hosts, ...requestsOf(match) }));
}

/** Method and path of a route, where a policy can say them. The rest is left to the routing table, which answers 404. */
function requestsOf({ path, methods }: HttpMatch): Pick<Admission, 'methods' | 'paths'> {
  const paths = path && expressible(path);
  return { ...(methods && { methods }), ...(paths && { paths }) };
}

function expressible(path: NonNullable<HttpMatch['path']>): readonly string[] | undefined {
  let sayable = true;
  const paths = lowerPath(path, () => {
    sayable = false;
  });
  return sayable ? paths : undefined;
}

/** Drops what is admitted anyway: where each host is, with whatever path and method. */
function withoutCovered(admissions: readonly Admission[]): readonly Admission[] {
  const whole = new Set<string>();
  for (const each of admissions) {
    if (isWhole(each)) for (const host of each.hosts) whole.add(onPort(host, each.listener));
  }
  const covered = ({ hosts, listener }: Admission) =>
    hosts.every((host) => wider(host).some((each) => whole.has(onPort(each, listener))));
  return admissions.filter((each) => isWhole(each) || !covered(each));
}

function isWhole({ methods, paths }: Admission): boolean {
  return !methods && !paths;
}

/** Listeners are told apart by the pod's port where it is known, or else not at all. */
function onPort(host: string, { targetPort }: Listener): string {
  return `${targetPort ?? ''}/${host}`;
}

/** Ports are the pod's, so they are only said where they are known; hosts tell listeners apart well enough. */
function lowerAdmission({ listener, hosts, methods, paths }: Admission): Operation {
  const { port, targetPort } = listener;
  return {
    hosts: hosts.flatMap((host) => hostValues(host, [port])),
    ...(methods && { methods }),
    ...(paths && { paths }),
    ...(targetPort !== undefined && { ports: [String(targetPort)] }),
  };
}

/** Operations that differ in paths only are one with all of them. */
function joinPaths(operations: readonly Operation[]): readonly Operation[] {
  const alike = groupBy(operations, ({ paths, ...rest }) => JSON.stringify([rest, paths === undefined]));
  return [...alike.values()].map(([first, ...more]) =>
    first!.paths ? { ...first, paths: [...new Set([first!, ...more].flatMap(({ paths }) => paths ?? []))] } : first!,
  );
}

/**
 * Connections whose bytes the gateway forwards: by the name that the client asks for, or by port. The name tells them from
 * requests on other listeners, so it is preferred to a port that may be another on the pod.
 */
function connections({ listener, routes }: Served): readonly PolicyRule[] {
  const carried = routes.filter(({ kind }) => kind !== 'http');
  if (isHttpListener(listener) || carried.length === 0) return [];
  const common = commonWith(listener.hosts);
  const names = carried.flatMap((route) => (route.kind === 'tls' ? common(route.hosts) : listener.hosts));
  const { port, targetPort } = listener;
  const named = listener.tls !== undefined && !names.includes('*');
  return [
    {
      ...((!named || targetPort !== undefined) && { to: [{ operation: { ports: [String(targetPort ?? port)] } }] }),
      ...(named && { when: [{ key: 'connection.sni', values: [...new Set(names)] }] }),
    },
  ];
}
