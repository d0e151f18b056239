import type { Diagnostic } from '../diag/diagnostic.ts';
import type { Report } from '../diag/report.ts';
import type { OutputFile } from './output-file.ts';
import { applyPlan } from './write/apply.ts';
import { isDiskError, realDisk, timeOf } from './write/disk.ts';
import { type Lock, type LockOptions, lock } from './write/lock.ts';
import { LOCK, onDisk, type Place, placeOf, placeProblem } from './write/place.ts';
import { type OutputOptions, type OutputPlan, planOutput } from './write/plan.ts';
import { diskProblem } from './write/problems.ts';

export { applyPlan } from './write/apply.ts';
export { type OutputChange, type OutputOptions, type OutputPlan, planOutput } from './write/plan.ts';

export type WriteOptions = OutputOptions & LockOptions;

/** What was done, with what tells whether a file was changed by another meanwhile. Times are those of the file system. */
export interface Written extends OutputPlan {
  /** Before anything was looked at. */
  readonly begun: number;
  /** When all of the new folders was written, and nothing was in place yet. */
  readonly staged?: number;
}

/**
 * Makes the output folder hold these files, and nothing else that is meshwright's. Returns what was done; undefined, with the
 * reasons, if something was in the way.
 */
export async function writeOutput(
  files: readonly OutputFile[],
  options: WriteOptions,
): Promise<Report<Written | undefined>> {
  const place = placeOf(options);
  try {
    return await writeInto(place, files, options);
  } catch (thrown) {
    if (!isDiskError(thrown)) throw thrown;
    return failed(diskProblem(thrown, place));
  }
}

async function writeInto(
  place: Place,
  files: readonly OutputFile[],
  options: WriteOptions,
): Promise<Report<Written | undefined>> {
  const disk = options.disk ?? realDisk;
  const problem = placeProblem(place, disk);
  if (problem) return failed(problem);
  const taken = await lock(place, disk, options);
  return 'release' in taken ? planAndApply(files, options, place, taken) : failed(taken);
}

function planAndApply(
  files: readonly OutputFile[],
  options: WriteOptions,
  place: Place,
  { release }: Lock,
): Report<Written | undefined> {
  const { disk = realDisk } = options;
  try {
    const begun = timeOf(disk.lstatSync(onDisk(place, LOCK)));
    const { result: plan, diagnostics } = planOutput(files, options);
    if (!plan) return { result: undefined, diagnostics };
    let written: Written = { ...plan, begun };
    const problems = applyPlan(plan, disk, (staged) => {
      written = { ...written, staged };
    });
    return problems.length === 0 ? { result: written, diagnostics } : { result: undefined, diagnostics: problems };
  } finally {
    release();
  }
}

function failed(problem: Diagnostic): Report<undefined> {
  return { result: undefined, diagnostics: [problem] };
}
