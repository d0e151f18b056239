// Knowing when what the API server has is what every proxy does.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Api } from './api.ts';
import { type ControlPlane, ISTIOD_HTTP } from './control-plane.ts';
import type { KubeObject } from './objects.ts';
import type { RunningPod } from './pods.ts';
import { until, when } from './wait.ts';

/** istiod waits this long for more changes before it sends any; twice its default, as it counts from the last of them. */
const GATHERING_MS = 200;

const CONFIGURATION = ['networking.istio.io/v1', 'security.istio.io/v1', 'telemetry.istio.io/v1'];

export const settled = async (plane: ControlPlane, pods: readonly RunningPod[]): Promise<void> => {
  await until('istiod has seen every object', async () => when(await hasSeenAll(plane)));
  await sleep(GATHERING_MS);
  await until('every proxy has accepted its configuration', async () => when(await haveAccepted(plane, pods)));
};

const hasSeenAll = async (plane: ControlPlane): Promise<boolean> => {
  const [wanted, seen] = await Promise.all([configuration(plane.api), debug<readonly KubeObject[]>(plane, 'configz')]);
  const known = new Set(seen.filter(({ apiVersion }) => CONFIGURATION.includes(apiVersion)).map(revision));
  return known.size === wanted.length && wanted.every((object) => known.has(revision(object)));
};

const revision = ({ kind, metadata: { namespace, name, resourceVersion } }: KubeObject): string =>
  `${kind} ${namespace}/${name} ${resourceVersion}`;

interface Resources {
  readonly resources: readonly { readonly name: string; readonly kind: string }[];
}

const configuration = async (api: Api): Promise<KubeObject[]> => {
  const groups = await Promise.all(CONFIGURATION.map((group) => configurationOf(api, `/apis/${group}`)));
  return groups.flat();
};

const configurationOf = async (api: Api, path: string): Promise<KubeObject[]> => {
  const resources = (await api.get<Resources>(path))?.resources ?? [];
  const kinds = resources.filter(({ name }) => !name.includes('/')); // not `…/status`
  const lists = kinds.map(async ({ name, kind }) =>
    (await api.list<KubeObject>(`${path}/${name}`)).map((object) => ({ ...object, kind })),
  );
  return (await Promise.all(lists)).flat();
};

interface ProxyState {
  readonly proxy: string;
  readonly resources?: Readonly<Record<string, { readonly sent?: string; readonly acked?: string }>>;
}

const haveAccepted = async (plane: ControlPlane, pods: readonly RunningPod[]): Promise<boolean> => {
  const states = new Map((await debug<readonly ProxyState[]>(plane, 'syncz')).map((state) => [state.proxy, state]));
  return pods
    .filter(({ proxy }) => proxy !== 'none')
    .map(({ name, namespace }) => states.get(`${name}.${namespace}`))
    .every(
      (state) => state !== undefined && Object.values(state.resources ?? {}).every(({ sent, acked }) => sent === acked),
    );
};

const debug = async <T>({ node }: ControlPlane, page: string): Promise<T> => {
  const [answer] = await node.ask([{ url: `${ISTIOD_HTTP}/debug/${page}` }]);
  if (answer?.status !== 200) throw new Error(`istiod's ${page}: ${answer?.status} ${answer?.error ?? answer?.body}`);
  return JSON.parse(answer.body);
};
