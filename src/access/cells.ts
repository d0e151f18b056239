import { type Algebra, unionOf } from './algebra.ts';
import type { Text, TextAlgebra } from './sets/texts.ts';

/**
 * The coarsest parts that all of these sets consist of. A value that some set names on its own is told apart first, which
 * leaves few sets for the rest.
 */
export function cellsOf(sets: readonly Text[], texts: TextAlgebra): readonly Text[] {
  const named = namedOf(sets, texts);
  const rest = texts.complement(named.all);
  const open = sets.filter((set) => set.kind !== 'only').map((set) => texts.intersect(set, rest));
  return [...named.cells, ...refine(open, texts)];
}

/** Single values, those that no set tells apart together. */
function namedOf(sets: readonly Text[], texts: TextAlgebra): { readonly cells: readonly Text[]; readonly all: Text } {
  const open = sets.filter((set) => set.kind !== 'only');
  const groups = new Map<string, string[]>();
  const listed = new Map<string, number[]>();
  sets.forEach((set, i) => {
    if (set.kind === 'only')
      for (const value of texts.listed(set)) listed.set(value, [...(listed.get(value) ?? []), i]);
  });
  for (const [value, places] of listed) {
    const key = `${places.join()} ${open.map((set) => (texts.has(set, value) ? 1 : 0)).join('')}`;
    groups.set(key, [...(groups.get(key) ?? []), value]);
  }
  const cells = Array.from(groups.values(), texts.only);
  return { cells, all: cells.length === 0 ? texts.none : unionOf(texts.union, cells) };
}

function refine(sets: readonly Text[], texts: Algebra<Text, string>): readonly Text[] {
  let cells: readonly Text[] = [];
  let covered = texts.none;
  for (const set of sets) {
    const parts = cells.flatMap((cell) => [texts.intersect(cell, set), texts.intersect(cell, texts.complement(set))]);
    const fresh = texts.intersect(set, texts.complement(covered));
    cells = [...parts, fresh].filter((part) => part !== texts.none);
    covered = texts.union(covered, set);
  }
  return cells;
}
