import { sortBy } from '../../../base/order.ts';
import type { OutputDelta } from '../../delta.ts';
import { INVENTORY, ownedLine } from '../../inventory.ts';
import { KUSTOMIZATION } from '../../kustomization.ts';
import { type OutputFile, outputFile } from '../../output-file.ts';
import { shown } from '../place.ts';
import { type Context, type OutputChange, removing, type TreePlan } from '../plan.ts';
import { hasPruneProblems } from '../prune-guard.ts';
import type { LeftOutput } from './left.ts';
import { type Edit, edited, inOrder } from './lines.ts';
import { type Listing, listingOf, verified } from './listing.ts';
import { type Rows, rowsOf } from './rows.ts';
import { restaged } from './stages.ts';
import { type Stamps, withRows } from './stamps.ts';

/** What has to be done in a folder of the output, and how it is left then. */
export interface ChangedTree extends TreePlan {
  readonly changes: readonly OutputChange[];
  readonly unchanged: number;
  readonly left: LeftOutput;
}

/** Undefined if the folder is not as it was left, or if what it becomes does not fit it or needs a word. */
export function changedTree(
  delta: OutputDelta,
  left: LeftOutput,
  begun: number,
  context: Context,
): ChangedTree | undefined {
  const listing = listingOf(left, context);
  const rows = listing && rowsOf(delta, listing.inventory, context);
  if (!listing || !rows || !mayLose(rows, listing, context)) return undefined;
  const staged = restaged(listing.kustomization, left.stages, rows);
  const stamps = staged && verified(left, listing.inventory, begun, context);
  if (!stamps) return undefined;
  const isSame = staged.text === listing.kustomization.text;
  const kustomization = isSame ? undefined : outputFile(`${left.tree}/${KUSTOMIZATION}`, staged.text);
  return planned({ left, listing, rows, stamps, stages: staged.stages, kustomization }, context);
}

function mayLose({ added, gone }: Rows, { kustomization }: Listing, { guarded }: Context): boolean {
  const before = kustomization.count;
  const after = before + added.length - gone.length;
  const lost = gone.map(({ name }) => name);
  return after > 0 && !(guarded && hasPruneProblems(lost, before, after));
}

interface Known {
  readonly left: LeftOutput;
  readonly listing: Listing;
  readonly rows: Rows;
  /** Of what is there now. */
  readonly stamps: Stamps;
  readonly stages: readonly number[];
  /** If it is another. */
  readonly kustomization: OutputFile | undefined;
}

function planned(known: Known, context: Context): ChangedTree {
  const { left, listing, rows, stages, kustomization } = known;
  const { added, changed, gone } = rows;
  const { tree } = left;
  const manifests = sortBy([...added, ...changed], ({ path }) => path).map(({ file }) => file);
  const writes = [...manifests, ...(kustomization ? [kustomization] : [])];
  const lists = inventories(known);
  const lost = gone.map(({ path }) => path);
  return {
    tree,
    fresh: false,
    writes,
    ...removing(lost, context.view),
    ...lists,
    changes: changesOf(known, context),
    unchanged: listing.inventory.count + added.length - gone.length - writes.length,
    left: { tree, inventory: lists.inventory?.sha256 ?? left.inventory, stages, stamps: stampsAfter(known) },
  };
}

/** The inventory of what will be, and one of that and what was, if each is needed. */
function inventories({ left: { tree }, listing, rows, kustomization }: Known): Pick<TreePlan, 'interim'> & {
  readonly inventory?: OutputFile;
} {
  const inserts = rows.added.map(({ row, name, file }): Edit => ({ row, insert: ownedLine(name, file.sha256) }));
  const edits: Edit[] = [
    ...inserts,
    ...rows.changed.map(({ row, name, file }) => ({ row, replace: ownedLine(name, file.sha256) })),
    ...rows.gone.map(({ row }) => ({ row, replace: undefined })),
  ];
  if (kustomization) edits.push({ row: listing.own, replace: ownedLine(KUSTOMIZATION, kustomization.sha256) });
  if (edits.length === 0) return {};
  const path = `${tree}/${INVENTORY}`;
  const inventory = outputFile(path, edited(listing.inventory, inOrder(edits)));
  if (inserts.length === 0) return { inventory };
  return { inventory, interim: outputFile(`${path}.interim`, edited(listing.inventory, inserts)) };
}

/** What is about to be written has those of what it replaces, which it will not equal, or blank ones. */
function stampsAfter({ rows, stamps }: Known): Stamps {
  return withRows(
    stamps,
    rows.added.map(({ row }) => row),
    rows.gone.map(({ row }) => row),
  );
}

function changesOf({ left, rows, kustomization }: Known, { place }: Context): readonly OutputChange[] {
  const as = (change: OutputChange['change'], paths: readonly { readonly path: string }[]) =>
    paths.map(({ path }) => ({ path: shown(place, path), change }));
  const own = kustomization ? [{ path: `${left.tree}/${KUSTOMIZATION}` }] : [];
  return [...as('added', rows.added), ...as('changed', [...rows.changed, ...own]), ...as('removed', rows.gone)];
}
