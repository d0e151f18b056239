import { groupBy } from '../base/order.ts';
import type { Lookup } from '../model/lookup.ts';
import { derived } from './derived.ts';
import { core, metadataName, namespaceOf, rawWorkloads, text } from './raw/view.ts';

interface Account {
  readonly namespace: string;
  readonly name: string;
}

/** Service accounts that somebody known makes. */
const made = derived((mesh: Lookup) => {
  const own = mesh.mesh.services.filter(({ ownsServiceAccount }) => ownsServiceAccount);
  const raw = core(mesh, 'ServiceAccount').map((one) => ({ namespace: namespaceOf(one), name: metadataName(one) }));
  return byNamespace([...own.map(({ identity }) => ({ ...identity, name: identity.serviceAccount })), ...raw]);
});

/** Service accounts that somebody known makes or runs as. */
const used = derived((mesh: Lookup) => {
  const services = mesh.mesh.services.map(({ identity }) => ({ ...identity, name: identity.serviceAccount }));
  const gateways = mesh.mesh.gateways.map(({ workload: { identity } }) => ({
    ...identity,
    name: identity.serviceAccount,
  }));
  const raw = rawWorkloads(mesh).map(({ namespace, serviceAccount }) => ({
    namespace,
    name: text(serviceAccount) ?? 'default',
  }));
  const accounts = core(mesh, 'ServiceAccount').map((one) => ({
    namespace: namespaceOf(one),
    name: metadataName(one),
  }));
  return byNamespace([...services, ...gateways, ...raw, ...accounts]);
});

function byNamespace(accounts: readonly Account[]): ReadonlyMap<string, ReadonlySet<string>> {
  const groups = groupBy(accounts, ({ namespace }) => namespace);
  return new Map([...groups].map(([namespace, group]) => [namespace, new Set(group.map(({ name }) => name))]));
}

/** Whether a service account is made by somebody known. Every namespace has `default`. */
export function hasAccount(mesh: Lookup, namespace: string, name: string): boolean {
  return name === 'default' || (made(mesh).get(namespace)?.has(name) ?? false);
}

export function accountsIn(mesh: Lookup, namespace: string): readonly string[] {
  return [...(made(mesh).get(namespace) ?? [])];
}

/** Whether some known workload runs as a service account. */
export function isUsed(mesh: Lookup, namespace: string, name: string): boolean {
  return used(mesh).get(namespace)?.has(name) ?? false;
}

/** Namespaces that are declared, or that some known workload is in, with the accounts known there. */
export function knownAccounts(mesh: Lookup): ReadonlyMap<string, ReadonlySet<string>> {
  return used(mesh);
}
