import type { Whole } from '../model/lookup.ts';
import type { Mesh } from '../model/mesh.ts';

/** Computes something about a whole mesh once, however many checks ask for it, whatever their focus. */
export function derived<T>(compute: (mesh: Whole) => T): (mesh: Whole) => T {
  const known = new WeakMap<Mesh, { readonly value: T }>();
  return (mesh) => {
    const found = known.get(mesh.mesh) ?? { value: compute(mesh) };
    known.set(mesh.mesh, found);
    return found.value;
  };
}

/** The same for what is computed of each of many things, when it is first asked for. */
export function derivedOf<K, T>(compute: (mesh: Whole, key: K) => T): (mesh: Whole, key: K) => T {
  const all = derived(() => new Map<K, T>());
  return (mesh, key) => {
    const known = all(mesh);
    if (!known.has(key)) known.set(key, compute(mesh, key));
    return known.get(key)!;
  };
}
