import { compareStrings } from '../../../base/order.ts';
import type { Lookup } from '../../../model/lookup.ts';
import type { Service, ServicePort } from '../../../model/service.ts';
import { fieldChanges } from './fields.ts';
import { changeCauses, type FoundChange, NO_RISK, type Sides, whatOf } from './found.ts';

/** Services, ports and versions that are new, gone, or something else than before. Gateways are told by what they listen for. */
export function workloadChanges(sides: Sides): readonly FoundChange[] {
  const [before, after] = [sides.base.model, sides.head.model];
  if (!before || !after) return fromDestinations(sides);
  const keys = new Set([...before.services.keys(), ...after.services.keys()]);
  return [
    ...namespaceChanges(before, after),
    ...meshChanges(before, after),
    ...[...keys].flatMap((key) => serviceChanges(before.services.get(key), after.services.get(key), sides)),
  ];
}

function changed(key: string, subject: string, what: FoundChange['what'], text: string, causes: FoundChange['causes']) {
  return { kind: 'workload', what, key, subject, text, causes, risk: NO_RISK } as const;
}

function namespaceChanges(before: Lookup, after: Lookup): readonly FoundChange[] {
  const names = new Set([...before.namespaces.keys(), ...after.namespaces.keys()]);
  return [...names].flatMap((name): FoundChange[] => {
    const [old, fresh] = [before.namespaces.get(name), after.namespaces.get(name)];
    if (old && fresh) return [];
    const text = fresh ? 'new namespace' : 'namespace is gone';
    const key = `namespace ${name}`;
    return [changed(key, key, whatOf(old, fresh), text, changeCauses(old?.span, fresh?.span))];
  });
}

function meshChanges({ mesh: before }: Lookup, { mesh: after }: Lookup): readonly FoundChange[] {
  const texts = [
    ...(before.trustDomain === after.trustDomain ? [] : [`trust domain ${before.trustDomain} → ${after.trustDomain}`]),
    ...fieldChanges(
      [...before.trustDomainAliases].sort(),
      [...after.trustDomainAliases].sort(),
      'trust domain aliases',
    ),
  ];
  return texts.map((text) => changed('mesh', 'the mesh', 'changed', text, changeCauses(before.span, after.span)));
}

function serviceChanges(
  before: Service | undefined,
  after: Service | undefined,
  { names, base, head }: Sides,
): readonly FoundChange[] {
  const key = `service ${(after ?? before)!.key}`;
  const subject = names.of(key);
  const causes = changeCauses(before?.span, after?.span);
  if (!before || !after) {
    const { ports } = (after ?? before)!;
    const text = after ? `new service, ${ports.map(portText).join(', ')}` : 'service is gone';
    return [changed(key, subject, whatOf(before, after), text, causes)];
  }
  const domains = [base, head].map(({ model }) => model!.mesh.trustDomain);
  const identity = (service: Service, own: string | undefined) => ({
    ...service.identity,
    trustDomain: service.identity.trustDomain === own ? 'own' : service.identity.trustDomain,
  });
  return [
    ...portChanges(before, after).map(([what, text]) => changed(key, subject, what, text, causes)),
    ...versionChanges(before, after).map(([what, text]) => changed(key, subject, what, text, causes)),
    ...fieldChanges(identity(before, domains[0]), identity(after, domains[1]), 'identity').map((text) =>
      changed(key, subject, 'changed', text, causes),
    ),
    ...fieldChanges(before.selector, after.selector, 'pods').map((text) =>
      changed(key, subject, 'changed', text, causes),
    ),
  ];
}

type Text = readonly [what: FoundChange['what'], text: string];

function portText({ port, targetPort, protocol }: ServicePort): string {
  return `${protocol} port ${port}${port === targetPort ? '' : ` (${targetPort} of the pod)`}`;
}

function portChanges(before: Service, after: Service): readonly Text[] {
  const numbers = [...new Set([...before.ports, ...after.ports].map(({ port }) => port))].sort((a, b) => a - b);
  return numbers.flatMap((number): Text[] => {
    const [old, fresh] = [before, after].map(({ ports }) => ports.find(({ port }) => port === number));
    if (!old) return [['added', portText(fresh!)]];
    if (!fresh) return [['removed', portText(old)]];
    return portText(old) === portText(fresh) ? [] : [['changed', `${portText(old)} → ${portText(fresh)}`]];
  });
}

function versionChanges(before: Service, after: Service): readonly Text[] {
  const names = [...new Set([...before.versions, ...after.versions].map(({ name }) => name))].sort(compareStrings);
  return names.flatMap((name): Text[] => {
    const [old, fresh] = [before, after].map(({ versions }) => versions.find((one) => one.name === name));
    if (!old || !fresh) return [[whatOf(old, fresh), `version ${name}`]];
    return fieldChanges(old.labels, fresh.labels, `version ${name} labels`).map((text): Text => ['changed', text]);
  });
}

/** Manifests show which services there are. */
function fromDestinations({ base, head, names }: Sides): readonly FoundChange[] {
  const isService = ({ key }: { readonly key: string }) => key.startsWith('service ');
  const [before, after] = [base, head].map(
    ({ destinations }) => new Set(destinations.filter(isService).map(({ key }) => key)),
  );
  const ports = (key: string) => [
    ...new Set(head.destinations.filter((one) => one.key === key).flatMap((one) => one.ports.map(({ port }) => port))),
  ];
  return [...new Set([...before!, ...after!])].flatMap((key): FoundChange[] => {
    if (before!.has(key) && after!.has(key)) return [];
    const text = after!.has(key) ? `new service, port ${ports(key).join(', ')}` : 'service is gone';
    return [changed(key, names.of(key), after!.has(key) ? 'added' : 'removed', text, [])];
  });
}
