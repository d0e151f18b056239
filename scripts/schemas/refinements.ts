import { DNS_LABEL, DNS_SUBDOMAIN, LABEL_VALUE, QUALIFIED_NAME } from './names.ts';
import type { RawSchema } from './raw.ts';

/*
 * The OpenAPI of Kubernetes has the shape of its kinds; most of what the API server refuses beyond that is in its code. Here
 * is as much as mesh manifests are likely to get wrong. The judge is a real API server: see test/conformance/schemas.test.ts.
 */

type Refinement = Readonly<Record<string, RawSchema>>;

const PORT = { minimum: 1, maximum: 65535 };
const NOT_NEGATIVE = { minimum: 0 };
const NOT_EMPTY = { minLength: 1 };
const LABELS = { propertyNames: QUALIFIED_NAME, additionalProperties: LABEL_VALUE };
const PORT_NAME = { pattern: '^(?=.*[a-z])(?!.*--)[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$' };
const NUMBER_OR_NAME = { ...PORT, ...PORT_NAME };
const NUMBER_OR_PERCENT = { minimum: 0, pattern: '^[0-9]+%$' };
const NAME = DNS_LABEL;
const ACCOUNT = { pattern: `^$|${DNS_SUBDOMAIN.pattern}`, maxLength: DNS_SUBDOMAIN.maxLength };

/** By the name of a type, then of its field. */
const REFINEMENTS: Readonly<Record<string, Refinement>> = {
  Container: { name: NAME, image: NOT_EMPTY },
  ContainerPort: { containerPort: PORT, hostPort: PORT, name: { ...PORT_NAME, maxLength: 15 } },
  DeploymentSpec: { replicas: NOT_NEGATIVE },
  EnvVar: { name: NOT_EMPTY },
  GRPCAction: { port: PORT },
  HTTPGetAction: { port: NUMBER_OR_NAME },
  LabelSelector: { matchLabels: LABELS },
  PodSpec: { containers: { minItems: 1 }, serviceAccountName: ACCOUNT },
  Probe: {
    failureThreshold: NOT_NEGATIVE,
    initialDelaySeconds: NOT_NEGATIVE,
    periodSeconds: NOT_NEGATIVE,
    successThreshold: NOT_NEGATIVE,
    timeoutSeconds: NOT_NEGATIVE,
  },
  RollingUpdateDeployment: { maxSurge: NUMBER_OR_PERCENT, maxUnavailable: NUMBER_OR_PERCENT },
  ServicePort: { name: NAME, port: PORT, targetPort: NUMBER_OR_NAME, appProtocol: QUALIFIED_NAME },
  ServiceSpec: { selector: LABELS },
  StatefulSetSpec: { replicas: NOT_NEGATIVE },
  TCPSocketAction: { port: NUMBER_OR_NAME },
  Volume: { name: NAME },
  VolumeMount: { mountPath: NOT_EMPTY },
};

const REQUIRED: Readonly<Record<string, readonly string[]>> = { Container: ['image'] };

export function refined(type: string, schema: RawSchema): RawSchema {
  const properties = Object.entries(schema.properties ?? {});
  const refinement = REFINEMENTS[type] ?? {};
  const unknown = Object.keys(refinement).filter((name) => schema.properties?.[name] === undefined);
  if (unknown.length > 0) throw new Error(`${type} has no field ${unknown.join(', ')}`);
  if (properties.length === 0) return schema;
  return {
    ...schema,
    properties: Object.fromEntries(properties.map(([name, property]) => [name, { ...property, ...refinement[name] }])),
    ...(REQUIRED[type] && { required: [...new Set([...(schema.required ?? []), ...REQUIRED[type]])] }),
  };
}
