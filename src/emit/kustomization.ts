import { compareStrings } from '../base/order.ts';
import { printYaml } from '../manifest/print.ts';
import type { OutputFile } from './output-file.ts';
import { syncRank } from './sync-order.ts';

export const KUSTOMIZATION = 'kustomization.yaml';

/** Lists the manifests of a target in the order in which they should be applied, and asks for that order to be kept. */
export function kustomization(target: string, manifests: readonly OutputFile[]): string {
  const ranked = manifests.map(({ path, emitted }) => ({
    path: path.slice(target.length + 1),
    rank: emitted ? syncRank(emitted.manifest) : 0,
  }));
  ranked.sort((a, b) => a.rank - b.rank || compareStrings(a.path, b.path));
  return printYaml({
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    sortOptions: { order: 'fifo' },
    resources: ranked.map(({ path }) => path),
  });
}
