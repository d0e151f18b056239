import { printYaml } from '../manifest/print.ts';
import type { OutputFile } from './output-file.ts';
import { SYNC_STAGES, syncRank } from './sync-order.ts';

export const KUSTOMIZATION = 'kustomization.yaml';

/** Lists manifests in the order in which they should be applied, by path within a stage, and asks for that order to be kept. */
export function kustomization(target: string, manifests: readonly OutputFile[]): string {
  const stages: string[][] = SYNC_STAGES.map(() => []);
  for (const { path, emitted } of manifests) {
    stages[emitted ? syncRank(emitted.manifest) : 0]!.push(path.slice(target.length + 1));
  }
  return printYaml({
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    sortOptions: { order: 'fifo' },
    resources: stages.flat(),
  });
}
