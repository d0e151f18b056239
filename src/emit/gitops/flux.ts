import { groupBy } from '../../base/order.ts';
import type { FluxConfig } from '../../config/gitops.ts';
import { fluxKustomization, gitRepository, ociRepository } from '../../manifest/kinds/flux.ts';
import type { Manifest } from '../../manifest/manifest.ts';
import { kustomizationOf } from '../kustomization.ts';
import type { OutputFile } from '../output-file.ts';
import { FLUX_LAYERS, type FluxLayer, fluxLayer } from './flux-layers.ts';
import { type GitopsFile, metadata, repositoryPath, type Synced } from './synced.ts';

/**
 * What makes Flux sync a target: its source, and a Kustomization for each layer. Those that hold nothing are there too: what
 * they held before is pruned by them and by nobody else.
 */
export function fluxFiles(synced: Synced<FluxConfig>): readonly GitopsFile[] {
  const folder = fluxFolder(synced.target);
  return [
    { folder, manifest: source(synced) },
    ...FLUX_LAYERS.map((layer, i) => ({ folder, manifest: kustomization(synced, layer, FLUX_LAYERS[i - 1]) })),
  ];
}

function fluxFolder(target: string): string {
  return `flux/${target}`;
}

/** The kustomization of each layer, by folder relative to the tree, with the files that it takes from the target. */
export function fluxLayerTexts(synced: Synced<FluxConfig>): readonly (readonly [path: string, text: string])[] {
  return layersOf(synced).map(([layer, files]) => {
    const folder = layerFolder(synced.target, layer);
    const up = '../'.repeat(folder.split('/').length + 1);
    return [`${folder}/kustomization.yaml`, kustomizationOf(files, ({ path }) => `${up}${path}`)];
  });
}

function layerFolder(target: string, layer: FluxLayer): string {
  return `${fluxFolder(target)}/layers/${layer}`;
}

function layersOf({ files }: Synced<FluxConfig>): readonly (readonly [FluxLayer, readonly OutputFile[]])[] {
  const layers = groupBy(
    files.filter(({ emitted }) => emitted !== undefined),
    ({ emitted }) => fluxLayer(emitted!),
  );
  return FLUX_LAYERS.map((layer) => [layer, layers.get(layer) ?? []]);
}

function nameOf({ gitops, target }: Synced<FluxConfig>): string {
  return `${gitops.name}-${target}`;
}

function source(synced: Synced<FluxConfig>): Manifest {
  const { gitops, out } = synced;
  const { url, ref, interval, provider, secretRef } = gitops;
  const place = metadata(nameOf(synced), gitops.namespace);
  const rest = {
    ...(secretRef !== undefined && { secretRef: { name: secretRef } }),
    ignore: ignoring(repositoryPath(gitops.path, out)),
  };
  return url.startsWith('oci://')
    ? ociRepository(place, {
        ...{ interval, url, ref: ref ?? { tag: 'latest' } },
        ...only(provider, ['aws', 'azure', 'gcp']),
        ...rest,
      })
    : gitRepository(place, {
        ...{ interval, url, ref: ref ?? { branch: 'main' } },
        ...only(provider, ['aws', 'azure', 'github']),
        ...rest,
      });
}

function only<P extends string>(provider: string, known: readonly P[]): { readonly provider?: P } {
  const found = known.find((one) => one === provider);
  return found === undefined ? {} : { provider: found };
}

/** As .gitignore has it: everything but one folder, which what lies above it must not hide. */
function ignoring(folder: string): string {
  const parts = folder.split('/');
  const lines = parts.flatMap((_, i) => {
    const above = parts
      .slice(0, i)
      .map((part) => `/${part}`)
      .join('');
    return [`${above}/*`, `!${above}/${parts[i]}`];
  });
  return `${lines.join('\n')}\n`;
}

/** Deleting it deletes nothing else: a target that is taken out of the configuration must not empty its cluster. */
function kustomization(synced: Synced<FluxConfig>, layer: FluxLayer, before: FluxLayer | undefined): Manifest {
  const { gitops, out, target } = synced;
  const { interval, retryInterval, timeout, prune, wait, serviceAccountName, kubeConfig } = gitops;
  const name = nameOf(synced);
  return fluxKustomization(metadata(`${name}-${layer}`, gitops.namespace), {
    ...(before !== undefined && { dependsOn: [{ name: `${name}-${before}` }] }),
    sourceRef: { kind: gitops.url.startsWith('oci://') ? 'OCIRepository' : 'GitRepository', name },
    path: `./${repositoryPath(gitops.path, out, 'gitops', layerFolder(target, layer))}`,
    interval,
    retryInterval,
    timeout,
    prune,
    wait,
    deletionPolicy: 'Orphan',
    ...(serviceAccountName !== undefined && { serviceAccountName }),
    ...(kubeConfig !== undefined && { kubeConfig: { secretRef: { name: kubeConfig } } }),
  });
}
