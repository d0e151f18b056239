import { uniqueBy } from '../../base/order.ts';
import { type Container, type ContainerEnvVar, type ContainerPort, deployment } from '../../manifest/kinds/core.ts';
import type { Emitted } from '../../manifest/manifest.ts';
import type { EnvVar, Service, ServicePort, Version, Workload } from '../../model/service.ts';
import type { Context } from './context.ts';
import { lowerProbes } from './probe.ts';

/** One Deployment for each version that has an image. */
export function deployments({ lookup, gap }: Context): readonly Emitted[] {
  const emitted: Emitted[] = [];
  for (const service of lookup.focus.services) {
    for (const version of service.versions) {
      if (version.workload) emitted.push(lowerVersion(service, version, version.workload, gap));
    }
  }
  return emitted;
}

function lowerVersion(service: Service, version: Version, workload: Workload, gap: Context['gap']): Emitted {
  // A selector is immutable: it holds what tells this version's pods from all others, and no more.
  const matchLabels = { ...service.selector, ...version.labels };
  const conventional = { app: service.name, version: version.name };
  return {
    manifest: deployment(
      {
        name: `${service.name}-${version.name}`,
        namespace: service.namespace,
        labels: { ...conventional, ...service.labels },
      },
      {
        ...(workload.replicas !== undefined && { replicas: workload.replicas }),
        selector: { matchLabels },
        template: {
          metadata: { labels: { ...conventional, ...matchLabels } },
          spec: {
            serviceAccountName: service.identity.serviceAccount,
            containers: [lowerContainer(service, workload, gap)],
          },
        },
      },
    ),
    spans: [service.span],
  };
}

function lowerContainer(service: Service, workload: Workload, gap: Context['gap']): Container {
  const { image, command, args, env, resources } = workload;
  return {
    name: service.name,
    image,
    ...(command && { command }),
    ...(args && { args }),
    ports: uniqueBy(service.ports, (port) => port.targetPort).map(lowerPort),
    ...(env.length > 0 && { env: env.map(lowerEnv) }),
    ...(resources && { resources }),
    ...lowerProbes(service, workload.probes, gap),
  };
}

/** Names of container ports are shorter than those of service ports may be, and nothing refers to them. */
function lowerPort({ name, targetPort }: ServicePort): ContainerPort {
  return { ...(name.length <= 15 && { name }), containerPort: targetPort };
}

function lowerEnv(variable: EnvVar): ContainerEnvVar {
  const { name } = variable;
  switch (variable.kind) {
    case 'value':
      return { name, value: variable.value };
    case 'secret':
      return { name, valueFrom: { secretKeyRef: { name: variable.from, key: variable.key } } };
    case 'configMap':
      return { name, valueFrom: { configMapKeyRef: { name: variable.from, key: variable.key } } };
    case 'field':
      return { name, valueFrom: { fieldRef: { fieldPath: variable.path } } };
  }
}
