import { groupBy, sortBy } from '../../base/order.ts';
import { type Span, within } from '../../base/span.ts';
import { type Diagnostic, error } from '../../diag/diagnostic.ts';
import type { Lookup } from '../../model/lookup.ts';
import type { Service } from '../../model/service.ts';
import type { Check } from '../check.ts';
import { fullHost, hostsOfServices } from '../known-hosts.ts';
import { list } from '../words.ts';
import { selectorOf } from './policy.ts';
import {
  each,
  field,
  labelsOf,
  nameOf,
  namespaceOf,
  networking,
  type Part,
  root,
  security,
  spanOf,
  text,
  texts,
} from './view.ts';

/**
 * What Istio takes once is said once: one PeerAuthentication for a scope, one VirtualService and one DestinationRule for a
 * host, by the policies or by a raw manifest.
 */
export const collisions: Check = {
  codes: ['MW4108'],
  *run(mesh) {
    const raw = [...raws(mesh)];
    if (raw.length === 0) return;
    const once = new Set(raw.map(({ what }) => what));
    const said = [...ours(mesh).filter(({ what }) => once.has(what)), ...raw];
    for (const [first, ...others] of groupBy(said, ({ what }) => what).values()) {
      for (const other of others) if (first && other.part) yield finding(first, other.part, other.note);
    }
  },
};

interface Said {
  /** What can be said once. */
  readonly what: string;
  readonly by: string;
  readonly span: Span;
  /** Where in a raw manifest; absent for what the policies say. */
  readonly part?: Part;
  readonly note: string;
}

const NOTES = {
  mtls: 'of two PeerAuthentications for one scope Istio takes the older one',
  routes: 'of two VirtualServices for one host Istio takes one, and which is not defined',
  traffic: 'of two DestinationRules for one host Istio takes the traffic policy of one',
} as const;

function finding(first: Said, part: Part, note: string): Diagnostic {
  return error('MW4108', `\`${nameOf(part.raw)}\` says again what ${first.by} says`, {
    span: spanOf(part),
    related: [{ span: first.span, note: 'said first here' }],
    note,
    help: 'say it in one place: leave this manifest out, or what it repeats',
  });
}

function ours(mesh: Lookup): Said[] {
  return [...saidByPolicies(mesh)];
}

function* saidByPolicies({ mesh }: Lookup): Generator<Said> {
  yield { ...mtls(mesh.rootNamespace, {}), by: 'the mesh', span: within(mesh.span, 1, 'mtls') };
  for (const { name, mtls: mode, span } of mesh.namespaces) {
    if (mode) yield { ...mtls(name, {}), by: `namespace \`${name}\``, span: within(span, 1, 'mtls') };
  }
  for (const service of mesh.services) yield* saidByService(service);
}

function* saidByService(service: Service): Generator<Said> {
  const { name, namespace, hostname, selector, span } = service;
  const by = `\`${name}\``;
  if (service.mtls.mode !== undefined || service.mtls.ports.length > 0) {
    yield { ...mtls(namespace, selector), by, span: within(span, 1, 'mtls') };
  }
  const route = service.routes[0];
  if (route) yield { what: `routes ${hostname}`, by, span: route.span, note: NOTES.routes };
  // Versions make a DestinationRule too: its subsets.
  const traffic = service.traffic?.span ?? (service.versions.length > 0 ? within(span, 1, 'versions') : undefined);
  if (traffic) yield { what: `traffic ${hostname}`, by, span: traffic, note: NOTES.traffic };
}

function mtls(namespace: string, selector: Readonly<Record<string, string>>): Pick<Said, 'what' | 'note'> {
  const labels = sortBy(Object.entries(selector), ([name]) => name);
  return { what: `mtls ${namespace} ${JSON.stringify(labels)}`, note: NOTES.mtls };
}

function* raws(mesh: Lookup): Generator<Said> {
  for (const raw of security(mesh, 'PeerAuthentication')) {
    yield fromRaw(field(root(raw), 'spec'), mtls(namespaceOf(raw), selectorOf(raw)));
  }
  for (const raw of networking(mesh, 'VirtualService')) {
    const gateways = texts(root(raw), 'spec', 'gateways');
    const inMesh = gateways.length === 0 || gateways.some(({ value }) => value === 'mesh');
    for (const host of inMesh ? texts(root(raw), 'spec', 'hosts') : []) yield* forHost(mesh, 'routes', host);
  }
  for (const raw of networking(mesh, 'DestinationRule')) {
    // One for a few workloads stands beside the one for all.
    const selector = labelsOf(field(root(raw), 'spec', 'workloadSelector', 'matchLabels'));
    const policy = field(root(raw), 'spec', 'trafficPolicy').value ?? each(root(raw), 'spec', 'subsets')[0];
    if (Object.keys(selector).length === 0 && policy) yield* forHost(mesh, 'traffic', field(root(raw), 'spec', 'host'));
  }
}

/** Only hosts of services that are declared: others are none of the policies' business. */
function* forHost(mesh: Lookup, what: 'routes' | 'traffic', part: Part): Generator<Said> {
  const host = text(part);
  const full = host === undefined ? undefined : fullHost(mesh, host, namespaceOf(part.raw));
  if (full !== undefined && hostsOfServices(mesh).has(full))
    yield fromRaw(part, { what: `${what} ${full}`, note: NOTES[what] });
}

function fromRaw(part: Part, said: Pick<Said, 'what' | 'note'>): Said {
  return { ...said, by: list([nameOf(part.raw)]), span: spanOf(part), part };
}
