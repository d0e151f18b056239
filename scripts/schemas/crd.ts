import { isDeepStrictEqual } from 'node:util';
import { parseAllDocuments } from 'yaml';
import type { RawSchema, SourceKind } from './raw.ts';

interface CustomResourceDefinition {
  readonly kind: 'CustomResourceDefinition';
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly scope: 'Namespaced' | 'Cluster';
    readonly versions: readonly Version[];
  };
}

interface Version {
  readonly name: string;
  readonly served: boolean;
  readonly storage: boolean;
  readonly schema: { readonly openAPIV3Schema: RawSchema };
}

/** The kinds that a YAML stream of CustomResourceDefinitions defines; other documents in it are passed over. */
export function readCrds(text: string): SourceKind[] {
  return parseAllDocuments(text)
    .map((document) => document.toJS() as CustomResourceDefinition | null)
    .filter((document) => document?.kind === 'CustomResourceDefinition')
    .map((document) => sourceKind(document as CustomResourceDefinition));
}

/** Versions whose schema differs from the stored one's are left out: nothing that meshwright emits is of those. */
function sourceKind({ spec }: CustomResourceDefinition): SourceKind {
  const served = spec.versions.filter((version) => version.served);
  const stored = served.find((version) => version.storage) ?? served[0];
  if (stored === undefined) throw new Error(`${spec.group}/${spec.names.kind} serves no version`);
  const schema = withoutDescriptions(stored.schema.openAPIV3Schema);
  const alike = served.filter(({ schema: other }) =>
    isDeepStrictEqual(withoutDescriptions(other.openAPIV3Schema), schema),
  );
  return {
    group: spec.group,
    kind: spec.names.kind,
    versions: alike.map((version) => version.name).sort(byMaturity),
    clusterScoped: spec.scope === 'Cluster',
    schema,
  };
}

/** `v1`, then `v1beta1`, then `v1alpha1`. */
function byMaturity(a: string, b: string): number {
  const rank = (version: string) => (version.includes('alpha') ? 2 : version.includes('beta') ? 1 : 0);
  return rank(a) - rank(b) || (a < b ? 1 : -1);
}

/** A field may itself be called `description`, so only strings go. */
function withoutDescriptions<T>(schema: T): T {
  return JSON.parse(
    JSON.stringify(schema, (key, value) => (key === 'description' && typeof value === 'string' ? undefined : value)),
  );
}
