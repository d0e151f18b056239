import type { JsonSchema, NamedSchema } from './jsonschema.ts';
import { NAME } from './jsonschema.ts';
import type { SourceKind } from './raw.ts';

/*
 * The API server checks metadata by code of its own, not by the published schemas, so what it checks is written out here:
 * names, label keys and values, annotation keys. Fields that only the cluster writes are left out, so they are refused.
 */

const DNS_LABEL: JsonSchema = { type: 'string', pattern: '^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$', maxLength: 63 };
const DNS_SUBDOMAIN: JsonSchema = {
  type: 'string',
  pattern: '^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$',
  maxLength: 253,
};
const PATH_SEGMENT: JsonSchema = { type: 'string', pattern: '^(?!\\.{1,2}$)[^/%]+$', maxLength: 253 };

/** A name of up to 63 characters, after an optional DNS prefix and a slash. */
const QUALIFIED_NAME: JsonSchema = {
  pattern:
    '^(?:[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*/)?[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$',
  maxLength: 317,
};
const LABEL_VALUE: JsonSchema = { type: 'string', pattern: '^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$' };

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
