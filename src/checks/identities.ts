import { groupBy } from '../base/order.ts';
import type { Whole } from '../model/lookup.ts';
import { derived, derivedOf } from './derived.ts';
import { rawIn } from './pods.ts';
import { core, metadataName, namespaceOf, text } from './raw/view.ts';

/** Service accounts that somebody known makes. The account of a service is in its namespace. */
const made = derivedOf((mesh, namespace: string): ReadonlySet<string> => {
  const own = (mesh.servicesIn.get(namespace) ?? []).filter(({ ownsServiceAccount }) => ownsServiceAccount);
  return new Set([...own.map(({ identity }) => identity.serviceAccount), ...rawAccounts(mesh, namespace)]);
});

/** Service accounts that somebody known makes or runs as. */
const used = derivedOf((mesh, namespace: string): ReadonlySet<string> => {
  const services = (mesh.servicesIn.get(namespace) ?? []).map(({ identity }) => identity.serviceAccount);
  const gateways = mesh.mesh.gateways
    .map(({ workload }) => workload.identity)
    .filter((identity) => identity.namespace === namespace);
  const raw = rawIn(mesh).get(namespace) ?? [];
  return new Set([
    ...services,
    ...gateways.map(({ serviceAccount }) => serviceAccount),
    ...raw.map(({ serviceAccount }) => text(serviceAccount) ?? 'default'),
    ...rawAccounts(mesh, namespace),
  ]);
});

function rawAccounts(mesh: Whole, namespace: string): readonly string[] {
  return (accountsByNamespace(mesh).get(namespace) ?? []).map(metadataName);
}

const accountsByNamespace = derived((mesh) => groupBy(core(mesh, 'ServiceAccount'), namespaceOf));

/** Whether a service account is made by somebody known. Every namespace has `default`. */
export function hasAccount(mesh: Whole, namespace: string, name: string): boolean {
  return name === 'default' || made(mesh, namespace).has(name);
}

export function accountsIn(mesh: Whole, namespace: string): readonly string[] {
  return [...made(mesh, namespace)];
}

/** The accounts that known workloads of a namespace run as, and that are made there. */
export function knownAccounts(mesh: Whole, namespace: string): ReadonlySet<string> {
  return used(mesh, namespace);
}
