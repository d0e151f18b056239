import type { Lookup } from '../model/lookup.ts';

/** Computes something about a mesh once, however many checks ask for it. */
export function derived<T>(compute: (mesh: Lookup) => T): (mesh: Lookup) => T {
  const known = new WeakMap<Lookup, { readonly value: T }>();
  return (mesh) => {
    const found = known.get(mesh) ?? { value: compute(mesh) };
    known.set(mesh, found);
    return found.value;
  };
}
