import { join } from 'node:path';
import { sharing } from '../backends/envoy/authorization/rules-at.ts';
import type { Endpoints, Placement, ProxyRef, SocketAddress } from '../backends/envoy/placement.ts';
import type { EnvoyVersion, Provider } from '../config/envoy.ts';
import type { Gateway } from '../model/gateway.ts';
import type { Lookup } from '../model/lookup.ts';
import { isHttp } from '../model/service.ts';
import { freePorts, LOOPBACK } from './ports.ts';

/** Where everything of a mesh is when all of it runs on this machine. */
export interface Site {
  /** Where a proxy listens for a port of a workload: `service shop/web`, `gateway shop/edge`. */
  readonly at: (destination: string, port: number) => number;
  /** Where a service's proxy takes the HTTP that it sends. */
  readonly outboundOf: (service: string) => number;
  readonly folderOf: (proxy: ProxyRef) => string;
  readonly placement: Placement;
  /** Ports by what listens there: given to the next site, it stays where it is. */
  readonly ports: ReadonlyMap<string, number>;
}

export interface SiteOptions {
  readonly folder: string;
  readonly version: EnvoyVersion;
  readonly configuration: Placement['configuration'];
  /** Where the service itself is. */
  readonly application: Placement['application'];
  /** External authorizers by name. */
  readonly authorizers: ReadonlyMap<string, number>;
  readonly certificates: (proxy: ProxyRef) => string;
  readonly systemCertificates: string;
  readonly jwks: string;
  /** Of a site before this one. */
  readonly ports?: ReadonlyMap<string, number> | undefined;
  /** Where access logs go, where some are kept. */
  readonly logs?: { readonly name: string; readonly provider: Provider } | undefined;
}

export async function openSite(model: Lookup, options: SiteOptions): Promise<Site> {
  const names = listeners(model);
  const taken = options.ports ?? new Map<string, number>();
  const others = names.filter((name) => !taken.has(name));
  const free = await freePorts(others.length);
  const ports = new Map([...taken, ...others.map((name, i) => [name, free[i]!] as const)]);
  const port = (name: string) => ports.get(name) ?? 0;
  const at = (destination: string, number: number) => port(`${servedBy(model, destination, number)} ${number}`);
  const outboundOf = (service: string) => port(`outbound ${service}`);
  const here = (number: number): SocketAddress => ({ address: LOOPBACK, port: number });
  const folderOf = (proxy: ProxyRef) => join(options.folder, folderName(proxy));
  const placement: Placement = {
    version: options.version,
    configuration: options.configuration,
    scope: 'calls',
    directory: folderOf,
    admin: () => undefined,
    inbound: ({ key }, { targetPort }) => here(at(`service ${key}`, targetPort)),
    application: options.application,
    outbound: (caller) => here(outboundOf(caller)),
    outboundTcp: (caller, { key }, { port: number }) => here(port(`outbound ${caller} ${key} ${number}`)),
    listener: ({ key }, { targetPort, port: number }) => here(at(`gateway ${key}`, targetPort ?? number)),
    endpoints: (service, servicePort): Endpoints => {
      const proxied = model.namespaces.get(service.namespace)?.dataPlane.kind !== 'none';
      const there = here(at(`service ${service.key}`, servicePort.targetPort));
      return { kind: 'static', endpoints: [proxied ? there : options.application(service, servicePort)] };
    },
    certificates: (proxy) => ({ kind: 'files', directory: options.certificates(proxy) }),
    systemCertificates: options.systemCertificates,
    xffNumTrustedHops: 0,
    providers: new Map([
      ...[...options.authorizers].map(([name, number]) => [name, authorizer(number)] as const),
      ...(options.logs ? [[options.logs.name, options.logs.provider] as const] : []),
    ]),
    jwks: () => options.jwks,
  };
  return { at, outboundOf, folderOf, placement, ports };
}

function folderName(proxy: ProxyRef): string {
  const { namespace, name } = proxy.kind === 'service' ? proxy.service : proxy.gateway;
  return join(proxy.kind, namespace, name);
}

function authorizer(port: number): Provider {
  return {
    kind: 'envoyExtAuthzHttp',
    service: LOOPBACK,
    port,
    timeout: '5s',
    failOpen: false,
    includeRequestHeadersInCheck: ['x-meshwright-refused-by'],
    headersToUpstreamOnAllow: [],
  };
}

/** Every place where some proxy listens, by name. */
function listeners({ mesh, callsFrom, services }: Lookup): readonly string[] {
  return [
    ...mesh.services.flatMap(({ key, ports }) => ports.map(({ targetPort }) => `service ${key} ${targetPort}`)),
    ...mesh.services.map(({ key }) => `outbound ${key}`),
    ...mesh.services.flatMap(({ key }) =>
      (callsFrom.get(key) ?? []).flatMap(({ to }) =>
        services.get(to)!.ports.map(({ port }) => `outbound ${key} ${to} ${port}`),
      ),
    ),
    ...mesh.gateways.flatMap(({ key, listeners }) =>
      [...new Set(listeners.map(portOf))].map((port) => `gateway ${key} ${port}`),
    ),
  ];
}

function portOf({ targetPort, port }: Gateway['listeners'][number]): number {
  return targetPort ?? port;
}

/** Gateways that share a proxy share what it listens at: it has the name of the first that has the port. */
function servedBy(model: Lookup, destination: string, port: number): string {
  const gateway = model.gateways.get(destination.slice('gateway '.length) as `${string}/${string}`);
  if (!destination.startsWith('gateway ') || !gateway) return destination;
  const first = sharing(gateway, model).find(({ listeners }) => listeners.some((one) => portOf(one) === port));
  return `gateway ${first?.key ?? gateway.key}`;
}

/** The ports that a proxy of the site is to listen at. */
export function portsOf(proxy: ProxyRef, model: Lookup, { at, outboundOf }: Site): readonly number[] {
  if (proxy.kind === 'gateway') {
    const all = sharing(proxy.gateway, model);
    return [...new Set(all.flatMap(({ key, listeners }) => listeners.map((one) => at(`gateway ${key}`, portOf(one)))))];
  }
  const { key, ports } = proxy.service;
  const sends = (model.callsFrom.get(key) ?? []).some(({ to }) =>
    model.services.get(to)!.ports.some(({ protocol }) => isHttp(protocol)),
  );
  return [
    ...ports.map(({ targetPort }) => at(`service ${key}`, targetPort)),
    ...(sends ? [outboundOf(key)] : []),
  ].filter((port) => port !== 0);
}
