import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import { groupBy } from '../../base/order.ts';
import type { ArgumentPath, Span } from '../../base/span.ts';
import type { Whole } from '../../model/lookup.ts';
import type { RawManifest } from '../../model/mesh.ts';
import { derived } from '../derived.ts';
import { inArgument } from '../place.ts';

/** A part of a raw manifest, and where in it. Whatever shape it should have, it may have another. */
export interface Part {
  readonly value: Json | undefined;
  readonly path: ArgumentPath;
  readonly raw: RawManifest;
}

export function root(raw: RawManifest): Part {
  return { value: raw.manifest, path: [], raw };
}

/** A field of a field of a part; its value is undefined where there is none. */
export function field(part: Part, ...names: readonly string[]): Part {
  let value = part.value;
  for (const name of names) value = isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  return { ...part, value, path: [...part.path, ...names] };
}

/** The elements of a part that is a list. */
function elements(part: Part): Part[] {
  if (!Array.isArray(part.value)) return [];
  return part.value.map((value: Json, index) => ({ ...part, value, path: [...part.path, index] }));
}

/** Elements of a list inside a part, each with its place. */
export function each(part: Part, ...names: readonly string[]): Part[] {
  return elements(field(part, ...names));
}

export function text(part: Part): string | undefined {
  return typeof part.value === 'string' ? part.value : undefined;
}

/** The strings of a list inside a part, each with its place. */
export function texts(part: Part, ...names: readonly string[]): (Part & { readonly value: string })[] {
  return each(part, ...names).filter(
    (element): element is Part & { readonly value: string } => text(element) !== undefined,
  );
}

/** Where a part stands in the call that declared it. */
export function spanOf({ raw, path }: Part): Span {
  return inArgument(raw.span, ...path);
}

/** The string fields of an object, e.g. labels. */
export function labelsOf(part: Part): Readonly<Record<string, string>> {
  if (!isJsonObject(part.value)) return {};
  const strings = Object.entries(part.value).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(strings);
}

/** `VirtualService bookinfo/reviews` */
export function nameOf({ manifest }: RawManifest): string {
  const metadata = metadataOf(manifest);
  const name = typeof metadata.name === 'string' ? metadata.name : '?';
  return `${kindOf(manifest)} ${typeof metadata.namespace === 'string' ? `${metadata.namespace}/${name}` : name}`;
}

export function namespaceOf({ manifest }: RawManifest): string {
  const { namespace } = metadataOf(manifest);
  return typeof namespace === 'string' ? namespace : 'default';
}

export function metadataName({ manifest }: RawManifest): string {
  const { name } = metadataOf(manifest);
  return typeof name === 'string' ? name : '';
}

function metadataOf({ metadata }: JsonObject): JsonObject {
  return isJsonObject(metadata) ? metadata : {};
}

function kindOf({ kind }: JsonObject): string {
  return typeof kind === 'string' ? kind : '?';
}

const byKind = derived(({ mesh }) =>
  groupBy(mesh.raw, ({ manifest }) => {
    const version = typeof manifest.apiVersion === 'string' ? manifest.apiVersion : '';
    const group = version.includes('/') ? version.slice(0, version.indexOf('/')) : '';
    return `${group}/${kindOf(manifest)}`;
  }),
);

/** Raw manifests of an API group and kind, in any version: `istio(mesh, 'VirtualService')`, `core(mesh, 'Service')`. */
function ofKind(mesh: Whole, group: string, kind: string): readonly RawManifest[] {
  return byKind(mesh).get(`${group}/${kind}`) ?? [];
}

export function networking(mesh: Whole, kind: 'VirtualService' | 'DestinationRule' | 'ServiceEntry' | 'Sidecar') {
  return ofKind(mesh, 'networking.istio.io', kind);
}

export function security(mesh: Whole, kind: 'AuthorizationPolicy' | 'PeerAuthentication' | 'RequestAuthentication') {
  return ofKind(mesh, 'security.istio.io', kind);
}

export function core(mesh: Whole, kind: 'Service' | 'ServiceAccount' | 'Namespace') {
  return ofKind(mesh, '', kind);
}

/** Pods that a raw manifest makes. */
export interface RawWorkload {
  readonly raw: RawManifest;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly serviceAccount: Part;
}

const TEMPLATES = {
  '/Pod': [],
  '/ReplicationController': ['spec', 'template'],
  'apps/Deployment': ['spec', 'template'],
  'apps/StatefulSet': ['spec', 'template'],
  'apps/DaemonSet': ['spec', 'template'],
  'apps/ReplicaSet': ['spec', 'template'],
  'batch/Job': ['spec', 'template'],
  'batch/CronJob': ['spec', 'jobTemplate', 'spec', 'template'],
} as const;

export const rawWorkloads = derived((mesh): readonly RawWorkload[] =>
  Object.entries(TEMPLATES).flatMap(([kind, path]) =>
    (byKind(mesh).get(kind) ?? []).map((raw) => {
      const pod = field(root(raw), ...path);
      return {
        raw,
        namespace: namespaceOf(raw),
        labels: labelsOf(field(pod, 'metadata', 'labels')),
        serviceAccount: field(pod, 'spec', 'serviceAccountName'),
      };
    }),
  ),
);
