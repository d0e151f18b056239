import { uniqueBy } from '../../base/order.ts';
import type { Manifest } from '../../manifest/manifest.ts';
import { objectKey } from '../../manifest/names.ts';
import { isKind, isPart, type Labels, namespaceOf, podLabels, selectorOf, specOf, type Telling } from './objects.ts';

/** Every version of every object that there is on the way, found by what it is about. */
export interface Universe {
  readonly versions: (key: string) => readonly Manifest[];
  readonly ofKind: (kind: Telling) => readonly Manifest[];
  /** Keys of policies of a kind that hold for some pods of a namespace, in some version. */
  readonly holdingFor: (kind: Telling, namespaces: readonly string[], pods: readonly Labels[]) => readonly string[];
  /** Keys of Deployments that make pods for a selector. */
  readonly making: (namespace: string, selectors: readonly Labels[]) => readonly string[];
  /** Keys of DestinationRules of a host. */
  readonly rulesOf: (host: string) => readonly string[];
}

export function universe(all: readonly Manifest[]): Universe {
  const byKey = new Map<string, Manifest[]>();
  const byKind = new Map<string, Manifest[]>();
  const bySelector = new Map<string, Manifest[]>();
  const byLabel = new Map<string, Manifest[]>();
  const byHost = new Map<string, Manifest[]>();
  for (const manifest of all) {
    add(byKey, objectKey(manifest), manifest);
    add(byKind, manifest.kind, manifest);
    if (isKind(manifest, 'Deployment'))
      for (const label of Object.entries(podLabels(manifest)))
        add(byLabel, `${namespaceOf(manifest)} ${label.join('=')}`, manifest);
    if (isKind(manifest, 'DestinationRule')) add(byHost, specOf<{ host: string }>(manifest).host ?? '', manifest);
    if (SELECTING.some((kind) => isKind(manifest, kind)))
      add(bySelector, `${manifest.kind} ${namespaceOf(manifest)} ${first(selectorOf(manifest))}`, manifest);
  }
  return {
    versions: (key) => byKey.get(key) ?? [],
    ofKind: (kind) => (byKind.get(kind) ?? []).filter((manifest) => isKind(manifest, kind)),
    holdingFor: (kind, namespaces, pods) => {
      const entries = ['', ...pods.flatMap((labels) => Object.entries(labels).map((one) => one.join('=')))];
      const candidates = namespaces.flatMap((namespace) =>
        entries.flatMap((entry) => bySelector.get(`${kind} ${namespace} ${entry}`) ?? []),
      );
      return keysOf(candidates.filter((manifest) => pods.some((labels) => isPart(selectorOf(manifest), labels))));
    },
    making: (namespace, selectors) =>
      keysOf(
        selectors.flatMap((selector) =>
          (byLabel.get(`${namespace} ${first(selector)}`) ?? []).filter((one) => isPart(selector, podLabels(one))),
        ),
      ),
    rulesOf: (host) => keysOf(byHost.get(host) ?? []),
  };
}

const SELECTING: readonly Telling[] = ['AuthorizationPolicy', 'PeerAuthentication', 'RequestAuthentication'];

function add(map: Map<string, Manifest[]>, key: string, manifest: Manifest): void {
  const list = map.get(key);
  if (list) list.push(manifest);
  else map.set(key, [manifest]);
}

function first(selector: Labels): string {
  const [label] = Object.entries(selector);
  return label ? label.join('=') : '';
}

export function keysOf(manifests: readonly Manifest[]): readonly string[] {
  return uniqueBy(manifests, objectKey).map(objectKey);
}
