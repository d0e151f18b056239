import type { Stats } from 'node:fs';

/**
 * How files were on disk when they were known to be right: size, times and number of each, by row. What is the same still holds
 * what it held. A file that was changed so lately that another change need not show gets numbers that equal nothing, so that it is
 * looked into the next time; Git does the same with its index.
 */
export type Stamps = Float64Array;

const WIDTH = 4;

export function blankStamps(rows: number): Stamps {
  return new Float64Array(rows * WIDTH).fill(Number.NaN);
}

export function rowsOf(stamps: Stamps): number {
  return stamps.length / WIDTH;
}

export function isStamped(stamps: Stamps, row: number, { size, mtimeMs, ctimeMs, ino }: Stats): boolean {
  const at = row * WIDTH;
  return stamps[at] === size && stamps[at + 1] === mtimeMs && stamps[at + 2] === ctimeMs && stamps[at + 3] === ino;
}

/** Takes down how a file is that was right at a moment or later, if it shows that nothing changed it since that moment. */
export function stamp(stamps: Stamps, row: number, stats: Stats, moment: number): void {
  const at = row * WIDTH;
  if (!isBefore(stats, moment)) {
    stamps.fill(Number.NaN, at, at + WIDTH);
    return;
  }
  stamps[at] = stats.size;
  stamps[at + 1] = stats.mtimeMs;
  stamps[at + 2] = stats.ctimeMs;
  stamps[at + 3] = stats.ino;
}

/** How far apart times must be for one to be surely before the other, in milliseconds. */
const FINE = 10;
/** The same where times are of whole seconds, or of two. */
const COARSE = 3_000;

/** Whether a file was last changed between two moments. */
export function isWithin(stats: Stats, from: number, to: number): boolean {
  return Math.min(stats.mtimeMs, stats.ctimeMs) >= from && isBefore(stats, to);
}

function isBefore({ mtimeMs, ctimeMs }: Stats, moment: number): boolean {
  const margin = mtimeMs % 1000 === 0 || ctimeMs % 1000 === 0 ? COARSE : FINE;
  return Math.max(mtimeMs, ctimeMs) < moment - margin;
}

/** The stamps with some rows gone, and with blank ones before some. Both are in order. */
export function withRows(stamps: Stamps, blanks: readonly number[], gone: readonly number[]): Stamps {
  const made = blankStamps(rowsOf(stamps) + blanks.length - gone.length);
  const cuts = [...blanks.map((row) => ({ row, skip: 0 })), ...gone.map((row) => ({ row, skip: 1 }))];
  cuts.sort((a, b) => a.row - b.row || a.skip - b.skip);
  let [from, to] = [0, 0];
  for (const { row, skip } of cuts) {
    made.set(stamps.subarray(from * WIDTH, row * WIDTH), to * WIDTH);
    to += row - from + (1 - skip);
    from = row + skip;
  }
  made.set(stamps.subarray(from * WIDTH), to * WIDTH);
  return made;
}
