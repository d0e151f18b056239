import { readOwned } from '../../compile.ts';
import { textAt } from '../../load/source-tree.ts';
import type { PolicySide, Side } from './side.ts';

/** How many files differ: of the policies by their text, of the output by what its inventories say was written. */
export function changedFiles(base: Side, head: Side): { readonly policies: number; readonly out: number } | undefined {
  if (base.from !== 'policies' || head.from !== 'policies') return undefined;
  const policies = [...new Set([...base.files, ...head.files])];
  return {
    policies: policies.filter((file) => textAt(base.tree, file) !== textAt(head.tree, file)).length,
    out: differing(ownedOf(base), ownedOf(head)),
  };
}

type Digests = ReadonlyMap<string, string>;

function ownedOf({ tree, out, meanings }: PolicySide): Digests {
  const all = [...meanings.keys()].flatMap((target) =>
    [...readOwned(tree, `${out}/${target}`)].map(([path, digest]) => [`${target}/${path}`, digest] as const),
  );
  return new Map(all);
}

function differing(one: Digests, other: Digests): number {
  return [...new Set([...one.keys(), ...other.keys()])].filter((path) => one.get(path) !== other.get(path)).length;
}
