import type { RawSchema, SourceKind } from './raw.ts';
import { refined } from './refinements.ts';

/** Which kinds are taken from which file of the OpenAPI of Kubernetes. */
export const KUBERNETES_KINDS: Readonly<Record<string, readonly string[]>> = {
  'api__v1_openapi.json': ['ConfigMap', 'Namespace', 'PersistentVolumeClaim', 'Secret', 'Service', 'ServiceAccount'],
  'apis__apps__v1_openapi.json': ['DaemonSet', 'Deployment', 'StatefulSet'],
  'apis__autoscaling__v2_openapi.json': ['HorizontalPodAutoscaler'],
  'apis__batch__v1_openapi.json': ['CronJob', 'Job'],
  'apis__networking.k8s.io__v1_openapi.json': ['Ingress', 'NetworkPolicy'],
  'apis__policy__v1_openapi.json': ['PodDisruptionBudget'],
  'apis__rbac.authorization.k8s.io__v1_openapi.json': ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'],
};

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly [X_KIND]?: GroupVersionKind }>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, RawSchema>> };
}

interface GroupVersionKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

const X_KIND = 'x-kubernetes-group-version-kind';
const REF = '#/components/schemas/';

/** `io.k8s.api.core.v1.ContainerPort` → `protocol` → its values. */
export type Enums = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;

export function readOpenApi(text: string, kinds: readonly string[], enums: Enums): SourceKind[] {
  const api = JSON.parse(text) as OpenApi;
  const resolve = resolver(api.components.schemas, enums);
  return kinds.map((kind) => {
    const [name, schema] = findKind(api, kind);
    const [gvk] = schema[X_KIND] as [GroupVersionKind];
    return {
      group: gvk.group,
      kind,
      versions: [gvk.version],
      clusterScoped: !isNamespaced(api, gvk),
      schema: resolve(name),
    };
  });
}

function findKind({ components }: OpenApi, kind: string): [string, RawSchema] {
  const found = Object.entries(components.schemas).find(([, schema]) => {
    const gvks = schema[X_KIND] as readonly GroupVersionKind[] | undefined;
    return gvks?.length === 1 && gvks[0]?.kind === kind;
  });
  if (found === undefined) throw new Error(`no schema for ${kind}`);
  return found;
}

function isNamespaced({ paths }: OpenApi, gvk: GroupVersionKind): boolean {
  return Object.entries(paths).some(
    ([path, item]) => path.includes('/namespaces/{namespace}/') && item.post?.[X_KIND]?.kind === gvk.kind,
  );
}

/** Replaces each `$ref` by what it names. No kind that we take is recursive; one that were would overflow here, at once. */
function resolver(schemas: OpenApi['components']['schemas'], enums: Enums): (name: string) => RawSchema {
  const known = new Map<string, RawSchema>();
  const resolve = (name: string): RawSchema => {
    const resolved = known.get(name) ?? {
      ...refined(shortName(name), inline(withEnums(schemas[name]!, enums.get(name)))),
      'x-name': shortName(name),
    };
    known.set(name, resolved);
    return resolved;
  };
  const inline = (schema: RawSchema): RawSchema => {
    const ref = schema.$ref ?? (schema.allOf?.length === 1 ? schema.allOf[0]?.$ref : undefined);
    if (typeof ref === 'string') return withDefault(resolve(ref.slice(REF.length)), schema.default);
    return {
      ...schema,
      ...(schema.properties && { properties: mapValues(schema.properties, inline) }),
      ...(schema.items && { items: inline(schema.items) }),
      ...(typeof schema.additionalProperties === 'object' && {
        additionalProperties: inline(schema.additionalProperties),
      }),
    };
  };
  return resolve;
}

function withDefault(schema: RawSchema, value: unknown): RawSchema {
  return value === undefined ? schema : { ...schema, default: value };
}

function withEnums(schema: RawSchema, enums: ReadonlyMap<string, readonly string[]> | undefined): RawSchema {
  if (enums === undefined || schema.properties === undefined) return schema;
  const properties = Object.entries(schema.properties).map(([name, property]) => {
    const values = enums.get(name);
    return [name, values === undefined ? property : addEnum(property, values)];
  });
  return { ...schema, properties: Object.fromEntries(properties) };
}

/** On a list, an enum is about its elements. */
function addEnum(schema: RawSchema, values: readonly string[]): RawSchema {
  return schema.items === undefined
    ? { ...schema, enum: values }
    : { ...schema, items: { ...schema.items, enum: values } };
}

function mapValues(
  record: Readonly<Record<string, RawSchema>>,
  f: (value: RawSchema) => RawSchema,
): Record<string, RawSchema> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, f(value)]));
}

function shortName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

const FUNCTION = /^func schema_(\w+)\(ref/;
const PROPERTY = /^\t{5}"(\w+)": \{$/;
const ENUM = /^\t+Enum:\s+\[\]interface\{\}\{(.*)\},$/;

/**
 * The enums of a generated `zz_generated.openapi.go`, read line by line: a function per type, five tabs before a property.
 * The Go names say `k8sio_api_core_v1_Container` for `io.k8s.api.core.v1.Container`.
 */
export function readEnums(go: string): Enums {
  const enums = new Map<string, Map<string, readonly string[]>>();
  let type = '';
  let property = '';
  for (const line of go.split('\n')) {
    const values = ENUM.exec(line);
    if (values) {
      const properties = enums.get(type) ?? new Map<string, readonly string[]>();
      enums.set(type, properties.set(property, JSON.parse(`[${values[1]}]`) as string[]));
    } else {
      type =
        FUNCTION.exec(line)?.[1]
          ?.replace(/^k8sio_/, 'io.k8s.')
          .replace(/^pkg_/, 'io.k8s.apimachinery.pkg.')
          .replaceAll('_', '.') ?? type;
      property = PROPERTY.exec(line)?.[1] ?? property;
    }
  }
  return enums;
}
