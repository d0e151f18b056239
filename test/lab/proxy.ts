// A real proxy in a pod's namespace: pilot-agent, which gets its certificate from istiod and runs Envoy.
import { chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type ControlPlane, ISTIOD_HOST } from './control-plane.ts';
import type { Judges } from './judges.ts';
import { inside, NODE_ADDRESS } from './network.ts';
import type { RunningPod } from './pods.ts';
import { mustRun, start } from './process.ts';
import { type Site, share } from './site.ts';
import { until } from './wait.ts';

/** The user that Istio's redirection leaves alone. */
const PROXY_USER = 1337;

export const startProxy = async (site: Site, judges: Judges, plane: ControlPlane, pod: RunningPod): Promise<void> => {
  const home = join(site.folder, 'pods', String(pod.index));
  own(home);
  put(home, 'var/run/secrets/tokens/istio-token', await token(plane, pod));
  const root = put(home, 'var/run/secrets/istio/root-cert.pem', await rootCertificate(plane, pod.namespace));
  own(join(home, 'etc/istio/proxy'));
  const agent = share(site, judges.pilotAgent);
  if (pod.proxy === 'sidecar') await redirect(pod, agent);
  else await openLowPorts(pod);
  const user = ['--reuid', `${PROXY_USER}`, '--regid', `${PROXY_USER}`, '--clear-groups'];
  const kind = pod.proxy === 'sidecar' ? 'sidecar' : 'router';
  const args = ['proxy', kind, '--domain', `${pod.namespace}.svc.cluster.local`, '--concurrency', '1'];
  const env = {
    ...environment(pod, home, root),
    TRUST_DOMAIN: plane.trustDomain,
    ISTIO_BOOTSTRAP: share(site, judges.bootstrap),
    PROXY_CONFIG: proxyConfig(share(site, judges.envoy), plane.proxyConfig),
  };
  start(inside(pod.space, ['setpriv', ...user, agent, ...args]), site.logOf(`${pod.name}.${pod.namespace}.proxy`), {
    env,
    cwd: home,
  });
};

const own = (folder: string): void => {
  const made = mkdirSync(folder, { recursive: true });
  if (made !== undefined)
    for (let at = folder; at.length >= made.length; at = dirname(at)) chownSync(at, PROXY_USER, PROXY_USER);
};

const put = (home: string, path: string, text: string): string => {
  const file = join(home, path);
  own(dirname(file));
  writeFileSync(file, text, { mode: 0o600 });
  chownSync(file, PROXY_USER, PROXY_USER);
  return file;
};

const token = async ({ api }: ControlPlane, { namespace, serviceAccount }: RunningPod): Promise<string> => {
  const path = `/api/v1/namespaces/${namespace}/serviceaccounts/${serviceAccount}/token`;
  const request = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: { audiences: ['istio-ca'] } };
  return (await api.create<{ status: { token: string } }>(path, request)).status.token;
};

/** istiod writes it into every namespace. */
const rootCertificate = ({ api }: ControlPlane, namespace: string): Promise<string> =>
  until(`the root certificate in ${namespace}`, async () => {
    const path = `/api/v1/namespaces/${namespace}/configmaps/istio-ca-root-cert`;
    return (await api.get<{ data: { 'root-cert.pem'?: string } }>(path))?.data['root-cert.pem'];
  });

/** Istio's own redirection rules, as its init container sets them. */
const redirect = (pod: RunningPod, agent: string): Promise<string> => {
  const ports = ['-p', '15001', '-z', '15006', '-i', '*', '-x', '', '-b', '*', '-d', '15090,15021,15020'];
  return mustRun(inside(pod.space, [agent, 'istio-iptables', ...ports, '-u', `${PROXY_USER}`, '-m', 'REDIRECT']));
};

const openLowPorts = (pod: RunningPod): Promise<string> =>
  mustRun(inside(pod.space, ['sh', '-c', 'echo 0 > /proc/sys/net/ipv4/ip_unprivileged_port_start']));

const proxyConfig = (envoy: string, over: object): string =>
  JSON.stringify({
    discoveryAddress: `${ISTIOD_HOST}:15012`,
    binaryPath: envoy,
    configPath: 'etc/istio/proxy',
    ...over,
  });

const environment = (pod: RunningPod, home: string, root: string): Record<string, string> => ({
  POD_NAME: pod.name,
  POD_NAMESPACE: pod.namespace,
  INSTANCE_IP: pod.address,
  HOST_IP: NODE_ADDRESS,
  SERVICE_ACCOUNT: pod.serviceAccount,
  HOME: home,
  ISTIO_META_CLUSTER_ID: 'Kubernetes',
  ISTIO_META_INTERCEPTION_MODE: 'REDIRECT',
  ISTIO_META_WORKLOAD_NAME: pod.name,
  ISTIO_METAJSON_LABELS: JSON.stringify(pod.labels),
  CA_ADDR: `${ISTIOD_HOST}:15012`,
  CA_ROOT_CA: root,
  XDS_ROOT_CA: root,
  JWT_POLICY: 'third-party-jwt',
  PILOT_CERT_PROVIDER: 'istiod',
  ECC_SIGNATURE_ALGORITHM: 'ECDSA', // a dozen RSA keys take seconds
});
