import {
  commonHosts,
  printEntries,
  printForwarding,
  type Routing,
  type Said,
  TOKENS,
} from '../../../../access/routing/table.ts';
import { canonicalJson } from '../../../../base/json.ts';
import { groupBy } from '../../../../base/order.ts';
import type { ServiceSpecPort } from '../../../../manifest/kinds/core.ts';
import type {
  DestinationRuleSpec,
  HttpRouteSpec,
  Server,
  TcpRouteSpec,
  TlsRouteSpec,
} from '../../../../manifest/kinds/istio-networking.ts';
import type { JwtRule } from '../../../../manifest/kinds/istio-security.ts';
import { type Manifest, manifestName } from '../../../../manifest/manifest.ts';
import type { IstioConfiguration, Labels } from '../configuration.ts';
import { hostsOf, seesRequests, serversOf } from '../gateway.ts';
import { ofKinds } from '../of-kind.ts';
import { carries } from '../port.ts';
import { destinationsOf } from './action.ts';
import { entriesOf } from './entries.ts';

type Tables = Map<string, Map<string, Said>>;
type Facts = Map<string, Said>;

interface VirtualService {
  readonly manifest: Manifest;
  readonly hosts: readonly string[];
  readonly gateways: readonly string[];
  readonly http: readonly HttpRouteSpec[];
  readonly tls: readonly TlsRouteSpec[];
  readonly tcp: readonly TcpRouteSpec[];
}

/** Where manifests send requests. */
export function readRouting(manifests: readonly Manifest[], configuration: IstioConfiguration): Routing {
  const facts: Facts = new Map();
  const tables: Tables = new Map();
  const ofKind = ofKinds(manifests);
  const ofIstio = (kind: string) => ofKind(kind).filter(({ apiVersion }) => apiVersion.includes('istio.io'));
  const services = ofIstio('VirtualService').map(virtualService);
  const byGateway = groupBy(
    services.flatMap((service) => service.gateways.map((gateway) => ({ gateway, service }))),
    ({ gateway }) => gateway,
  );
  const byHost = groupBy(
    services
      .filter(({ gateways }) => gateways.includes('mesh'))
      .flatMap((service) => service.hosts.map((host) => ({ host, service }))),
    ({ host }) => host,
  );
  for (const gateway of ofIstio('Gateway')) {
    const key = `${gateway.metadata.namespace ?? 'default'}/${gateway.metadata.name}`;
    facts.set(`gateway ${key}`, said(listeners(gateway), gateway));
    readGateway(
      gateway,
      key,
      (byGateway.get(key) ?? []).map(({ service }) => service),
      tables,
    );
  }
  readTokens(ofIstio('RequestAuthentication'), facts);
  for (const rule of ofIstio('DestinationRule')) readDestinationRule(rule, facts);
  for (const service of ofKind('Service')) {
    const hostname = hostnameOf(service, configuration);
    readService(
      service,
      hostname,
      (byHost.get(hostname) ?? []).map(({ service }) => service),
      facts,
      tables,
    );
  }
  return { facts, tables };
}

function said(value: unknown, manifest: Manifest): Said {
  return { text: typeof value === 'string' ? value : canonicalJson(value), source: manifestName(manifest) };
}

/** How tokens are checked, wherever they are: what differs from place to place is said side by side. */
function readTokens(manifests: readonly Manifest[], facts: Facts): void {
  const rules = manifests.flatMap((manifest) =>
    ((manifest.spec as { readonly jwtRules?: readonly JwtRule[] })?.jwtRules ?? []).map((rule) => ({ manifest, rule })),
  );
  for (const [issuer, group] of groupBy(rules, ({ rule }) => rule.issuer ?? '')) {
    const texts = new Set(group.map(({ rule }) => canonicalJson(tokenCheck(rule))));
    facts.set(`${TOKENS}${issuer}`, said([...texts].sort().join(' | '), group[0]!.manifest));
  }
}

function tokenCheck({ issuer: _, jwksUri, jwks, audiences, fromHeaders, forwardOriginalToken, ...rest }: JwtRule) {
  return {
    uri: jwksUri,
    jwks,
    audiences: audiences ?? [],
    fromHeaders: fromHeaders ?? [],
    forwardToken: forwardOriginalToken ?? false,
    ...rest,
  };
}

function hostnameOf({ metadata }: Manifest, { clusterDomain }: IstioConfiguration): string {
  return `${metadata.name}.${metadata.namespace ?? 'default'}.svc.${clusterDomain}`;
}

/** Without gateways, the proxies of callers take it; names of gateways are of its own namespace unless they say another. */
function virtualService(manifest: Manifest): VirtualService {
  const { hosts, gateways, http, tls, tcp } = (manifest.spec ?? {}) as Partial<VirtualService>;
  const full = (name: string) =>
    name === 'mesh' || name.includes('/') ? name : `${manifest.metadata.namespace ?? 'default'}/${name}`;
  return {
    manifest,
    hosts: (hosts ?? []).filter((host) => host !== ''),
    gateways: gateways && gateways.length > 0 ? gateways.map(full) : ['mesh'],
    http: http ?? [],
    tls: tls ?? [],
    tcp: tcp ?? [],
  };
}

function listeners(gateway: Manifest): unknown {
  const { selector } = (gateway.spec ?? {}) as { readonly selector?: Labels };
  const all = serversOf(gateway).map((server) => ({
    port: server.port.number,
    carries: seesRequests(server) ? 'requests' : isKnown(server) ? 'bytes' : server.port.protocol,
    hosts: [...hostsOf(server)].sort(),
    tls: tlsOf(server),
    redirect: server.tls?.httpsRedirect ?? false,
  }));
  return { selector: selector ?? {}, listeners: all.map(canonicalJson).sort() };
}

/** Protocols of listeners that Istio does not know, it refuses. */
function isKnown({ port }: Server): boolean {
  return ['HTTPS', 'TLS', 'TCP', 'MONGO'].includes(port.protocol.toUpperCase());
}

const MODES: Readonly<Record<string, string>> = { SIMPLE: 'terminate', MUTUAL: 'mutual', PASSTHROUGH: 'passthrough' };

function tlsOf({ tls }: Server): unknown {
  const { httpsRedirect: _, mode, credentialName, minProtocolVersion, ...rest } = tls ?? {};
  if (mode === undefined) return Object.keys(rest).length > 0 ? rest : undefined;
  const known = { mode: MODES[mode] ?? mode, credential: credentialName, ...rest };
  return mode === 'PASSTHROUGH' ? known : { ...known, least: minProtocolVersion === 'TLSV1_3' ? '1.3' : '1.2' };
}

function readGateway(gateway: Manifest, key: string, bound: readonly VirtualService[], tables: Tables): void {
  for (const server of serversOf(gateway)) {
    const { number } = server.port;
    if (!seesRequests(server)) addBytes(`gateway ${key} ${number} bytes`, server, bound, tables);
    else if (!server.tls?.httpsRedirect) addRequests(`gateway ${key} ${number}`, server, bound, tables);
  }
}

function tableOf(key: string, tables: Tables): Map<string, Said> {
  const table = tables.get(key) ?? new Map<string, Said>();
  tables.set(key, table);
  return table;
}

/** What two VirtualServices say of one host is tried one after the other. */
function addRequests(key: string, server: Server, bound: readonly VirtualService[], tables: Tables): void {
  const { number } = server.port;
  const found = bound.flatMap((one) => commonHosts(hostsOf(server), one.hosts).map((host) => ({ host, one })));
  for (const [host, group] of groupBy(found, ({ host }) => host)) {
    const entries = group.flatMap(({ one }) => entriesOf(one.http, number));
    if (entries.length > 0) tableOf(key, tables).set(host, said(printEntries(entries), group[0]!.one.manifest));
  }
}

function addBytes(key: string, server: Server, bound: readonly VirtualService[], tables: Tables): void {
  const { number } = server.port;
  for (const { manifest, hosts, tls, tcp } of bound) {
    const here = commonHosts(hostsOf(server), hosts);
    if (here.length === 0) continue;
    for (const { match, route } of tls) {
      const names = match.filter((one) => one.port === undefined || one.port === number).flatMap((one) => one.sniHosts);
      for (const name of commonHosts(here, names))
        setFirst(key, name, said(destinationsOf(route ?? []), manifest), tables);
    }
    const first = tcp.find((one) => takesPort(one, number));
    if (first) setFirst(key, '*', said(destinationsOf(first.route ?? []), manifest), tables);
  }
}

function setFirst(key: string, name: string, value: Said, tables: Tables): void {
  const table = tableOf(key, tables);
  if (!table.has(name)) table.set(name, value);
}

function takesPort({ match }: TcpRouteSpec, port: number): boolean {
  return match === undefined || match.length === 0 || match.some((one) => one.port === undefined || one.port === port);
}

function readDestinationRule(rule: Manifest, facts: Facts): void {
  const { host, subsets, trafficPolicy } = (rule.spec ?? {}) as DestinationRuleSpec;
  if (subsets && subsets.length > 0) {
    const versions = Object.fromEntries(
      subsets.map(({ name, labels, trafficPolicy }) => [
        name,
        trafficPolicy ? { ...labels, trafficPolicy } : (labels ?? {}),
      ]),
    );
    facts.set(`versions ${host}`, said(versions, rule));
  }
  if (trafficPolicy?.tls) facts.set(`client TLS ${host}`, said(clientTls(trafficPolicy.tls), rule));
}

const CLIENT_MODES: Readonly<Record<string, string>> = {
  ISTIO_MUTUAL: 'istio-mutual',
  DISABLE: 'disabled',
  SIMPLE: 'simple',
  MUTUAL: 'mutual',
};

function clientTls(tls: NonNullable<NonNullable<DestinationRuleSpec['trafficPolicy']>['tls']>): unknown {
  const { mode, sni, credentialName, subjectAltNames, ...rest } = tls;
  return { mode: CLIENT_MODES[mode ?? 'DISABLE'], sni, credential: credentialName, subjectAltNames, ...rest };
}

function readService(
  service: Manifest,
  hostname: string,
  bound: readonly VirtualService[],
  facts: Facts,
  tables: Tables,
): void {
  const { ports = [] } = service.spec as { readonly ports?: readonly ServiceSpecPort[] };
  const listed = ports.map((port) => [port.port, port.targetPort ?? port.port, carries(port) === 'http']);
  facts.set(`ports ${hostname}`, said(JSON.stringify(listed), service));
  if (bound.length === 0) return;
  const toItself = printForwarding(hostname);
  for (const port of ports) {
    const text =
      carries(port) === 'http'
        ? (requestsText(bound, port.port) ?? toItself)
        : bytesText(bound.flatMap(({ tcp }) => tcp).find((one) => takesPort(one, port.port)));
    if (text === undefined || text === toItself) continue;
    tableOf(`service ${hostname} ${port.port}`, tables).set('*', said(text, bound[0]!.manifest));
  }
}

/** Without any route for requests, they go to the service; with some, there is no other way. */
function requestsText(bound: readonly VirtualService[], port: number): string | undefined {
  const http = bound.flatMap((one) => one.http);
  return http.length === 0 ? undefined : printEntries(entriesOf(http, port));
}

function bytesText(route: TcpRouteSpec | undefined): string | undefined {
  return route && canonicalJson(destinationsOf(route.route ?? []));
}
