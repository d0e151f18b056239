// What the controllers of a cluster do about Deployments and Services: pods come and go, and their health is told.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Lab } from './lab.ts';
import type { Deployment, KubeObject, Service } from './objects.ts';
import { podsOf } from './pods.ts';

export interface Controller {
  /** Ends it, after what it is at. */
  readonly stop: () => Promise<void>;
}

const PAUSE_MS = 150;

/** Runs until it is stopped. One pod for each Deployment, whatever it asks for. */
export const startController = (lab: Lab): Controller => {
  const running = new Map<string, string>();
  let services = '';
  let going = true;

  const round = async (): Promise<void> => {
    const deployments = await listed<Deployment>(lab, '/apis/apps/v1/deployments', 'Deployment');
    const namespaces = await listed<KubeObject>(lab, '/api/v1/namespaces', 'Namespace');
    const wanted = new Map(deployments.map((one) => [`${one.metadata.namespace}/${one.metadata.name}`, one]));
    const gone = [...running].filter(([key]) => !wanted.has(key));
    if (gone.length > 0) await lab.removePods(gone.map(([, name]) => name));
    for (const [key] of gone) running.delete(key);
    const fresh = [...wanted].filter(([key]) => !running.has(key));
    const pods = podsOf([...namespaces, ...fresh.map(([, deployment]) => deployment)]);
    if (pods.length > 0) await lab.addPods(pods);
    for (const [key, { metadata }] of fresh) running.set(key, metadata.name);
    const found = await lab.api.list<Service>('/api/v1/services');
    const now = found
      .map(({ metadata }) => `${metadata.namespace}/${metadata.name} ${metadata.resourceVersion}`)
      .join();
    if (now !== services) await lab.syncServices();
    services = now;
    for (const one of deployments) await tell(lab, one);
  };

  const loop = async (): Promise<void> => {
    while (going) {
      await round();
      await sleep(PAUSE_MS);
    }
  };
  const ended = loop();
  ended.catch(() => {}); // whoever stops it is told
  return {
    stop: () => {
      going = false;
      return ended;
    },
  };
};

const listed = async <T extends KubeObject>(lab: Lab, path: string, kind: string): Promise<readonly T[]> =>
  (await lab.api.list<T>(path)).map((one) => ({ ...one, kind, apiVersion: kind === 'Deployment' ? 'apps/v1' : 'v1' }));

const tell = async (lab: Lab, deployment: Deployment): Promise<void> => {
  const { metadata, spec, status } = deployment;
  const { generation = 1 } = metadata;
  if ((status?.observedGeneration ?? 0) >= generation) return;
  const { replicas = 1 } = spec;
  await lab.api.patchStatus(deployment, {
    observedGeneration: generation,
    replicas,
    updatedReplicas: replicas,
    readyReplicas: replicas,
    availableReplicas: replicas,
  });
};
