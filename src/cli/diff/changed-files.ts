import { readOwned } from '../../compile.ts';
import type { SourceTree } from '../../load/source-tree.ts';
import type { PolicySide, Side } from './side.ts';

/** How many files differ: of the policies by their text, of the output by what its inventories say was written. */
export function changedFiles(base: Side, head: Side): { readonly policies: number; readonly out: number } | undefined {
  if (base.from !== 'policies' || head.from !== 'policies') return undefined;
  const policies = [...new Set([...base.files, ...head.files])];
  return {
    policies: policies.filter((file) => textOf(file, base.tree) !== textOf(file, head.tree)).length,
    out: differing(ownedOf(base), ownedOf(head)),
  };
}

function textOf(file: string, tree: SourceTree): string | undefined {
  const read = tree.read(file);
  return read.kind === 'file' ? read.text : undefined;
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
