import { BACKENDS } from '../../backends/index.ts';
import type { Config } from '../../config/config.ts';
import type { Diagnostic } from '../../diag/diagnostic.ts';
import type { Report } from '../../diag/report.ts';
import { withSyncWave } from '../../emit/gitops/sync-wave.ts';
import { layout } from '../../emit/layout.ts';
import type { OutputFile } from '../../emit/output-file.ts';
import { writeOutput } from '../../emit/write.ts';
import type { Emitted, Manifest } from '../../manifest/manifest.ts';
import { objectKey } from '../../manifest/names.ts';
import { canonical } from '../../manifest/order.ts';
import type { Lookup } from '../../model/lookup.ts';
import { type CompiledFiles, gitopsFiles } from '../gitops.ts';
import { manifestsOf } from '../manifests.ts';
import type { Applier } from './objects.ts';
import { planRollout, type Rollout } from './plan.ts';
import { obstacleFinding } from './words.ts';

/** One side of a rollout: what is there, as far as policies say so or manifests do. */
export interface End {
  readonly emitted: readonly Emitted[];
  readonly model?: Lookup;
}

/** What is before the first rollout, and after everything is taken away. */
export const NOTHING: End = { emitted: [] };

/** What policies become, by all that is read back. */
export function endOf(model: Lookup): End {
  return { emitted: manifestsOf(model, READERS).result, model };
}

const NOWHERE = { file: '', line: 1, column: 1 };

/** Manifests as they lie in a folder. */
export function endOfManifests(manifests: readonly Manifest[]): End {
  return { emitted: manifests.map((manifest) => ({ manifest, spans: [NOWHERE] })) };
}

const READERS = BACKENDS.filter(({ readParts }) => readParts);

/** The steps from one side to the other, or why there are none. */
export function rolloutOf(base: End, head: End, target: string, applier: Applier = 'kubectl'): Report<Rollout> {
  const sides = [base, head].map(({ emitted, model }) => ({
    manifests: emitted.map(({ manifest }) => manifest),
    ...(model && { mesh: model }),
  }));
  const telling = sides.filter(({ manifests }) => manifests.length > 0);
  const surroundings = READERS[0]!.readParts!(telling.length > 0 ? telling : sides);
  const plan = planRollout({ base: sides[0]!.manifests, head: sides[1]!.manifests, surroundings, applier });
  return { result: plan, diagnostics: plan.obstacle ? [obstacleFinding(plan.obstacle, target)] : [] };
}

export interface StepFiles {
  readonly target: string;
  readonly base: End;
  readonly head: End;
  /** Whether each object says its stage to Argo CD. */
  readonly waves: boolean;
}

/** What is in the folder of a target after a step. */
export function filesOfStep(
  manifests: readonly Manifest[],
  { target, base, head, waves }: StepFiles,
): Report<CompiledFiles> {
  const spans = new Map([...base.emitted, ...head.emitted].map((one) => [objectKey(one.manifest), one.spans] as const));
  const emitted = manifests.map((manifest): Emitted => {
    const one = {
      manifest: canonical(manifest),
      spans: spans.get(objectKey(manifest)) ?? [NOWHERE],
    } as const;
    return waves ? withSyncWave(one) : one;
  });
  const rootNamespace = (head.model ?? base.model)?.mesh.rootNamespace ?? 'istio-system';
  const { result: files, diagnostics } = layout(target, emitted, { rootNamespace });
  return { result: { name: target, rootNamespace, files }, diagnostics };
}

/** What makes clusters sync the targets as they are after a step: Flux is told each file of a layer. */
export function syncedByStep(
  targets: readonly CompiledFiles[],
  config: Config,
): Promise<Report<readonly OutputFile[]>> {
  return gitopsFiles(
    targets.filter(({ name }) => Object.hasOwn(config.targets, name)),
    config,
  );
}

/** Writes the folders of all targets after a step. */
export async function writeStep(
  files: readonly OutputFile[],
  place: { readonly root: string; readonly out: string; readonly trees: readonly string[] },
): Promise<readonly Diagnostic[]> {
  return (await writeOutput(files, place)).diagnostics;
}
