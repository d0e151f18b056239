import { printYaml } from '../manifest/print.ts';
import { printString } from '../manifest/scalar.ts';
import type { OutputFile } from './output-file.ts';
import { SYNC_STAGES, syncRank } from './sync-order.ts';

export const KUSTOMIZATION = 'kustomization.yaml';

/** Lists the manifests of a target in the order in which they should be applied. */
export function kustomization(target: string, manifests: readonly OutputFile[]): string {
  return kustomizationOf(manifests, ({ path }) => path.slice(target.length + 1));
}

/** Lists manifests in the order of their stages, by path within a stage, and asks for that order to be kept. */
export function kustomizationOf(files: readonly OutputFile[], resource: (file: OutputFile) => string): string {
  const stages: string[][] = SYNC_STAGES.map(() => []);
  for (const file of files) stages[file.emitted ? syncRank(file.emitted.manifest) : 0]!.push(resource(file));
  return printYaml({
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    sortOptions: { order: 'fifo' },
    resources: stages.flat(),
  });
}

/** How a kustomization lists a manifest. */
export function kustomizationLine(resource: string): string {
  return `  - ${printString(resource)}`;
}
