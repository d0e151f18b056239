import { isJsonObject, type JsonObject } from '../base/json.ts';
import { type Span, within } from '../base/span.ts';
import type { DeclarationOf } from '../dsl/declaration.ts';
import type { Patch, RawManifest } from '../model/mesh.ts';
import type { Context } from './context.ts';

/** Kinds that belong to no namespace, so that declaring them in one does not put them there. */
const CLUSTER_SCOPED = new Set([
  'APIService',
  'ClusterRole',
  'ClusterRoleBinding',
  'CustomResourceDefinition',
  'GatewayClass',
  'IngressClass',
  'MutatingWebhookConfiguration',
  'Namespace',
  'PersistentVolume',
  'PriorityClass',
  'StorageClass',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'ValidatingWebhookConfiguration',
]);

export function elaborateRaw(
  { span, in: owner, args }: DeclarationOf<'raw'>,
  context: Context,
): readonly RawManifest[] {
  const namespace = owner.ref === 'namespace' ? owner.id : undefined;
  return args.flatMap((syntax, i) => {
    const at = within(span, i);
    const manifests = ('$manifests' in syntax ? syntax['$manifests'] : [syntax]) as readonly JsonObject[];
    return manifests.flatMap((manifest) => placed(manifest, namespace, at, context) ?? []);
  });
}

function placed(
  manifest: JsonObject,
  namespace: string | undefined,
  span: Span,
  context: Context,
): RawManifest | undefined {
  const metadata = isJsonObject(manifest['metadata']) ? manifest['metadata'] : {};
  const own = metadata['namespace'];
  if (namespace === undefined || CLUSTER_SCOPED.has(String(manifest['kind']))) return { manifest, span };
  if (own !== undefined && own !== namespace) {
    return elsewhere('manifest', String(own), namespace, span, context);
  }
  const { name, ...rest } = metadata;
  return { manifest: { ...manifest, metadata: { ...(name !== undefined && { name }), namespace, ...rest } }, span };
}

export function elaboratePatch(
  { span, in: owner, args: [target, patch] }: DeclarationOf<'patch'>,
  context: Context,
): Patch | undefined {
  const { namespace, ...named } = target;
  const own = owner.ref === 'namespace' ? owner.id : namespace;
  if (namespace !== undefined && namespace !== own)
    return elsewhere('patch', namespace, owner.id, within(span, 0), context);
  return {
    target: { ...named, ...(own !== undefined && { namespace: own }) },
    patch: patch as JsonObject,
    span,
  };
}

function elsewhere(
  what: 'manifest' | 'patch',
  namespace: string,
  declaredIn: string,
  span: Span,
  context: Context,
): undefined {
  return context.error(
    'MW1205',
    `this ${what} is for namespace \`${namespace}\`, and it is declared in \`${declaredIn}\``,
    {
      span: within(span, ...(what === 'manifest' ? ['metadata', 'namespace'] : ['namespace'])),
      help: 'declare it in its own namespace, or on the mesh',
    },
  );
}
