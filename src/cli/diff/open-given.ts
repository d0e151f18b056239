import { progressLine } from '../progress.ts';
import type { ProjectPlace } from '../project.ts';
import type { Shell } from '../shell.ts';
import { reportStall } from '../stall.ts';
import type { Given } from '../verb.ts';
import { type OpenSides, openSides, type Refused } from './sides.ts';

/** Reads both sides that a command line names, and shows how far it is. */
export async function openGiven(
  verb: 'diff' | 'rollout',
  { globals, argument: base, more }: Given,
  { targets = [], place }: { readonly targets: readonly string[] | undefined; readonly place: ProjectPlace },
  shell: Shell,
): Promise<OpenSides | Refused> {
  const line = progressLine(shell, globals);
  const onStall = reportStall({ globals, format: 'text', verb, output: 'none' }, shell);
  try {
    const wanted = { base, head: more[0], targets, asManifests: verb === 'rollout', place, globals };
    return await openSides(wanted, shell, { onStall, onProgress: line.show });
  } finally {
    line.end();
  }
}
