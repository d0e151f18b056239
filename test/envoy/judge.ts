// All inbound listeners of many meshes in one Envoy, as they are emitted, and what the oracle says of the same requests.
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decide } from '../../src/access/decide.ts';
import type { Destination, DestinationPort } from '../../src/access/destination.ts';
import { destinationsOf } from '../../src/access/meaning.ts';
import type { Request } from '../../src/access/request.ts';
import { targetOf } from '../../src/access/target.ts';
import { envoy } from '../../src/backends/envoy/index.ts';
import type { JsonObject } from '../../src/base/json.ts';
import { uniqueBy } from '../../src/base/order.ts';
import type { Provider } from '../../src/config/envoy.ts';
import { freePorts } from '../../src/local/ports.ts';
import type { Lookup } from '../../src/model/lookup.ts';
import { authorityIn } from '../fuzz/certificates.ts';
import { JWKS } from '../fuzz/tokens.ts';
import { ask } from './ask.ts';
import { LOOPBACK, localPlace } from './place.ts';
import { startEnvoy } from './process.ts';
import { type AuthorizerKind, type Services, startServices } from './services.ts';

/** One port of a service of a mesh. */
export interface Door {
  readonly model: Lookup;
  readonly destination: Destination;
  readonly port: DestinationPort;
}

export interface Asked {
  readonly door: number;
  readonly request: Request;
}

export interface Disagreement extends Asked {
  readonly status: number;
  readonly allowed: boolean;
}

export type Oracle = typeof decide;

export function doorsOf(model: Lookup): readonly Door[] {
  return destinationsOf(model)
    .filter(({ proxy, key }) => proxy === 'sidecar' && key.startsWith('service '))
    .flatMap((destination) => destination.ports.map((port) => ({ model, destination, port })));
}

export const PROVIDER = 'opa';

/** Of doors that nobody asks at: they are left out. */
const NOWHERE = 0;

export interface Judge {
  readonly statuses: (doors: readonly Door[], asks: readonly Asked[]) => Promise<readonly number[]>;
  readonly close: () => void;
}

export function openJudge(program: string, kind: AuthorizerKind): Judge {
  const folder = mkdtempSync(join(tmpdir(), 'meshwright-envoy-'));
  const authority = authorityIn(join(folder, 'authority'));
  const certificates = join(folder, 'certificates');
  mkdirSync(certificates);
  for (const [from, to] of [
    [authority.ca, 'ca.pem'],
    [authority.server.key, 'key.pem'],
    [authority.server.cert, 'cert.pem'],
  ])
    copyFileSync(from!, join(certificates, to!));
  return {
    statuses: async (doors, asks) => {
      const services = await startServices(PROVIDER, kind);
      const ports = await freePorts(doors.length);
      const bootstrap = inboundOfAll(doors, ports, services, certificates, authorizer(kind, services.authorizer));
      const running = await startEnvoy(program, folder, bootstrap, ports);
      try {
        return await ask(
          asks.map(({ door, request }) => ({ at: ports[door]!, request })),
          authority,
        );
      } finally {
        await running.close();
        services.close();
      }
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function inboundOfAll(
  doors: readonly Door[],
  ports: readonly number[],
  services: Services,
  certificates: string,
  provider: Provider,
): JsonObject {
  const models = [...new Set(doors.map(({ model }) => model))];
  const made = models.map((model) => {
    const at = new Map(
      doors.flatMap((door, i) =>
        door.model === model ? [[`${door.destination.key.slice('service '.length)}:${door.port.port}`, ports[i]!]] : [],
      ),
    );
    const place = localPlace({
      inbound: (of) => at.get(of) ?? NOWHERE,
      application: services,
      certificates,
      jwks: () => JWKS,
      options: { providers: { [PROVIDER]: provider } },
    });
    return staticResources(model, place);
  });
  const all = (kind: string) => made.flatMap((one) => (one[kind] as JsonObject[] | undefined) ?? []);
  const listeners = all('listeners').filter(
    ({ name, address }) => String(name).startsWith('inbound_') && !JSON.stringify(address).includes(`:${NOWHERE}}`),
  );
  return {
    static_resources: {
      listeners: listeners.map((one, i) => ({ ...one, name: `${one['name']}_${i}` })),
      clusters: uniqueBy(all('clusters'), ({ name }) => name),
      secrets: uniqueBy(all('secrets'), ({ name }) => name),
    },
  };
}

export function staticResources(model: Lookup, place: Parameters<typeof envoy>[0]): JsonObject {
  const configs = envoy(place).configs!(model).filter(({ proxy }) => proxy.kind === 'service');
  const parts = configs.map(({ files }) => files[0].content['static_resources'] as JsonObject);
  const all = (kind: string) => parts.flatMap((one) => (one[kind] as JsonObject[] | undefined) ?? []);
  return { listeners: all('listeners'), clusters: all('clusters'), secrets: all('secrets') };
}

export function authorizer(kind: AuthorizerKind, port: number): Provider {
  const common = { service: LOOPBACK, port, timeout: '10s', failOpen: false };
  if (kind === 'envoyExtAuthzGrpc') return { kind, ...common };
  return { kind, ...common, includeRequestHeadersInCheck: ['x-refused-by'], headersToUpstreamOnAllow: [] };
}

/** Those of the pairs where the oracle says otherwise. */
export function disagreements(
  doors: readonly Door[],
  asks: readonly Asked[],
  statuses: readonly number[],
  oracle: Oracle = decide,
): readonly Disagreement[] {
  return asks.flatMap(({ door, request }, i) => {
    const { destination, model } = doors[door]!;
    const status = statuses[i]!;
    if (![200, 401, 403].includes(status)) throw new Error(`${status} for ${JSON.stringify(request)}`);
    const { allowed, because } = oracle(request, targetOf(destination.key), model);
    const agreed = allowed === (status === 200) && (status !== 401 || because === 'token');
    return agreed ? [] : [{ door, request, status, allowed }];
  });
}
