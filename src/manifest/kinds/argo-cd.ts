import type { ApplicationSpec } from '../../../schemas/types/argoproj.io/Application.ts';
import type { ApplicationSetSpec } from '../../../schemas/types/argoproj.io/ApplicationSet.ts';
import type { AppProjectSpec } from '../../../schemas/types/argoproj.io/AppProject.ts';
import type { JsonObject } from '../../base/json.ts';
import type { Manifest, Metadata } from '../manifest.ts';

export type { ApplicationSpec } from '../../../schemas/types/argoproj.io/Application.ts';
export type { ApplicationSetGenerators } from '../../../schemas/types/argoproj.io/ApplicationSet.ts';
export type { AppProjectSpec } from '../../../schemas/types/argoproj.io/AppProject.ts';

const apiVersion = 'argoproj.io/v1alpha1';

export function appProject(metadata: Metadata, spec: AppProjectSpec): Manifest {
  return { apiVersion, kind: 'AppProject', metadata, spec };
}

export function application(metadata: Metadata, spec: ApplicationSpec): Manifest {
  return { apiVersion, kind: 'Application', metadata, spec };
}

export function applicationSet(metadata: Metadata, spec: ApplicationSetSpec): Manifest {
  // Elements of lists may be anything, which its type says as `unknown`.
  return { apiVersion, kind: 'ApplicationSet', metadata, spec: spec as JsonObject };
}
