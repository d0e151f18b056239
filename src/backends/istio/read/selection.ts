import { sortBy } from '../../../base/order.ts';
import { type Manifest, manifestName } from '../../../manifest/manifest.ts';
import type { Labels } from './configuration.ts';
import { type LabelIndex, labelIndex } from './label-index.ts';

/** Those of some manifests with selectors that hold for a pod: one and the same list where they hold for its whole namespace. */
export type Selection = (namespace: string, labels: Labels) => readonly Manifest[];

/**
 * Policies are looked for in the pod's namespace and in the root namespace, once if that is the same; a selector has to be
 * part of the pod's labels, and none is part of any. Those that name a target are not for sidecars and their gateways.
 */
export function selection(manifests: readonly Manifest[], rootNamespace: string): Selection {
  const { wide, selecting } = indexed(manifests);
  const known = new Map<string, readonly Manifest[]>();
  const wideAround = (namespace: string): readonly Manifest[] => {
    const found = known.get(namespace) ?? [...wideIn(rootNamespace), ...wideOf(namespace)];
    known.set(namespace, found);
    return found;
  };
  const wideIn = (namespace: string) => wide.get(namespace) ?? NONE;
  const wideOf = (namespace: string) => (namespace === rootNamespace ? NONE : wideIn(namespace));
  return (namespace, labels) => {
    const root = selected(selecting, rootNamespace, labels);
    const own = namespace === rootNamespace ? NONE : selected(selecting, namespace, labels);
    const around = wideAround(namespace);
    if (root.length === 0) return own.length === 0 ? around : around.concat(own);
    return [...wideIn(rootNamespace), ...root, ...wideOf(namespace), ...own];
  };
}

const NONE: readonly Manifest[] = [];

interface Indexed {
  /** Without a selector, by namespace. */
  readonly wide: ReadonlyMap<string, readonly Manifest[]>;
  /** By the first label that they ask for: one that the pod must have. */
  readonly selecting: LabelIndex<Manifest>;
}

function indexed(manifests: readonly Manifest[]): Indexed {
  const wide = new Map<string, Manifest[]>();
  const selecting = labelIndex<Manifest>();
  const bound = manifests.filter(({ spec }) => !hasTarget(spec as Readonly<Record<string, unknown>> | undefined));
  for (const manifest of sortBy(bound, manifestName)) {
    const { namespace = 'default' } = manifest.metadata;
    const selector = selectorOf(manifest);
    const [first] = Object.keys(selector);
    if (first !== undefined) selecting.add(namespace, first, selector[first]!, manifest);
    else if (!wide.get(namespace)?.push(manifest)) wide.set(namespace, [manifest]);
  }
  return { wide, selecting };
}

function selected(index: LabelIndex<Manifest>, namespace: string, labels: Labels): readonly Manifest[] {
  if (!index.has(namespace)) return NONE;
  const found: Manifest[] = [];
  for (const label of Object.keys(labels))
    for (const manifest of index.at(namespace, label, labels[label]!))
      if (isPart(selectorOf(manifest), labels)) found.push(manifest);
  return found;
}

function hasTarget(spec: Readonly<Record<string, unknown>> | undefined): boolean {
  return spec?.targetRef !== undefined || (Array.isArray(spec?.targetRefs) && spec.targetRefs.length > 0);
}

export function selectorOf({ spec }: Manifest): Labels {
  const { selector } = (spec ?? {}) as { readonly selector?: { readonly matchLabels?: Labels } };
  return selector?.matchLabels ?? NO_LABELS;
}

const NO_LABELS: Labels = {};

export function isPart(selector: Labels, labels: Labels): boolean {
  for (const key of Object.keys(selector)) if (labels[key] !== selector[key]) return false;
  return true;
}
