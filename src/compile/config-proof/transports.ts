import type { Destination } from '../../access/destination.ts';
import { FILE } from '../../backends/envoy/read/index.ts';
import { canonicalJson, type JsonObject } from '../../base/json.ts';
import { type Identity, printIdentity, type ServiceKey } from '../../model/ids.ts';
import type { Lookup } from '../../model/lookup.ts';
import type { Issuer } from '../../model/mesh.ts';
import type { Service, ServicePort } from '../../model/service.ts';

/** How a cluster has to speak to what it is named for, each way as text; undefined where nothing has that name. */
export function transportsOf(
  cluster: string,
  caller: Identity,
  lookup: Lookup,
  destinations: ReadonlyMap<string, Destination>,
): readonly string[] | undefined {
  const [, key, number, version] = /^([^:]+):(\d+)(?:\/(.+))?$/.exec(cluster) ?? [];
  const service = lookup.services.get(key as ServiceKey);
  const port = service?.ports.find((one) => String(one.port) === number);
  const known = version === undefined || service?.versions.some(({ name }) => name === version);
  return service && port && known ? waysTo(service, port, caller, lookup, destinations).map(canonicalJson) : undefined;
}

const PLAINTEXT: JsonObject = { plaintext: true };

function waysTo(
  service: Service,
  port: ServicePort,
  caller: Identity,
  lookup: Lookup,
  destinations: ReadonlyMap<string, Destination>,
): readonly JsonObject[] {
  const tls = service.traffic?.tls;
  if (tls?.mode === 'disabled') return [PLAINTEXT];
  if (tls?.mode === 'simple' || tls?.mode === 'mutual') {
    const { credential, sni = service.hostname, subjectAltNames = [sni] } = tls;
    const names = subjectAltNames.map((one) => `${one.startsWith('spiffe://') ? 'URI' : 'DNS'} ${one}`).sort();
    const shows = tls.mode === 'mutual' ? `credential/${credential}` : undefined;
    return [
      { sni, shows, trusts: credential === undefined ? FILE : `credential/${credential}/ca`, names } as JsonObject,
    ];
  }
  const { proxy, ports } = destinations.get(`service ${service.key}`)!;
  const there = ports.find((one) => one.port === port.targetPort);
  const taken = proxy !== 'none' && there?.mtls !== 'disabled';
  return tls === undefined && !taken ? [PLAINTEXT] : ofMesh(service, caller, lookup);
}

/** Certificates of the mesh are in files, or SPIRE has them. */
function ofMesh({ hostname, identity }: Service, caller: Identity, { mesh }: Lookup): readonly JsonObject[] {
  const own = [mesh.trustDomain, ...mesh.trustDomainAliases];
  const domains = own.includes(identity.trustDomain) ? own : [identity.trustDomain];
  const names = domains.map((trustDomain) => `URI spiffe://${printIdentity({ ...identity, trustDomain })}`).sort();
  const spire = `spiffe://${printIdentity(caller)}`;
  return [
    { sni: hostname, shows: 'identity', trusts: 'trust', names },
    ...['ALL', `spiffe://${mesh.trustDomain}`].map((trusts) => ({ sni: hostname, shows: spire, trusts, names })),
  ];
}

/** Where the keys of an issuer have to come from, each way as text: several may have one name. */
export function keysOf(issuer: string, { mesh }: Lookup): readonly string[] {
  return mesh.issuers.filter((one) => one.issuer === issuer).map((one) => canonicalJson(keysFrom(one)));
}

function keysFrom({ jwks, forwardToken }: Issuer): JsonObject {
  if (jwks.kind === 'inline') return { jwks: jwks.jwks, forwardToken };
  const { protocol, hostname, port } = new URL(jwks.uri);
  const secured = protocol === 'https:';
  return {
    uri: jwks.uri,
    forwardToken,
    host: `${hostname}:${port || (secured ? 443 : 80)}`,
    ...(secured && { sni: hostname, names: [`DNS ${hostname}`] }),
  };
}
