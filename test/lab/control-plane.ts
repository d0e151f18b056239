// The API server and istiod, in the node's namespace.
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { API_PORT, type Api, apiOf } from './api.ts';
import type { Judges } from './judges.ts';
import { createNode, inside, NODE_ADDRESS, nodeSpace, writeHosts } from './network.ts';
import { mustRun, start } from './process.ts';
import type { Site } from './site.ts';
import { until, when } from './wait.ts';
import { startWorkload, type Workload } from './workload.ts';

export const ISTIOD_HOST = 'istiod.istio-system.svc';
export const ROOT_NAMESPACE = 'istio-system';
export const NODE_NAME = 'node';

/** Where istiod tells about itself; its debug pages answer loopback only. */
export const ISTIOD_HTTP = 'http://127.0.0.1:8080';

export interface ControlPlane {
  readonly api: Api;
  readonly node: Workload;
  readonly kubeconfig: string;
  readonly trustDomain: string;
  /** Over the configuration that proxies start with. */
  readonly proxyConfig: object;
}

export const startApiServer = async (
  site: Site,
  judges: Judges,
  { trustDomain, proxyConfig }: Pick<ControlPlane, 'trustDomain' | 'proxyConfig'>,
): Promise<ControlPlane> => {
  await createNode(site);
  const space = nodeSpace(site);
  writeHosts(space, new Map([[NODE_ADDRESS, [ISTIOD_HOST]]]));
  const token = randomBytes(16).toString('hex');
  const state = join(site.folder, 'apiserver');
  mkdirSync(state, { mode: 0o700 });
  start(inside(space, [judges.apiserver, '-state', state, '-token', token]), site.logOf('apiserver'));
  const node = await startWorkload(site, space, { app: NODE_NAME, ports: [] });
  const api = apiOf(node, token);
  await until('the API server', async () => when(await api.isReady()));
  return { api, node, trustDomain, proxyConfig, kubeconfig: writeKubeconfig(site, token) };
};

const writeKubeconfig = (site: Site, token: string): string => {
  const path = join(site.folder, 'kubeconfig');
  const cluster = { server: `https://127.0.0.1:${API_PORT}`, 'insecure-skip-tls-verify': true };
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'lab',
    contexts: [{ name: 'lab', context: { cluster: 'lab', user: 'admin' } }],
    clusters: [{ name: 'lab', cluster }],
    users: [{ name: 'admin', user: { token } }],
  };
  writeFileSync(path, JSON.stringify(config), { mode: 0o600 });
  return path;
};

interface Definition {
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}

/** The CRDs of Istio and Gateway API, until the API server serves them. */
export const installDefinitions = async (
  site: Site,
  judges: Judges,
  { api, kubeconfig }: ControlPlane,
): Promise<void> => {
  const create = [judges.kubectl, '--kubeconfig', kubeconfig, 'create', '-f', judges.crds] as const;
  await mustRun(inside(nodeSpace(site), create));
  const isServed = ({ status }: Definition) =>
    status?.conditions?.some(({ type, status: holds }) => type === 'Established' && holds === 'True');
  await until('the CRDs', async () => {
    const all = await api.list<Definition>('/apis/apiextensions.k8s.io/v1/customresourcedefinitions');
    return when(all.every(isServed));
  });
};

export const startIstiod = async (site: Site, judges: Judges, plane: ControlPlane, mesh: object): Promise<void> => {
  const meshConfig = join(site.folder, 'mesh');
  writeFileSync(meshConfig, JSON.stringify(mesh));
  await plane.api.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: ROOT_NAMESPACE } });
  // Every cluster has this one; nobody meant it to be in the mesh.
  const labels = { 'istio-injection': 'disabled' };
  await plane.api.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'default', labels } });
  await plane.api.apply({ apiVersion: 'v1', kind: 'Node', metadata: { name: NODE_NAME } });
  const options = {
    kubeconfig: plane.kubeconfig,
    meshConfig,
    httpAddr: ':8080',
    httpsAddr: '',
    grpcAddr: '',
    secureGRPCAddr: `${NODE_ADDRESS}:15012`,
    monitoringAddr: ':15014',
    ctrlz_port: '0',
  };
  const args = Object.entries(options).flatMap(([key, value]) => [`--${key}`, value]);
  start(inside(nodeSpace(site), [judges.istiod, 'discovery', ...args]), site.logOf('istiod'), {
    env: ISTIOD_ENVIRONMENT,
  });
  const ready = async () => when((await plane.node.ask([{ url: `${ISTIOD_HTTP}/ready` }]))[0]?.status === 200);
  await until('istiod', ready);
};

const ISTIOD_ENVIRONMENT = {
  POD_NAMESPACE: ROOT_NAMESPACE,
  POD_NAME: 'istiod',
  REVISION: 'default',
  CLUSTER_ID: 'Kubernetes',
  ISTIOD_CUSTOM_HOST: ISTIOD_HOST,
  INJECT_ENABLED: 'false',
  VALIDATION_WEBHOOK_CONFIG_NAME: '',
  // Envoy as its own project releases it lacks these two filters of Istio's.
  PILOT_ENABLE_METADATA_EXCHANGE: 'false',
  PILOT_ENABLE_ALPN_FILTER: 'false',
};
