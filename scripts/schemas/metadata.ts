import type { JsonSchema, NamedSchema } from './jsonschema.ts';
import { NAME } from './jsonschema.ts';
import { DNS_LABEL, DNS_SUBDOMAIN, LABEL_VALUE, PATH_SEGMENT, QUALIFIED_NAME } from './names.ts';
import type { SourceKind } from './raw.ts';

/* Fields that only the cluster writes are left out, so they are refused. */

const OWNER_REFERENCE: NamedSchema = {
  [NAME]: 'OwnerReference',
  type: 'object',
  properties: {
    apiVersion: { type: 'string' },
    blockOwnerDeletion: { type: 'boolean' },
    controller: { type: 'boolean' },
    kind: { type: 'string' },
    name: { type: 'string' },
    uid: { type: 'string' },
  },
  required: ['apiVersion', 'kind', 'name', 'uid'],
  additionalProperties: false,
};

/** Metadata of a pod template or a volume claim template. */
export const TEMPLATE_METADATA: NamedSchema = {
  [NAME]: 'TemplateMetadata',
  type: 'object',
  properties: {
    annotations: { type: 'object', propertyNames: QUALIFIED_NAME, additionalProperties: { type: 'string' } },
    finalizers: { type: 'array', items: { type: 'string' }, uniqueItems: true },
    labels: { type: 'object', propertyNames: QUALIFIED_NAME, additionalProperties: LABEL_VALUE },
    name: DNS_SUBDOMAIN,
    namespace: DNS_LABEL,
    ownerReferences: { type: 'array', items: OWNER_REFERENCE },
  },
  additionalProperties: false,
};

export function metadata(kind: SourceKind): NamedSchema {
  const properties = Object.entries(TEMPLATE_METADATA.properties ?? {}).filter(
    ([name]) => !(kind.clusterScoped && name === 'namespace'),
  );
  return {
    ...TEMPLATE_METADATA,
    [NAME]: 'ObjectMeta',
    properties: { ...Object.fromEntries(properties), name: nameOf(kind) },
    required: ['name'],
  };
}

function nameOf({ group, kind }: SourceKind): JsonSchema {
  if (group === 'rbac.authorization.k8s.io') return PATH_SEGMENT;
  if (group === '' && (kind === 'Namespace' || kind === 'Service')) return DNS_LABEL;
  return DNS_SUBDOMAIN;
}
