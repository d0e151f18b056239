import { compareStrings } from '../../../base/order.ts';
import type { Operation, When } from '../../../manifest/kinds/istio-security.ts';
import type { Effect, Scope } from '../../../model/authorization.ts';
import { type Gateway, isHttpListener, type Listener } from '../../../model/gateway.ts';
import type { Lookup } from '../../../model/lookup.ts';
import { isHttp, type Service } from '../../../model/service.ts';
import { hasSidecar } from '../enforcement.ts';
import { commonWith, covers } from '../hosts.ts';
import type { Atom } from './atom.ts';
import type { Refuse } from './refusal.ts';

/** What the proxies of a scope see on the ports of their pods. */
export interface PortScope {
  readonly kind: Scope['kind'];
  readonly http: ReadonlySet<number>;
  readonly tcp: ReadonlySet<number>;
  /** Gateways whose proxies are in the scope. Which ports of the pod their listeners get is their Service's to say. */
  readonly gateways: readonly Gateway[];
}

export function portScope(scope: Scope, lookup: Lookup): PortScope {
  return portsOf(scope.kind, servicesIn(scope, lookup), gatewaysIn(scope, lookup));
}

function servicesIn(scope: Scope, lookup: Lookup): readonly Service[] {
  switch (scope.kind) {
    case 'service':
      return [lookup.services.get(scope.service)!];
    case 'namespace':
      return lookup.servicesIn.get(scope.namespace) ?? [];
    case 'mesh':
      return lookup.mesh.services.filter(({ namespace }) => hasSidecar(namespace, lookup));
    case 'gateway':
      return [];
  }
}

function gatewaysIn(scope: Scope, lookup: Lookup): readonly Gateway[] {
  switch (scope.kind) {
    case 'service':
      return [];
    case 'namespace':
      return lookup.mesh.gateways.filter(({ workload }) => workload.namespace === scope.namespace);
    case 'mesh':
      return lookup.mesh.gateways;
    case 'gateway':
      return sharing(lookup.gateways.get(scope.gateway)!.workload, lookup);
  }
}

function portsOf(kind: Scope['kind'], services: readonly Service[], gateways: readonly Gateway[]): PortScope {
  const http = new Set<number>();
  const tcp = new Set<number>();
  for (const { ports } of services) {
    for (const { targetPort, protocol } of ports) (isHttp(protocol) ? http : tcp).add(targetPort);
  }
  for (const { listeners } of gateways) {
    for (const listener of listeners)
      if (!isHttpListener(listener) && !listener.tls) tcp.add(listener.targetPort ?? listener.port);
  }
  return { kind, http, tcp, gateways };
}

/** Gateways that one proxy serves. */
export function sharing(workload: Gateway['workload'], { mesh }: Lookup): readonly Gateway[] {
  return mesh.gateways.filter((gateway) => sameWorkload(gateway.workload, workload));
}

function sameWorkload(a: Gateway['workload'], b: Gateway['workload']): boolean {
  const labels = Object.entries(a.selector);
  return (
    a.namespace === b.namespace &&
    labels.length === Object.keys(b.selector).length &&
    labels.every(([key, value]) => b.selector[key] === value)
  );
}

/**
 * On a port that carries bytes, Istio keeps a rule that denies, audits or asks an authorizer, and drops what it says about
 * requests: a denial of one path would deny the port. So such a rule names its ports. An allow rule is dropped there
 * altogether, which admits nothing: as it should.
 */
export function limitToHttp(atom: Atom, effect: Effect, ports: PortScope, refuse: Refuse): Atom {
  if (effect === 'allow') {
    if (atom.exceptsTokens && !atom.http) refuseTokensOnBytes(ports, refuse);
    return atom;
  }
  if (!atom.http) return atom;
  const mixed = [...ports.http].filter((port) => ports.tcp.has(port));
  if (mixed.length > 0) {
    refuse('MW3214', `port ${mixed.join(', ')} carries requests in one service of the scope and bytes in another`, {
      note: DROPPED,
      help: 'write the rule for the services one by one',
    });
  }
  return { ...atom, ...limited(atom.operation, ports), when: [...atom.when, ...sparing(ports, refuse)] };
}

const DROPPED = 'there Istio would drop what the rule says about requests, and apply the rest to every connection';

/**
 * A gateway may pass TLS on for one host and end it for another on the same port, so a rule for a gateway spares the first
 * by the name that the client asks for. A rule for sidecars as well cannot: there, any client could ask for that name.
 */
function sparing({ kind, gateways }: PortScope, refuse: Refuse): readonly When[] {
  const listeners = gateways.flatMap((gateway) => gateway.listeners.filter(({ tls }) => tls));
  const passing = listeners.filter((listener) => !isHttpListener(listener));
  const [first] = passing;
  if (!first) return [];
  if (kind !== 'gateway') {
    refuse('MW3214', `listener \`${first.name}\` of a gateway in the scope carries bytes`, {
      note: DROPPED,
      help: 'write the rule for the namespaces or services, and for the gateways, one by one',
    });
  }
  for (const ending of listeners.filter(isHttpListener)) {
    const host = passing.flatMap((each) => askedOfBoth(ending, each))[0];
    if (host !== undefined) refuseShared(host, refuse);
  }
  return [
    { key: 'connection.sni', notValues: [...new Set(passing.flatMap(({ hosts }) => hosts))].sort(compareStrings) },
  ];
}

/**
 * Names that lead to requests although they are spared. On one port the listener with the most specific host takes a
 * connection, so it may be wider than what is passed on; on another port, any that it has is taken.
 */
function askedOfBoth(ending: Listener, passing: Listener): readonly string[] {
  if (ending.port !== passing.port) return commonWith(ending.hosts)(passing.hosts);
  return ending.hosts.filter((host) => passing.hosts.some((passed) => covers(passed, host)));
}

function refuseShared(host: string, refuse: Refuse): void {
  refuse('MW3214', `\`${host}\` is served by a listener that passes TLS on unread, and by one that does not`, {
    note: DROPPED,
    help: 'give the listeners hosts that do not overlap',
  });
}

/** Where no port carries requests, there is nothing to limit the rule to: that is an error that a check reports (MW3101). */
function limited(operation: Operation | undefined, ports: PortScope): { readonly operation?: Operation } {
  if (operation?.ports) {
    const left = operation.ports.filter((port) => !ports.tcp.has(Number(port)));
    return left.length > 0 ? { operation: { ...operation, ports: left } } : {};
  }
  if (ports.kind === 'service')
    return ports.http.size > 0 ? { operation: { ...operation, ports: sorted(ports.http) } } : {};
  if (ports.tcp.size === 0) return {};
  const notPorts = [...new Set([...(operation?.notPorts ?? []), ...sorted(ports.tcp)])];
  return { operation: { ...operation, notPorts } };
}

function sorted(ports: ReadonlySet<number>): readonly string[] {
  return [...ports].sort((a, b) => a - b).map(String);
}

function refuseTokensOnBytes({ tcp, gateways }: PortScope, refuse: Refuse): void {
  const passing = gateways.flatMap(({ listeners }) => listeners.filter((each) => !isHttpListener(each)));
  const ports = new Set([...tcp, ...passing.map(({ port }) => port)]);
  if (ports.size === 0) return;
  refuse('MW3208', `the rule excepts bearers of tokens, and no token is seen on port ${sorted(ports).join(', ')}`, {
    note: 'Istio drops an allow rule that asks for tokens on a TCP port: nothing would be allowed there',
    help: 'name the HTTP ports in the requests of this rule, and allow the others by a rule of their own',
  });
}

/** Whether leaving out TCP ports could leave out a gateway's HTTP listeners: their ports of the pod are not known. */
export function needsOwnAtGateways({ kind, tcp }: PortScope): boolean {
  return (kind === 'mesh' || kind === 'namespace') && tcp.size > 0;
}

/** Whether any proxy of the scope has a port where it sees bytes only. */
export function carriesBytes({ tcp, gateways }: PortScope): boolean {
  return tcp.size > 0 || gateways.some(({ listeners }) => listeners.some((listener) => !isHttpListener(listener)));
}
