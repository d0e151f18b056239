import type { DeploymentSpec } from '../../../schemas/types/apps/Deployment.ts';
import type { ServiceSpec } from '../../../schemas/types/core/Service.ts';
import type { Manifest, Metadata } from '../manifest.ts';

export type {
  Container,
  ContainerPort,
  EnvVar as ContainerEnvVar,
  Probe as ContainerProbe,
} from '../../../schemas/types/apps/Deployment.ts';
export type { ServicePort as ServiceSpecPort } from '../../../schemas/types/core/Service.ts';

export function namespace(metadata: Metadata): Manifest {
  return { apiVersion: 'v1', kind: 'Namespace', metadata };
}

export function serviceAccount(metadata: Metadata): Manifest {
  return { apiVersion: 'v1', kind: 'ServiceAccount', metadata };
}

export function service(metadata: Metadata, spec: ServiceSpec): Manifest {
  return { apiVersion: 'v1', kind: 'Service', metadata, spec };
}

export function deployment(metadata: Metadata, spec: DeploymentSpec): Manifest {
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec };
}
