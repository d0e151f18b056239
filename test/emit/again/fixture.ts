import { join } from 'node:path';
import { expect } from '@jest/globals';
import { deltaOf, type LeftOutput, leftOutput, type OutputDelta } from '../../../src/emit/again.ts';
import { layout } from '../../../src/emit/layout.ts';
import type { OutputFile } from '../../../src/emit/output-file.ts';
import type { Disk } from '../../../src/emit/write/disk.ts';
import { type WriteOptions, type Written, writeOutput } from '../../../src/emit/write.ts';
import type { Emitted } from '../../../src/manifest/manifest.ts';
import { quickDisk } from '../fixture.ts';

export const SCOPE = { rootNamespace: 'istio-system' };

export function laidOut(tree: string, manifests: readonly Emitted[]): readonly OutputFile[] {
  const { result, diagnostics } = layout(tree, manifests, SCOPE);
  expect(diagnostics).toEqual([]);
  return result;
}

/** A disk on which some things are of another time. */
function shiftedDisk(isShifted: RegExp, by: number): Disk {
  const lstatSync = (path: string, options?: object) => {
    const stats = quickDisk.lstatSync(path, options);
    if (!stats || !isShifted.test(path)) return stats;
    return Object.assign(stats, { mtimeMs: stats.mtimeMs + by, ctimeMs: stats.ctimeMs + by });
  };
  return { ...quickDisk, lstatSync: lstatSync as Disk['lstatSync'] };
}

/** Everything that was made before a run takes its lock was made long before, as is usual. */
export const patientDisk: Disk = shiftedDisk(/\/\.meshwright\.lock$/, 60_000);

/** What is put in place was made long before. */
export const aheadDisk: Disk = shiftedDisk(/\/\.meshwright\.tmp\//, 60_000);

/** Times tell nothing of what is put in place. */
export const hastyDisk: Disk = shiftedDisk(/\/\.meshwright\.tmp\//, -60_000);

/** Waits until what is done to a file shows in its times. */
export function waitForTimes(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 30);
}

/** A disk that is slow to take the inventory, so that what was written before it is surely older. */
export function slowDisk(before: (path: string) => void = () => undefined): Disk {
  return {
    ...quickDisk,
    writeFileSync: (path, text, options) => {
      if (String(path).endsWith('/inventory.json')) {
        before(String(path));
        waitForTimes();
      }
      quickDisk.writeFileSync(path, text, options);
    },
  };
}

export interface Wrote {
  readonly written: Written | undefined;
  readonly left: LeftOutput | undefined;
}

/** Writes all of a target, and takes down how it was left. */
export async function writeAll(
  files: readonly OutputFile[],
  options: WriteOptions,
  earlier?: LeftOutput,
): Promise<Wrote> {
  const { result: written } = await writeOutput(files, options);
  return { written, left: written && leftOutput(files, written, options, earlier) };
}

export function difference(tree: string, before: readonly Emitted[], after: readonly Emitted[]): OutputDelta {
  return deltaOf(tree, before, after, SCOPE)!;
}

export function inOut(root: string, path: string): string {
  return join(root, 'out', path);
}
