import { compareStrings } from '../../../base/order.ts';
import type { Operation, When } from '../../../manifest/kinds/istio-security.ts';
import type { Effect, Scope } from '../../../model/authorization.ts';
import { type Gateway, isHttpListener, type Listener } from '../../../model/gateway.ts';
import type { Lookup } from '../../../model/lookup.ts';
import { isHttp, type Service } from '../../../model/service.ts';
import { hasSidecar } from '../enforcement.ts';
import { covers } from '../hosts.ts';
import type { Atom } from './atom.ts';
import type { Refuse } from './refusal.ts';

/** The ports of the pods in a scope, by what a proxy sees on them. */
export interface PortScope {
  readonly http: ReadonlySet<number>;
  readonly tcp: ReadonlySet<number>;
  /** Gateway hosts behind TLS, by what is seen of their traffic; these share ports, and a client's TLS tells them apart. */
  readonly tls: { readonly http: ReadonlySet<string>; readonly tcp: ReadonlySet<string> };
  /** Whether these are all there is: one service's. A namespace may hold workloads that nobody declared. */
  readonly complete: boolean;
}

export function portScope(scope: Scope, lookup: Lookup): PortScope {
  switch (scope.kind) {
    case 'service':
      return { ...portsOf([lookup.services.get(scope.service)!], []), complete: true };
    case 'gateway': {
      const { workload } = lookup.gateways.get(scope.gateway)!;
      return { ...portsOf([], sharing(workload, lookup)), complete: false };
    }
    case 'namespace': {
      const gateways = lookup.mesh.gateways.filter(({ workload }) => workload.namespace === scope.namespace);
      return { ...portsOf(lookup.servicesIn.get(scope.namespace) ?? [], gateways), complete: false };
    }
    case 'mesh':
      return { ...portsOf(lookup.mesh.services.filter(enforced(lookup)), lookup.mesh.gateways), complete: false };
  }
}

function enforced(lookup: Lookup): (service: Service) => boolean {
  return ({ namespace }) => hasSidecar(namespace, lookup);
}

function portsOf(services: readonly Service[], gateways: readonly Gateway[]): Omit<PortScope, 'complete'> {
  const http = new Set<number>();
  const tcp = new Set<number>();
  for (const { ports } of services) {
    for (const { targetPort, protocol } of ports) (isHttp(protocol) ? http : tcp).add(targetPort);
  }
  const listeners = gateways.flatMap((gateway) => gateway.listeners);
  for (const listener of listeners) {
    if (!isHttpListener(listener) && !listener.tls) tcp.add(listener.targetPort ?? listener.port);
  }
  return { http, tcp, tls: tlsHosts(listeners) };
}

function tlsHosts(listeners: readonly Listener[]): PortScope['tls'] {
  const behindTls = listeners.filter(({ tls }) => tls);
  const hostsOf = (some: readonly Listener[]) => new Set(some.flatMap(({ hosts }) => hosts));
  return {
    http: hostsOf(behindTls.filter(isHttpListener)),
    tcp: hostsOf(behindTls.filter((listener) => !isHttpListener(listener))),
  };
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
    if (atom.exceptsTokens && !atom.http && ports.tcp.size > 0) refuseTokensOnTcp(ports, refuse);
    return atom;
  }
  if (!atom.http) return atom;
  const mixed = [...ports.http].filter((port) => ports.tcp.has(port));
  if (mixed.length > 0) {
    refuse('MW3214', `port ${mixed.join(', ')} carries requests in one service of the scope and bytes in another`, {
      note: 'there Istio would drop what the rule says about requests, and apply the rest to every connection',
      help: 'write the rule for the services one by one',
    });
  }
  const passed = passedHosts(ports, refuse);
  return { ...atom, ...limited(atom.operation, ports), when: [...atom.when, ...passed] };
}

/**
 * A gateway may pass TLS on for one host and end it for another on the same port, so a rule spares the first by the name
 * that the client asks for. Ports would not do: which port of the pod a listener gets is its Service's to say.
 */
function passedHosts({ tls }: PortScope, refuse: Refuse): readonly When[] {
  if (tls.tcp.size === 0) return [];
  const covered = [...tls.http].filter((host) => [...tls.tcp].some((passed) => covers(passed, host)));
  if (covered.length > 0) {
    refuse('MW3214', `\`${covered.join('`, `')}\` is among the hosts of a listener that passes TLS on unread`, {
      note: 'Istio would drop what the rule says about requests there, and apply the rest to every connection',
      help: 'give that listener hosts that no other listener serves',
    });
  }
  return [{ key: 'connection.sni', notValues: [...tls.tcp].sort(compareStrings) }];
}

/** Where no port carries requests, there is nothing to limit the rule to: that is an error that a check reports (MW3101). */
function limited(operation: Operation | undefined, ports: PortScope): { readonly operation?: Operation } {
  if (operation?.ports) {
    const left = operation.ports.filter((port) => !ports.tcp.has(Number(port)));
    return left.length > 0 ? { operation: { ...operation, ports: left } } : {};
  }
  if (ports.complete) return ports.http.size > 0 ? { operation: { ...operation, ports: sorted(ports.http) } } : {};
  if (ports.tcp.size === 0) return {};
  const notPorts = [...new Set([...(operation?.notPorts ?? []), ...sorted(ports.tcp)])];
  return { operation: { ...operation, notPorts } };
}

function sorted(ports: ReadonlySet<number>): readonly string[] {
  return [...ports].sort((a, b) => a - b).map(String);
}

function refuseTokensOnTcp(ports: PortScope, refuse: Refuse): void {
  refuse('MW3208', `the rule excepts bearers of tokens, and no token is seen on port ${sorted(ports.tcp).join(', ')}`, {
    note: 'Istio drops an allow rule that asks for tokens on a TCP port: nothing would be allowed there',
    help: 'name the HTTP ports in the requests of this rule, and allow the others by a rule of their own',
  });
}
