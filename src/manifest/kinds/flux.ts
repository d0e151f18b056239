import type { KustomizationSpec } from '../../../schemas/types/kustomize.toolkit.fluxcd.io/Kustomization.ts';
import type { GitRepositorySpec } from '../../../schemas/types/source.toolkit.fluxcd.io/GitRepository.ts';
import type { OCIRepositorySpec } from '../../../schemas/types/source.toolkit.fluxcd.io/OCIRepository.ts';
import type { Manifest, Metadata } from '../manifest.ts';

export type { GitRepositorySpec } from '../../../schemas/types/source.toolkit.fluxcd.io/GitRepository.ts';
export type { OCIRepositorySpec } from '../../../schemas/types/source.toolkit.fluxcd.io/OCIRepository.ts';

const SOURCE = 'source.toolkit.fluxcd.io/v1';

export function gitRepository(metadata: Metadata, spec: GitRepositorySpec): Manifest {
  return { apiVersion: SOURCE, kind: 'GitRepository', metadata, spec };
}

export function ociRepository(metadata: Metadata, spec: OCIRepositorySpec): Manifest {
  return { apiVersion: SOURCE, kind: 'OCIRepository', metadata, spec };
}

export function fluxKustomization(metadata: Metadata, spec: KustomizationSpec): Manifest {
  return { apiVersion: 'kustomize.toolkit.fluxcd.io/v1', kind: 'Kustomization', metadata, spec };
}
