import type { Position } from '../base/span.ts';
import { diskTree, snapshotOf } from '../load/source-tree.ts';

const LONGEST = 80;

/** Reads single lines of a project's policies, as they are written, unless they are very long. */
export function lineReader(root: string): (at: Position) => string {
  const tree = snapshotOf(diskTree(root));
  return ({ file, line }) => {
    const read = tree.read(file);
    const text = read.kind === 'file' ? (read.text.split('\n')[line - 1] ?? '').trim() : '';
    return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
  };
}
