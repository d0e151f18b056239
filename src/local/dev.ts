import type { ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { envoy, proxiesOf } from '../backends/envoy/index.ts';
import type { ProxyRef } from '../backends/envoy/placement.ts';
import type { EnvoyVersion } from '../config/envoy.ts';
import { type Diagnostic, error, isError } from '../diag/diagnostic.ts';
import { type Lookup, lookup } from '../model/lookup.ts';
import { certificateWriter } from './certificate-writer.ts';
import { openAuthority } from './certificates.ts';
import { type Passed, readLog } from './log.ts';
import { LOOPBACK } from './ports.ts';
import { quiet } from './quiet.ts';
import { endOf, ProxyFailure, type RunningProxy, startProxy, writeProxyFiles } from './run-proxy.ts';
import { removeScratch } from './scratch.ts';
import { application, authorizer, type Listening } from './services.ts';
import { openSite, portsOf, type Site } from './site.ts';
import { newSigner } from './tokens.ts';

export interface DevOptions {
  /** For all that it runs on: deleted when it is closed. */
  readonly folder: string;
  readonly program: string;
  readonly version: EnvoyVersion;
  /** Ports of services that the developer runs, by `namespace/service`; the others are stood in for. */
  readonly services: ReadonlyMap<string, number>;
  readonly onPassed: (passed: Passed) => void;
  /** Told of a proxy that ended by itself; the next change of the policies starts it again. */
  readonly onEnded: (what: Diagnostic) => void;
}

/** A mesh that runs on this machine. */
export interface DevMesh {
  /** Where each proxy is reached. */
  readonly addresses: () => readonly Address[];
  /** Has the proxies do what changed policies say; where these are not what Envoy can do, all stays as it is. */
  readonly update: (model: Lookup) => Promise<readonly Diagnostic[]>;
  readonly close: () => Promise<void>;
  /** Ends all processes and deletes all files at once, where the command ends before it can be closed. */
  readonly kill: () => void;
}

export interface Address {
  readonly proxy: string;
  /** Where requests for it are taken, with mTLS. */
  readonly inbound: readonly string[];
  /** Where it takes what its service sends. */
  readonly outbound?: string;
}

const LOGS = 'meshwright-dev';

/** Connections that an old rule let in are closed at once, and what was logged is told at once. */
const PROMPT = ['--drain-time-s', '1', '--drain-strategy', 'immediate', '--file-flush-interval-msec', '100'];

/** Runs a proxy for each service and gateway of a mesh. */
export async function openDev(options: DevOptions): Promise<DevMesh> {
  const { folder } = options;
  const authority = await openAuthority(7, new Date());
  const certificates = certificateWriter(join(folder, 'certificates'), authority);
  const tokens = newSigner();
  const standIns = { http1: await application(false), http2: await application(true) };
  const authorizers = new Map<string, Listening>();
  const running = new Map<string, RunningProxy>();
  const processes = new Set<ChildProcess>();
  let closing = false;
  let site: Site | undefined;
  let current: Lookup | undefined;

  const siteFor = async (model: Lookup) => {
    for (const { effect, provider } of model.mesh.rules)
      if (effect === 'custom' && provider && !authorizers.has(provider))
        authorizers.set(provider, await authorizer(provider));
    return openSite(model, {
      folder,
      version: options.version,
      configuration: 'filesystem',
      application: ({ key }, { protocol }) => ({ address: LOOPBACK, port: portFor(key, protocol) }),
      authorizers: new Map([...authorizers].map(([name, { port }]) => [name, port])),
      certificates: certificates.folderOf,
      systemCertificates: join(folder, 'certificates', 'ca.pem'),
      jwks: tokens.jwks,
      ports: site?.ports,
      logs: {
        name: LOGS,
        provider: { kind: 'envoyFileAccessLog', path: join(folder, 'requests.log'), logFormat: FORMAT },
      },
    });
  };
  const portFor = (key: string, protocol: string) => {
    const own = options.services.get(key);
    return own ?? (protocol === 'grpc' || protocol === 'http2' ? standIns.http2.port : standIns.http1.port);
  };

  const update = async (mesh: Lookup): Promise<readonly Diagnostic[]> => {
    const model = logged(quiet(mesh));
    const next = await siteFor(model);
    const backend = envoy(() => next.placement);
    const gaps = [...backend.gaps(model)].filter(isError);
    if (gaps.length > 0) return gaps;
    await certificates.write(model);
    const configs = backend.configs!(model);
    const proxies = proxiesOf(model);
    const failures: Diagnostic[] = [];
    await Promise.all(
      proxies.map(async (proxy, i) => {
        const place = next.folderOf(proxy);
        mkdirSync(place, { recursive: true });
        writeProxyFiles(place, configs[i]!);
        if (running.has(place)) return;
        try {
          const started = await startProxy({
            program: options.program,
            folder: place,
            ports: portsOf(proxy, model, next),
            args: PROMPT,
            onSpawn: (process) => void processes.add(process),
          });
          running.set(place, started);
          started.process.once('exit', () => {
            // Those that we stop are told of by nobody.
            if (closing || running.get(place) !== started) return;
            running.delete(place);
            options.onEnded(ended(proxy, started));
          });
        } catch (problem) {
          if (!(problem instanceof ProxyFailure)) throw problem;
          failures.push(
            error('MW6205', `Envoy did not start as the proxy of \`${nameOf(proxy)}\``, {
              note: `it says: ${problem.message}`,
            }),
          );
        }
      }),
    );
    const kept = new Set(proxies.map((proxy) => next.folderOf(proxy)));
    for (const [place, proxy] of running) {
      if (kept.has(place)) continue;
      running.delete(place);
      await proxy.stop();
    }
    site = next;
    current = model;
    return failures;
  };

  // What a service sends is told where it comes to.
  const told = (passed: Passed) => {
    if (site && current && addressesOf(current, site).some(({ inbound }) => inbound.includes(passed.at)))
      options.onPassed(passed);
  };
  const log = readLog(join(folder, 'requests.log'), () => current, told);
  const kill = () => {
    closing = true;
    for (const process of processes) process.kill('SIGKILL');
    removeScratch(folder);
  };
  return {
    addresses: () => (site && current ? addressesOf(current, site) : []),
    update,
    kill,
    close: async () => {
      log.close();
      kill();
      await Promise.all([...running.values()].map((proxy) => proxy.stop()));
      await Promise.all([standIns.http1, standIns.http2, ...authorizers.values()].map((one) => one.close()));
      removeScratch(folder);
    },
  };
}

function ended(proxy: ProxyRef, running: RunningProxy): Diagnostic {
  const words = endOf(running);
  return error('MW6205', `the proxy of \`${nameOf(proxy)}\` ended`, {
    ...(words && { note: `it says: ${words}` }),
    help: 'save a policy to have it started again',
  });
}

function logged({ mesh }: Lookup): Lookup {
  return lookup({ ...mesh, accessLogs: { provider: LOGS } });
}

/** What is told of a request: a line of JSON each. */
const FORMAT: Readonly<Record<string, string>> = {
  local: '%DOWNSTREAM_LOCAL_ADDRESS%',
  peer: '%DOWNSTREAM_PEER_URI_SAN%',
  method: '%REQ(:METHOD)%',
  path: '%REQ(:PATH)%',
  status: '%RESPONSE_CODE%',
  details: '%RESPONSE_CODE_DETAILS%',
  flags: '%RESPONSE_FLAGS%',
  upstream: '%UPSTREAM_HOST%',
  closed: '%CONNECTION_TERMINATION_DETAILS%',
  policy: '%DYNAMIC_METADATA(envoy.filters.http.rbac:enforced_effective_policy_id)%',
};

function nameOf(proxy: ProxyRef): string {
  return proxy.kind === 'service' ? proxy.service.key : proxy.gateway.key;
}

function addressesOf(model: Lookup, site: Site): readonly Address[] {
  return proxiesOf(model).map((proxy): Address => {
    const key = nameOf(proxy);
    const here = (port: number) => `${LOOPBACK}:${port}`;
    if (proxy.kind === 'gateway') return { proxy: `gateway ${key}`, inbound: portsOf(proxy, model, site).map(here) };
    const inbound = proxy.service.ports.map(({ targetPort }) => here(site.at(`service ${key}`, targetPort)));
    const sends = (model.callsFrom.get(proxy.service.key) ?? []).length > 0;
    return { proxy: key, inbound, ...(sends && { outbound: here(site.outboundOf(key)) }) };
  });
}
