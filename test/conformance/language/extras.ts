// Pods and objects that no policy declares.
import type { Lab } from '../../lab/lab.ts';
import type { PodSpec } from '../../lab/pods.ts';

/** A pod with an identity and, unless it says otherwise, a proxy that knows the whole mesh. */
export const extra = (
  name: string,
  namespace: string,
  serviceAccount: string,
  proxy: PodSpec['proxy'] = 'sidecar',
): PodSpec => ({ name, namespace, serviceAccount, labels: { app: name }, ports: [], proxy });

export const createNamespaces = async (lab: Lab, names: readonly string[]): Promise<void> => {
  for (const name of names) await lab.api.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
};

export const createServiceAccounts = async (lab: Lab, names: readonly `${string}/${string}`[]): Promise<void> => {
  for (const [namespace, name = ''] of names.map((each) => each.split('/'))) {
    await lab.api.apply({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace } });
  }
};
