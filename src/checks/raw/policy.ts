import type { Lookup } from '../../model/lookup.ts';
import type { RawManifest } from '../../model/mesh.ts';
import type { Service } from '../../model/service.ts';
import type { Pods } from '../pods.ts';
import { maySelect, namespacesOfPods, podsIn } from '../pods.ts';
import { each, field, labelsOf, namespaceOf, root, text } from './view.ts';

export type Action = 'ALLOW' | 'DENY' | 'AUDIT' | 'CUSTOM';

export function actionOf(raw: RawManifest): Action {
  const action = text(field(root(raw), 'spec', 'action'));
  return action === 'DENY' || action === 'AUDIT' || action === 'CUSTOM' ? action : 'ALLOW';
}

/** Whether a policy is only evaluated, and decides nothing. */
export function isDryRun(raw: RawManifest): boolean {
  return text(field(root(raw), 'metadata', 'annotations', 'istio.io/dry-run')) === 'true';
}

/** Whether a policy names what it is for by `targetRefs`: then it is not for the proxies of pods. */
export function hasTargetRefs(raw: RawManifest): boolean {
  return each(root(raw), 'spec', 'targetRefs').length > 0 || field(root(raw), 'spec', 'targetRef').value !== undefined;
}

export function selectorOf(raw: RawManifest): Readonly<Record<string, string>> {
  return labelsOf(field(root(raw), 'spec', 'selector', 'matchLabels'));
}

/** The known pods that a policy is for: those of its namespace, or of all for one in the root namespace, that its selector may select. */
export function podsFor(lookup: Lookup, raw: RawManifest): readonly Pods[] {
  const namespace = namespaceOf(raw);
  const all = namespace === lookup.mesh.rootNamespace ? namespacesOfPods(lookup) : [namespace];
  const pods = all.flatMap((one) => podsIn(lookup, one));
  const selector = selectorOf(raw);
  return pods.filter((one) => maySelect(selector, one));
}

export function servicesFor(mesh: Lookup, raw: RawManifest): readonly Service[] {
  const owners = podsFor(mesh, raw).map(({ owner }) => owner);
  return [...new Set(owners)].filter((owner): owner is Service => 'ports' in owner);
}
