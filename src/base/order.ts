/** Orders by UTF-16 code unit, whatever the locale. */
export function compareStrings(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Strings in that order: the same list where they are in it already, as the fields of what we make often are. */
export function sortedStrings(list: readonly string[]): readonly string[] {
  for (let i = 1; i < list.length; i++) if (list[i - 1]! > list[i]!) return [...list].sort(compareStrings);
  return list;
}

/** A new array ordered by a string key; equal keys keep their order. */
export function sortBy<T>(list: readonly T[], key: (element: T) => string): T[] {
  const copy = [...list];
  return copy.length < 2 ? copy : copy.sort((a, b) => compareStrings(key(a), key(b)));
}

/** Tells where elements stand in a list; undefined for what is not in it. The list is gone through once, when first asked. */
export function placesIn<T>(list: readonly T[]): (element: T) => number | undefined {
  let places: Map<T, number> | undefined;
  return (element) => {
    places ??= new Map(list.map((one, at) => [one, at]));
    return places.get(element);
  };
}

/** Groups elements by key; groups and their elements keep the order of first appearance. */
export function groupBy<T, K>(list: Iterable<T>, key: (element: T) => K): Map<K, [T, ...T[]]> {
  const groups = new Map<K, [T, ...T[]]>();
  for (const element of list) {
    const k = key(element);
    const group = groups.get(k);
    if (group) group.push(element);
    else groups.set(k, [element]);
  }
  return groups;
}

/** The first elements with distinct keys, in order. */
export function uniqueBy<T>(list: Iterable<T>, key: (element: T) => unknown): T[] {
  const seen = new Set<unknown>();
  const kept: T[] = [];
  for (const element of list) {
    const k = key(element);
    if (seen.has(k)) continue;
    seen.add(k);
    kept.push(element);
  }
  return kept;
}
