import { readdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { type End, type OutputFile, rollouts } from '../../compile.ts';
import { gitopsOf } from '../../config/config.ts';
import { type Diagnostic, error } from '../../diag/diagnostic.ts';
import type { Report } from '../../diag/report.ts';
import { openProject, startFolder } from '../project.ts';
import type { Shell } from '../shell.ts';
import type { Globals } from '../verb.ts';
import type { TargetRollout } from './report.ts';

type Target = TargetRollout & { readonly base: End; readonly head: End };

/** Writes what is in out/ after each step to a folder of its own: `step-1`, `step-2`, … A target with fewer steps stays as it is. */
export async function writeSteps(
  folder: string,
  targets: readonly Target[],
  { shell, globals }: { readonly shell: Shell; readonly globals: Globals },
): Promise<readonly Diagnostic[]> {
  const path = resolve(startFolder(globals, shell), folder);
  if (!isEmpty(path))
    return [
      error('MW6155', `\`${folder}\` is not an empty folder`, {
        help: 'name a folder that does not exist yet, or remove what is in it',
      }),
    ];
  const { filesOfStep, syncedByStep, writeStep } = await rollouts();
  const { config } = await openProject(globals, shell);
  const all = config !== undefined && Object.keys(config.targets).every((name) => targets.some(isNamed(name)));
  const count = Math.max(0, ...targets.map(({ rollout }) => rollout.steps.length));
  for (let i = 0; i < count; i++) {
    const files = targets.map(({ target, rollout, base, head }) => {
      const step = rollout.steps[Math.min(i, rollout.steps.length - 1)];
      const manifests = step?.manifests ?? head.emitted.map(({ manifest }) => manifest);
      const waves = config !== undefined && gitopsOf(config, target)?.sync === 'argo-cd';
      return filesOfStep(manifests, { target, base, head, waves });
    });
    // As for a compile of some targets only: what makes clusters sync is made of all of them, or stays as it is.
    const gitops = all
      ? await syncedByStep(
          files.map(({ result }) => result),
          config,
        )
      : NO_FILES;
    const found = [...files, gitops].flatMap(({ diagnostics }) => diagnostics);
    if (found.length > 0) return found;
    const out = join(basename(path), `step-${i + 1}`);
    const written = await writeStep([...files.flatMap(({ result }) => result.files), ...gitops.result], {
      root: dirname(path),
      out,
      trees: targets.map(({ target }) => target),
    });
    if (written.length > 0) return written;
  }
  return [];
}

const NO_FILES: Report<readonly OutputFile[]> = { result: [], diagnostics: [] };

function isNamed(name: string) {
  return ({ target }: Target) => target === name;
}

function isEmpty(path: string): boolean {
  try {
    return readdirSync(path).length === 0;
  } catch (problem) {
    return (problem as { readonly code?: string }).code === 'ENOENT';
  }
}
