import { groupBy } from '../base/order.ts';
import type { ServiceKey } from './ids.ts';
import type { Whole } from './lookup.ts';
import type { Mesh } from './mesh.ts';
import type { Service } from './service.ts';

type Labels = Readonly<Record<string, string>>;

/** The services of a namespace, by labels that they select by, and that their pods have (`key=value`), and by account. */
interface Index {
  readonly selecting: ReadonlyMap<string, readonly Service[]>;
  readonly having: ReadonlyMap<string, readonly Service[]>;
  readonly runningAs: ReadonlyMap<string, readonly Service[]>;
}

const known = new WeakMap<Mesh, Map<string, Index>>();

function indexOf({ mesh, servicesIn }: Whole, namespace: string): Index {
  const all = known.get(mesh) ?? new Map<string, Index>();
  known.set(mesh, all);
  const found = all.get(namespace) ?? index(servicesIn.get(namespace) ?? []);
  all.set(namespace, found);
  return found;
}

function index(services: readonly Service[]): Index {
  const selecting = new Map<string, Service[]>();
  const having = new Map<string, Service[]>();
  const add = (to: Map<string, Service[]>, key: string, service: Service) => {
    const listed = to.get(key);
    if (!listed) to.set(key, [service]);
    else if (listed.at(-1) !== service) listed.push(service);
  };
  for (const service of services) {
    add(selecting, firstOf(service), service);
    for (const labels of podLabels(service))
      for (const label of Object.entries(labels)) add(having, label.join('='), service);
  }
  return { selecting, having, runningAs: groupBy(services, ({ identity }) => identity.serviceAccount) };
}

/** What labels the pods of a service have or may have: those of each version. */
function podLabels({ name, selector, versions }: Service): readonly Labels[] {
  return [selector, ...versions.map(({ labels }) => ({ app: name, ...selector, ...labels }))];
}

/**
 * Some services, and those of their namespaces that select pods of theirs, whose pods they select, or that run as they do; and
 * of those again. What is said of one holds for pods of another, and the account of several is made once.
 */
export function withCompanions(lookup: Whole, services: Iterable<ServiceKey>): ReadonlySet<ServiceKey> {
  const found = new Set(services);
  // What is added on the way is gone through too.
  for (const key of found) {
    const service = lookup.services.get(key);
    if (service) for (const other of sharing(lookup, service)) found.add(other.key);
  }
  return found;
}

function sharing(lookup: Whole, service: Service): readonly Service[] {
  const { selecting, having, runningAs } = indexOf(lookup, service.namespace);
  const own = podLabels(service);
  const labelled = own.flatMap((labels) => Object.entries(labels).map((label) => label.join('=')));
  const selectedBy = [ALL, ...labelled]
    .flatMap((label) => selecting.get(label) ?? [])
    .filter(({ selector }) => own.some((labels) => isPart(selector, labels)));
  const first = firstOf(service);
  const selected = first === ALL ? (lookup.servicesIn.get(service.namespace) ?? []) : (having.get(first) ?? []);
  return [
    ...selectedBy,
    ...selected.filter((one) => podLabels(one).some((labels) => isPart(service.selector, labels))),
    ...(runningAs.get(service.identity.serviceAccount) ?? []),
  ];
}

/** What asks for no label, as policies go: everything. */
const ALL = '';

/** The first label that a service selects by: one that all pods have that it selects. */
function firstOf({ selector }: Service): string {
  return Object.entries(selector)[0]?.join('=') ?? ALL;
}

function isPart(selector: Labels, labels: Labels): boolean {
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
}
