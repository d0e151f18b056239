import type { Diagnostic } from '../diag/diagnostic.ts';
import type { Report } from '../diag/report.ts';
import type { OutputFile } from './output-file.ts';
import { applyPlan } from './write/apply.ts';
import { isDiskError, realDisk } from './write/disk.ts';
import { type Lock, type LockOptions, lock } from './write/lock.ts';
import { type Place, placeOf, placeProblem } from './write/place.ts';
import { type OutputOptions, type OutputPlan, planOutput } from './write/plan.ts';
import { diskProblem } from './write/problems.ts';

export { applyPlan } from './write/apply.ts';
export { type OutputChange, type OutputOptions, type OutputPlan, planOutput } from './write/plan.ts';

export type WriteOptions = OutputOptions & LockOptions;

/**
 * Makes the output folder hold these files, and nothing else that is meshwright's. Returns what was done; undefined, with the
 * reasons, if something was in the way.
 */
export async function writeOutput(
  files: readonly OutputFile[],
  options: WriteOptions,
): Promise<Report<OutputPlan | undefined>> {
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
): Promise<Report<OutputPlan | undefined>> {
  const disk = options.disk ?? realDisk;
  const problem = placeProblem(place, disk);
  if (problem) return failed(problem);
  const taken = await lock(place, disk, options);
  return 'release' in taken ? planAndApply(files, options, taken) : failed(taken);
}

function planAndApply(
  files: readonly OutputFile[],
  options: WriteOptions,
  { release }: Lock,
): Report<OutputPlan | undefined> {
  try {
    const planned = planOutput(files, options);
    const diagnostics = planned.result ? applyPlan(planned.result, options.disk) : [];
    return diagnostics.length === 0 ? planned : { result: undefined, diagnostics };
  } finally {
    release();
  }
}

function failed(problem: Diagnostic): Report<undefined> {
  return { result: undefined, diagnostics: [problem] };
}
