import { groupBy } from '../../../base/order.ts';
import { type Manifest, manifestName } from '../../../manifest/manifest.ts';
import type { Labels } from './configuration.ts';

/** Those of some manifests with selectors that hold for a pod. */
export type Selection = (namespace: string, labels: Labels) => readonly Manifest[];

/**
 * Policies are looked for in the pod's namespace and in the root namespace, once if that is the same; a selector has to be
 * part of the pod's labels, and none is part of any. Those that name a target are not for sidecars and their gateways.
 */
export function selection(manifests: readonly Manifest[], rootNamespace: string): Selection {
  const bound = manifests.filter(({ spec }) => !hasTarget(spec as Readonly<Record<string, unknown>> | undefined));
  const sorted = [...bound].sort((a, b) => (manifestName(a) < manifestName(b) ? -1 : 1));
  const index = groupBy(sorted, (manifest) => entryOf(manifest));
  const candidates = (namespace: string, labels: Labels) => [
    ...(index.get(`${namespace} `) ?? []),
    ...Object.entries(labels).flatMap(([key, value]) => index.get(`${namespace} ${key}=${value}`) ?? []),
  ];
  return (namespace, labels) => {
    const found = [rootNamespace, ...(namespace === rootNamespace ? [] : [namespace])].flatMap((one) =>
      candidates(one, labels),
    );
    return found.filter((manifest) => isPart(selectorOf(manifest), labels));
  };
}

function hasTarget(spec: Readonly<Record<string, unknown>> | undefined): boolean {
  return spec?.targetRef !== undefined || (Array.isArray(spec?.targetRefs) && spec.targetRefs.length > 0);
}

/** Its namespace and the first label that it asks for: one that the pod must have. */
function entryOf(manifest: Manifest): string {
  const [first] = Object.entries(selectorOf(manifest));
  return `${manifest.metadata.namespace ?? 'default'} ${first ? first.join('=') : ''}`;
}

export function selectorOf({ spec }: Manifest): Labels {
  const { selector } = (spec ?? {}) as { readonly selector?: { readonly matchLabels?: Labels } };
  return selector?.matchLabels ?? {};
}

export function isPart(selector: Labels, labels: Labels): boolean {
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
}
