import { warning } from '../../diag/diagnostic.ts';
import type { Lookup } from '../../model/lookup.ts';
import type { RawManifest } from '../../model/mesh.ts';
import type { Check } from '../check.ts';
import { hasTargetRefs, podsFor, selectorOf } from './policy.ts';
import { field, nameOf, namespaceOf, networking, root, security, spanOf } from './view.ts';

/** A raw policy with a selector selects some workload that is known. */
export const rawSelectsNothing: Check = {
  codes: ['MW4104'],
  *run(mesh) {
    for (const raw of policies(mesh)) {
      const selector = Object.entries(selectorOf(raw));
      if (hasTargetRefs(raw) || !isLookedAfter(mesh, raw) || selectsGateway(mesh, raw) || podsFor(mesh, raw).length > 0)
        continue;
      const labels = selector.map(([name, value]) => `${name}=${value}`).join(',');
      const what = selector.length === 0 ? 'there is none in its namespace' : `no workload has \`${labels}\``;
      const part = field(root(raw), ...(selector.length === 0 ? ['metadata', 'namespace'] : ['spec', 'selector']));
      yield warning('MW4104', `\`${nameOf(raw)}\` selects no workload: ${what}`, {
        span: spanOf(part),
        note: 'it does nothing, unless something outside these policies makes such pods',
        help: 'select by labels that the pods of a service have',
      });
    }
  },
};

function* policies(mesh: Lookup): Generator<RawManifest> {
  yield* security(mesh, 'AuthorizationPolicy');
  yield* security(mesh, 'PeerAuthentication');
  yield* security(mesh, 'RequestAuthentication');
  yield* networking(mesh, 'Sidecar');
}

/** Whether the workloads where a policy stands are declared here: in other namespaces there is nothing to compare with. */
function isLookedAfter({ mesh, namespaces }: Lookup, raw: RawManifest): boolean {
  const namespace = namespaceOf(raw);
  return namespaces.has(namespace) || (namespace === mesh.rootNamespace && Object.keys(selectorOf(raw)).length > 0);
}

function selectsGateway({ mesh }: Lookup, raw: RawManifest): boolean {
  const namespace = namespaceOf(raw);
  const selector = Object.entries(selectorOf(raw));
  // What labels the pods of a gateway have beside those that it is selected by is not known.
  return mesh.gateways.some(
    ({ workload }) =>
      namespace === workload.namespace &&
      selector.every(([name, value]) => (workload.selector[name] ?? value) === value),
  );
}
