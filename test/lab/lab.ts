// A mesh for real on one machine: a Kubernetes API server, istiod, and for each pod a network namespace with an application and
// a proxy. It is gone when it is closed, when its time is over, and when the process that opened it ends, however that ends.
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Api } from './api.ts';
import { type Certificate, selfSigned, writeCertificate } from './certificates.ts';
import { type ControlPlane, ISTIOD_HOST, installDefinitions, startApiServer, startIstiod } from './control-plane.ts';
import { ingressGatewayObjects, ingressGatewayPod } from './gateway.ts';
import { judges as installedJudges, type Judges } from './judges.ts';
import { createPodSpace, inside, nodeSpace, podAddress, podSpace } from './network.ts';
import { declarePod, type PodSpec, type RunningPod } from './pods.ts';
import { type Command, type Finished, mustRun, run } from './process.ts';
import type { Answer, App, Ask } from './programs/protocol.ts';
import { startProxy } from './proxy.ts';
import { removeEndpoints, syncServices } from './services.ts';
import { settled } from './settled.ts';
import { openSite, type Site } from './site.ts';
import { until, when } from './wait.ts';
import { startWorkload, type Workload } from './workload.ts';

export interface LabOptions {
  /** After this many seconds it is taken down, whatever is going on. */
  readonly seconds?: number;
  /** Default `cluster.local`. */
  readonly trustDomain?: string;
  /** Over the mesh config that the lab starts istiod with. */
  readonly meshConfig?: object;
  /** Over the configuration that proxies start with. */
  readonly proxyConfig?: object;
  /** Without istiod there is only an API server that knows the CRDs. */
  readonly istiod?: boolean;
}

export interface Lab {
  readonly site: Site;
  readonly judges: Judges;
  readonly api: Api;
  readonly kubectl: (args: readonly string[], stdin?: string) => Promise<Finished>;
  /** Runs a program where the API server can be reached, KUBECONFIG set. */
  readonly beside: (command: Command) => Promise<Finished>;
  /** Server-side apply of a file or a folder; one with a kustomization.yaml goes as that says. */
  readonly apply: (path: string, options?: { readonly manager?: string; readonly dryRun?: boolean }) => Promise<string>;
  readonly certificate: (certificate: Certificate) => Promise<void>;
  /** The process in the node's namespace, to ask what listens there. */
  readonly node: Workload;
  readonly addPods: (pods: readonly PodSpec[]) => Promise<void>;
  /** Ends what sends requests to some pods, as when they are taken away; their processes end with the lab. */
  readonly removePods: (names: readonly string[]) => Promise<void>;
  /** Brings endpoints, forwarding and names in line with the Services that there are now. */
  readonly syncServices: () => Promise<void>;
  /** Istio's ingress gateway, with the Service and the service account that its installation makes. */
  readonly addIngressGateway: () => Promise<void>;
  readonly pod: (name: string) => RunningPod;
  /** Sends requests from a pod, the answers in the requests' order. */
  readonly ask: (from: string, asks: readonly Ask[], parallel?: number) => Promise<readonly Answer[]>;
  /** When every proxy has what the API server has. */
  readonly settled: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const DEFAULT_SECONDS = 600;

const meshConfig = (trustDomain: string) => ({
  trustDomain,
  accessLogFile: '/dev/stdout',
  defaultConfig: { discoveryAddress: `${ISTIOD_HOST}:15012` },
});

export const openLab = async (options: LabOptions = {}): Promise<Lab> => {
  const judges = installedJudges();
  const { seconds = DEFAULT_SECONDS, trustDomain = 'cluster.local' } = options;
  const site = await openSite(seconds);
  try {
    const plane = await startApiServer(site, judges, { trustDomain, proxyConfig: options.proxyConfig ?? {} });
    await installDefinitions(site, judges, plane);
    if (options.istiod !== false)
      await startIstiod(site, judges, plane, { ...meshConfig(trustDomain), ...options.meshConfig });
    return labOf(site, judges, plane);
  } catch (error) {
    await site.close();
    throw error;
  }
};

interface Running {
  readonly pod: RunningPod;
  readonly workload: Workload;
}

const labOf = (site: Site, judges: Judges, plane: ControlPlane): Lab => {
  const running = new Map<string, Running>();
  let next = 0;
  const { api, kubeconfig } = plane;
  const env = { KUBECONFIG: kubeconfig };
  const beside = (command: Command, stdin?: string) => run(inside(nodeSpace(site), command), { env, stdin });
  const the = (name: string): Running => {
    const found = running.get(name);
    if (found === undefined) throw new Error(`there is no pod ${name}, only ${[...running.keys()].join(', ')}`);
    return found;
  };
  const pods = () => [...running.values()].map(({ pod }) => pod);
  const addPods = async (specs: readonly PodSpec[]) => {
    const fresh = specs.map((spec) => placed(site, spec, next++));
    await Promise.all(fresh.map((pod) => createPodSpace(site, pod.index)));
    await Promise.all(fresh.map((pod) => declarePod(api, pod)));
    await syncServices(site, api, pods(), fresh);
    await Promise.all(
      fresh.map(async (pod) => running.set(pod.name, { pod, workload: await launch(site, judges, plane, pod) })),
    );
    await Promise.all(fresh.map((pod) => proxyReady(site, the(pod.name))));
    // As in a cluster, nobody is sent to a pod before it is ready.
    await syncServices(site, api, pods());
    await settled(plane, pods());
  };
  return {
    site,
    judges,
    api,
    beside,
    kubectl: (args, stdin) => beside([judges.kubectl, ...args], stdin),
    apply: (path, { manager = 'lab-test', dryRun = false } = {}) => {
      const extra = dryRun ? ['--dry-run=server'] : [];
      const command = [
        judges.kubectl,
        'apply',
        '--server-side',
        '--field-manager',
        manager,
        ...extra,
        ...source(path),
      ] as const;
      return mustRun(inside(nodeSpace(site), command), { env });
    },
    certificate: (certificate) => writeCertificate(site, api, certificate),
    node: plane.node,
    addPods,
    removePods: async (names) => {
      const gone = names.map((name) => the(name).pod);
      for (const { name } of gone) running.delete(name);
      await removeEndpoints(api, gone);
      await syncServices(site, api, pods());
      for (const { name, namespace } of gone)
        await api.remove({ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace } });
    },
    syncServices: () => syncServices(site, api, pods()),
    addIngressGateway: async () => {
      for (const object of ingressGatewayObjects) await api.apply(object);
      await addPods([ingressGatewayPod]);
    },
    pod: (name) => the(name).pod,
    ask: (from, asks, parallel) => the(from).workload.ask(asks, parallel),
    settled: () => settled(plane, pods()),
    close: site.close,
  };
};

const source = (path: string): string[] => {
  if (existsSync(join(path, 'kustomization.yaml'))) return ['-k', path];
  return statSync(path).isDirectory() ? ['-R', '-f', path] : ['-f', path];
};

const placed = (site: Site, spec: PodSpec, index: number): RunningPod => ({
  ...spec,
  index,
  address: podAddress(index),
  space: podSpace(site, index),
});

const launch = async (site: Site, judges: Judges, plane: ControlPlane, pod: RunningPod): Promise<Workload> => {
  const workload = await startWorkload(site, pod.space, await appOf(site, pod));
  if (pod.proxy !== 'none') await startProxy(site, judges, plane, pod);
  return workload;
};

/** What speaks TLS says so by the name of its port, as it does to Istio. */
const appOf = async (site: Site, { name, ports, proxy }: RunningPod): Promise<App> => {
  if (proxy === 'gateway') return { app: name, ports: [] };
  const listening = ports.map((port) => ({ port: port.containerPort, tls: /^(tls|https)/.test(port.name ?? '') }));
  if (!listening.some(({ tls }) => tls)) return { app: name, ports: listening };
  return { app: name, ports: listening, certificate: await selfSigned(site, `${name}.app`, name) };
};

const proxyReady = async (site: Site, { pod, workload }: Running): Promise<void> => {
  if (pod.proxy === 'none') return;
  const probe = { url: 'http://127.0.0.1:15021/healthz/ready' };
  const log = site.logOf(`${pod.name}.${pod.namespace}.proxy`);
  await until(`the proxy of ${pod.name} (${log})`, async () => when((await workload.ask([probe]))[0]?.status === 200));
};
