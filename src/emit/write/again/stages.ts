import { sortBy } from '../../../base/order.ts';
import { kustomizationLine } from '../../kustomization.ts';
import { syncRank } from '../../sync-order.ts';
import { type Edit, edited, inOrder, type Lines, rowFrom, rowOf } from './lines.ts';
import type { Made, Rows } from './rows.ts';

/** A kustomization, and how many manifests it lists of each stage. */
export interface Staged {
  readonly text: string;
  readonly stages: readonly number[];
}

/** Lists what is added in its stage, moves what changes to another, and drops what is gone. */
export function restaged(lines: Lines, before: readonly number[], rows: Rows): Staged | undefined {
  const starts = [0];
  for (const size of before) starts.push(starts.at(-1)! + size);
  if (starts.at(-1) !== lines.count) return undefined;
  const stages = [...before];
  const drops: Edit[] = [];
  const find = (name: string, stage: number) => rowOf(lines, name, starts[stage], starts[stage + 1]);
  const drop = (name: string) => {
    for (const stage of before.keys()) {
      const row = find(name, stage);
      if (row === undefined) continue;
      drops.push({ row, replace: undefined });
      stages[stage]!--;
      return;
    }
  };
  const moved = rows.changed.filter((made) => find(made.name, stageOf(made)) === undefined);
  for (const { name } of [...moved, ...rows.gone]) drop(name);
  const inserts = byStage([...moved, ...rows.added]).map((made): Edit => {
    const stage = stageOf(made);
    stages[stage]!++;
    return { row: rowFrom(lines, made.name, starts[stage], starts[stage + 1]), insert: kustomizationLine(made.name) };
  });
  const edits = inOrder([...inserts, ...drops]);
  return { text: edits.length === 0 ? lines.text : edited(lines, edits), stages };
}

function stageOf({ file }: Made): number {
  return file.emitted ? syncRank(file.emitted.manifest) : 0;
}

/** By path within a stage. */
function byStage(made: readonly Made[]): readonly Made[] {
  return sortBy(made, ({ name }) => name).sort((a, b) => stageOf(a) - stageOf(b));
}
