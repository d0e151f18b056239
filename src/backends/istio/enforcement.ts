import type { Lookup } from '../../model/lookup.ts';

/** Whether the pods of a namespace have a proxy: without one, nothing there is enforced. */
export function hasSidecar(namespace: string, { namespaces }: Lookup): boolean {
  return namespaces.get(namespace)?.dataPlane.kind !== 'none';
}
