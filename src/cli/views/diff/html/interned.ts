import type { NameData } from './data.ts';

/** A list in which each key is once, and the place of each in it. */
export interface Interned<T> {
  readonly list: readonly T[];
  readonly indexOf: (key: string, make: () => T) => number;
}

export function interned<T>(): Interned<T> {
  const list: T[] = [];
  const places = new Map<string, number>();
  return {
    list,
    indexOf: (key, make) => {
      const known = places.get(key);
      if (known !== undefined) return known;
      places.set(key, list.length);
      return list.push(make()) - 1;
    },
  };
}

/** Names that rows share. */
export type Names = Interned<NameData>;

export function nameIndex(names: Names, name: NameData): number {
  return names.indexOf(`${name.key}\n${name.name}`, () => name);
}
