import { within } from '../../base/span.ts';
import { type Diagnostic, error } from '../../diag/diagnostic.ts';
import { withCompanions } from '../../model/companions.ts';
import { isWhole, type Lookup } from '../../model/lookup.ts';
import type { RawManifest } from '../../model/mesh.ts';
import type { Service } from '../../model/service.ts';
import type { Check } from '../check.ts';
import { type Labels, podsOf, selectedPods, selects } from '../pods.ts';
import { nameOf } from '../raw/view.ts';

/** A service's selector selects its own pods only. Two services may share pods on purpose: same selector, same identity. */
export const foreignPods: Check = {
  codes: ['MW3001'],
  *run(mesh) {
    for (const service of judged(mesh)) {
      const pods = selectedPods(mesh, service.namespace, service.selector);
      if (pods.every(({ owner }) => owner === service)) continue;
      for (const owner of new Set(pods.map((one) => one.owner))) {
        if (owner === service || !isService(owner) || sharesPods(service, owner)) continue;
        if (!isSaidThere(mesh, service, owner)) yield finding(service, owner);
      }
    }
  },
};

/** Services whose own pods or selector are asked about, with what selects those pods. */
function judged(mesh: Lookup): readonly Service[] {
  const { focus, services } = mesh;
  if (isWhole(mesh)) return focus.services;
  const all = withCompanions(
    mesh,
    focus.services.map(({ key }) => key),
  );
  return [...all].flatMap((key) => services.get(key) ?? []);
}

function isService(owner: Service | RawManifest): owner is Service {
  return 'selector' in owner;
}

function sharesPods(service: Service, owner: Service | RawManifest): boolean {
  if (!isService(owner)) return true;
  const makes = [service, owner].filter(({ versions }) => versions.some(({ workload }) => workload));
  const same = service.identity.serviceAccount === owner.identity.serviceAccount;
  return same && makes.length < 2 && sameLabels(service.selector, owner.selector);
}

/** Where two services select each other's pods it is said once: at the selector that was chosen, or at the later one. */
function isSaidThere(mesh: Lookup, service: Service, owner: Service | RawManifest): boolean {
  if (!isService(owner) || podsOf(service).every(({ labels }) => !selects(owner.selector, labels))) return false;
  if (isDefault(service) !== isDefault(owner)) return isDefault(service);
  return mesh.mesh.services.indexOf(service) < mesh.mesh.services.indexOf(owner);
}

function isDefault({ name, selector }: Service): boolean {
  return sameLabels(selector, { app: name });
}

function sameLabels(a: Labels, b: Labels): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

const SHARED = 'give the pods labels of their own; or, to share them on purpose, give both the same `serviceAccount`';

function finding(service: Service, owner: Service | RawManifest): Diagnostic {
  const name = isService(owner) ? owner.name : nameOf(owner);
  const labels = Object.entries(service.selector).map(([key, value]) => `${key}=${value}`);
  return error('MW3001', `the selector of \`${service.name}\` also selects the pods of \`${name}\``, {
    span: within(service.span, 1, 'selector'),
    label: `pods of \`${name}\` have \`${labels.join(',')}\` too`,
    related: [{ span: owner.span, note: `\`${name}\` is declared here` }],
    note: `requests for \`${service.name}\` reach pods of \`${name}\`, and rules for it apply to them`,
    help:
      isService(owner) && sameLabels(service.selector, owner.selector)
        ? SHARED
        : `add a label to the selector that pods of \`${name}\` do not have`,
  });
}
