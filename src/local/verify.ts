import type { ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { decide } from '../access/decide.ts';
import { destinationsOf } from '../access/meaning.ts';
import type { Request } from '../access/request.ts';
import { targetOf } from '../access/target.ts';
import { type Door, probes } from '../analysis/probes.ts';
import { envoy, proxiesOf } from '../backends/envoy/index.ts';
import type { ProxyRef } from '../backends/envoy/placement.ts';
import type { Span } from '../base/span.ts';
import type { EnvoyVersion } from '../config/envoy.ts';
import { type Diagnostic, error, isError } from '../diag/diagnostic.ts';
import type { Report } from '../diag/report.ts';
import { printIdentity } from '../model/ids.ts';
import type { Lookup } from '../model/lookup.ts';
import type { ProxyConfig } from '../xds/proxy-config.ts';
import { openAuthority } from './certificates.ts';
import { expected, type Outcome, outcomeOf } from './expected.ts';
import type { GivenCertificates } from './given-certificates.ts';
import { hostsOf } from './hosts.ts';
import { byOthers, type OtherProbe } from './others.ts';
import { actorsOf } from './people.ts';
import { leftOut, quiet } from './quiet.ts';
import { routeProbes } from './route-probes.ts';
import { endOf, ProxyFailure, type RunningProxy, startProxy, writeProxyFiles } from './run-proxy.ts';
import { removeScratch } from './scratch.ts';
import { type Sending, sendAll } from './send.ts';
import { application, authorizer, type Listening } from './services.ts';
import { madeFor, type Shown, shownFrom } from './shown.ts';
import { openSite, portsOf, type Site } from './site.ts';
import { newSigner } from './tokens.ts';

/** One request, with what the policies say of it and what the proxy did. */
export interface Verified {
  readonly to: string;
  readonly port: number;
  readonly request: Request;
  /** Who made it: `cluster.local/ns/shop/sa/web`. */
  readonly identity?: string;
  readonly why: string;
  /** The declaration that it is about. */
  readonly span?: Span;
  readonly wanted: readonly Outcome[];
  readonly seen: Outcome | `status ${number}`;
  readonly agrees: boolean;
}

export interface Verification {
  readonly proxies: number;
  readonly requests: readonly Verified[];
  /** What the mesh says that was not looked at. */
  readonly leftOut: readonly string[];
  /** SPIFFE ids of callers that nobody asked as, for want of their certificates. */
  readonly callersLeftOut: readonly string[];
}

export interface VerifyOptions {
  /** For all that it runs on: deleted when it ends. */
  readonly folder: string;
  readonly program: string;
  readonly version: EnvoyVersion;
  /** What proxies and callers show; absent: it is made for the run. */
  readonly certificates?: GivenCertificates | undefined;
  readonly onProgress: (what: string, done: number, all: number) => void;
  /** Changes what proxies run on before they start: for tests, which plant errors with it. */
  readonly changed?: (config: ProxyConfig) => ProxyConfig;
  /** Called with what stops everything at once, for whoever is told to end. */
  readonly onStarted: (stop: () => void) => void;
}

interface Spawning {
  readonly onSpawn: (process: ChildProcess) => void;
}

/** Runs a mesh on this machine, asks what its policies decide on both sides of all that they say, and compares. */
export async function verify(mesh: Lookup, options: VerifyOptions): Promise<Report<Verification | undefined>> {
  const model = quiet(mesh);
  const { folder } = options;
  const open: { close: () => Promise<void> }[] = [];
  const running: RunningProxy[] = [];
  const processes: ChildProcess[] = [];
  const onSpawn = (process: ChildProcess) => void processes.push(process);
  options.onStarted(() => {
    for (const process of processes) process.kill('SIGKILL');
    removeScratch(folder);
  });
  try {
    const { result, diagnostics } = await verifyIn(folder, model, { ...options, onSpawn }, open, running);
    return { result: result && { ...result, leftOut: leftOut(mesh) }, diagnostics };
  } finally {
    await Promise.all(running.map((proxy) => proxy.stop()));
    await Promise.all(open.map((one) => one.close()));
    removeScratch(folder);
  }
}

async function verifyIn(
  folder: string,
  model: Lookup,
  options: VerifyOptions & Spawning,
  open: { close: () => Promise<void> }[],
  running: RunningProxy[],
): Promise<Report<Omit<Verification, 'leftOut'> | undefined>> {
  const opened = async (one: Promise<Listening>) => {
    const server = await one;
    open.push(server);
    return server.port;
  };
  const [http1, http2] = [await opened(application(false)), await opened(application(true))];
  const named = [
    ...new Set(model.mesh.rules.flatMap(({ effect, provider }) => (effect === 'custom' && provider ? [provider] : []))),
  ];
  const authorizers = new Map<string, number>();
  for (const name of named) authorizers.set(name, await opened(authorizer(name)));
  const tokens = newSigner();
  const certificates = options.certificates
    ? shownFrom(options.certificates)
    : await madeFor(model, join(folder, 'certificates'));
  const site = await openSite(model, {
    folder,
    version: options.version,
    configuration: 'static',
    application: (_, { protocol }) => ({
      address: '127.0.0.1',
      port: protocol === 'grpc' || protocol === 'http2' ? http2 : http1,
    }),
    authorizers,
    certificates: certificates.folderOf,
    systemCertificates: certificates.systemCertificates,
    jwks: tokens.jwks,
  });
  const backend = envoy(() => site.placement);
  const gaps = [...backend.gaps(model)];
  if (gaps.some(isError)) return { result: undefined, diagnostics: gaps };
  await certificates.write();
  const failure = await startAll(
    model,
    site,
    backend.configs!(model).map(options.changed ?? ((config) => config)),
    options,
    running,
  );
  if (failure) return { result: undefined, diagnostics: [failure] };
  const all = questions(model, site);
  const strangers = await openAuthority(1, new Date());
  const [identities, forged] = await Promise.all([
    certified(all, certificates.identity),
    certified(all, strangers.identity),
  ]);
  const callersLeftOut = [...forged.keys()].filter((id) => !identities.has(id));
  const asked = all.filter(
    ({ request: { identity }, shows }) => shows || !identity || identities.has(printIdentity(identity)),
  );
  let done = 0;
  const sender = { identities, forged, tokens };
  const progress = () => options.onProgress('asking', ++done, asked.length);
  const statuses = await sendAll(
    asked.map(({ sending }) => sending),
    sender,
    progress,
  );
  const ended = running.find(({ process }) => process.exitCode !== null || process.signalCode !== null);
  if (ended) {
    const words = endOf(ended);
    const crash = error('MW6205', 'an Envoy ended while it was asked', { ...(words && { note: `it says: ${words}` }) });
    return { result: undefined, diagnostics: [crash] };
  }
  const requests = asked.map((one, i) => compared(one, statuses[i]!, model));
  return { result: { proxies: running.length, requests, callersLeftOut }, diagnostics: [] };
}

async function startAll(
  model: Lookup,
  site: Site,
  configs: readonly ProxyConfig[],
  { program, onProgress, onSpawn }: VerifyOptions & Spawning,
  running: RunningProxy[],
): Promise<Diagnostic | undefined> {
  const proxies = proxiesOf(model);
  const failures: Diagnostic[] = [];
  await Promise.all(
    proxies.map(async (proxy, i) => {
      const folder = site.folderOf(proxy);
      mkdirSync(folder, { recursive: true });
      writeProxyFiles(folder, configs[i]!);
      try {
        running.push(await startProxy({ program, folder, ports: portsOf(proxy, model, site), onSpawn }));
        onProgress('starting', running.length, proxies.length);
      } catch (problem) {
        if (!(problem instanceof ProxyFailure)) throw problem;
        failures.push(notStarted(proxy, problem.message));
      }
    }),
  );
  return failures[0];
}

function notStarted(proxy: ProxyRef, words: string): Diagnostic {
  const { key, span } = proxy.kind === 'service' ? proxy.service : proxy.gateway;
  return error('MW6205', `Envoy did not start as the proxy of \`${key}\``, {
    span,
    ...(words && { note: `it says: ${words}` }),
  });
}

/** A certificate for whoever makes requests, as far as there is one. */
async function certified(asked: readonly Question[], identity: Shown['identity']) {
  const ids = asked.flatMap(({ request }) => (request.identity ? [printIdentity(request.identity)] : []));
  const made = await Promise.all([...new Set(ids)].map(async (id) => [id, await identity(`spiffe://${id}`)] as const));
  return new Map(made.flatMap(([id, pair]) => (pair ? [[id, pair] as const] : [])));
}

interface Question extends OtherProbe {
  readonly to: string;
  readonly door: Door;
  readonly sending: Sending;
}

/** Requests on both sides of all that is said of each port of each workload. */
function questions(model: Lookup, site: Site): readonly Question[] {
  const actors = actorsOf(model);
  return destinationsOf(model)
    .filter(({ proxy }) => proxy !== 'none')
    .flatMap((destination) =>
      destination.ports.flatMap((port) => {
        const door = { destination, port };
        // Whoever comes from outside has no identity of the mesh.
        const asking =
          destination.proxy === 'gateway' ? actors.filter(({ identity }) => identity === undefined) : actors;
        const hosts = hostsOf(door, model);
        const own = [...probes(door, asking, hosts), ...routeProbes(door, hosts, model)];
        const answered = own.filter(({ request }) => decide(request, targetOf(destination.key), model).allowed);
        const all: readonly OtherProbe[] = [...own, ...byOthers(door, answered)];
        return all.map((probe): Question => {
          const request = { ...probe.request, ...named(door, probe.request) };
          const at = site.at(destination.key, port.port);
          const terminates = destination.proxy === 'gateway' && (port.serverNames?.[0] ?? '*') !== '';
          return {
            ...probe,
            request,
            to: destination.key,
            door,
            sending: { request, port: at, terminates, shows: probe.shows },
          };
        });
      }),
    );
}

/** A listener of a gateway is asked for by the host of the request. */
function named({ destination, port }: Door, { http }: Request): Partial<Request> {
  if (destination.proxy !== 'gateway' || port.serverNames?.[0] === '') return {};
  return { sni: (http?.host ?? port.serverNames?.[0] ?? '').replace(/:\d+$/, '').replace(/^\*/, 'any') };
}

function compared({ to, door, request, why, rule, shows }: Question, status: number, model: Lookup): Verified {
  const wanted = shows ? (['cut'] as const) : expected(targetOf(to), request, model);
  const seen = outcomeOf(status) ?? (`status ${status}` as const);
  return {
    to,
    port: door.port.port,
    request,
    ...(request.identity && { identity: printIdentity(request.identity) }),
    why,
    ...(typeof rule === 'object' && { span: rule }),
    wanted,
    seen,
    agrees: wanted.some((one) => one === seen),
  };
}
