// Who is on stage beside the compiled mesh: pods that try what nobody declared.
import type { Lab } from '../../lab/lab.ts';
import type { PodSpec } from '../../lab/pods.ts';

const BOOKINFO = 'bookinfo';

/** A service's identity in a pod that no Sidecar scopes, so that only the destination can refuse it. */
const as = (service: string): PodSpec => ({
  name: `as-${service}`,
  namespace: BOOKINFO,
  serviceAccount: service,
  labels: { app: `as-${service}` },
  ports: [],
  proxy: 'sidecar',
});

const extras: readonly PodSpec[] = [
  as('details'),
  as('ratings'),
  as('reviews'),
  as('productpage'),
  { ...as('default'), name: 'bystander' },
  // The same service account name, in a namespace of its own.
  { ...as('productpage'), name: 'impostor', namespace: 'elsewhere', labels: { app: 'productpage', version: 'v1' } },
  { ...as('default'), name: 'outsider', namespace: 'outside', proxy: 'none' },
];

export const addExtras = async (lab: Lab): Promise<void> => {
  for (const name of ['elsewhere', 'outside']) {
    await lab.api.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  }
  for (const { namespace, serviceAccount: name } of extras) {
    // The services' own are compiled; whoever applied them owns them.
    if (namespace !== BOOKINFO || name === 'default') {
      await lab.api.apply({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace } });
    }
  }
  await lab.addPods(extras);
};
