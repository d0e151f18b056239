import { groupBy } from '../../base/order.ts';
import { sameButSpans } from '../../base/same.ts';
import type { AuthorizationRule } from '../../model/authorization.ts';
import { withCompanions } from '../../model/companions.ts';
import type { ServiceKey } from '../../model/ids.ts';
import type { Lookup } from '../../model/lookup.ts';
import type { Service } from '../../model/service.ts';

/** The services that two states of a mesh differ in. */
export interface Touched {
  /** In something that others look at: in a rule or a call too. */
  readonly wide: ReadonlySet<ServiceKey>;
  /** In nothing but Deployments. */
  readonly confined: ReadonlySet<ServiceKey>;
}

/** Undefined where more than services, their rules and their calls differ. */
export function touched(before: Lookup, after: Lookup): Touched | undefined {
  // By its names, a service that comes or goes may matter to whoever speaks of them.
  if (after.services.size !== before.services.size) return undefined;
  const wide = new Set<ServiceKey>();
  const confined = new Set<ServiceKey>();
  for (const service of after.mesh.services) {
    const old = before.services.get(service.key);
    if (old === undefined) return undefined;
    if (old === service || sameButSpans(old, service)) continue;
    if (sameButSpans(seenByOthers(old), seenByOthers(service))) confined.add(service.key);
    else wide.add(service.key);
  }
  const rules = differing(before.rules, after.rules);
  const seen = ({ services }: Lookup) => [...wide].map((key) => seenByOthers(services.get(key)!));
  const old = [...seen(before), ...rules.before];
  const now = [...seen(after), ...rules.after];
  if (!hasSameTraits(old, now, after)) return undefined;
  for (const call of differing(before.callsFrom, after.callsFrom).all) {
    wide.add(call.from);
    wide.add(call.to);
  }
  for (const rule of rules.all) {
    if (rule.scope.kind !== 'service') return undefined;
    wide.add(rule.scope.service);
  }
  return { wide, confined };
}

function seenByOthers(service: Service) {
  const versions = service.versions.map(({ workload, ...version }) => ({ ...version, made: workload !== undefined }));
  return { ...service, versions };
}

interface Differing<T> {
  readonly before: readonly T[];
  readonly after: readonly T[];
  readonly all: readonly T[];
}

/** Everything in the lists of a key of which the lists differ. */
function differing<K, T>(before: ReadonlyMap<K, readonly T[]>, after: ReadonlyMap<K, readonly T[]>): Differing<T> {
  const keys = [...new Set([...before.keys(), ...after.keys()])].filter((key) => {
    const [old = [], now = []] = [before.get(key), after.get(key)];
    return old.length !== now.length || !old.every((one, i) => one === now[i] || sameButSpans(one, now[i]));
  });
  const [old, now] = [before, after].map((lists) => keys.flatMap((key) => lists.get(key) ?? [])) as [T[], T[]];
  return { before: old, after: now, all: [...old, ...now] };
}

/**
 * Whether what is somewhere in one state is somewhere in the other: whether there is any rule that allows, any custom one, any
 * service that takes plaintext. Where the first of a kind comes, or the last goes, everything may be looked at otherwise.
 */
function hasSameTraits(old: readonly object[], now: readonly object[], { mesh }: Lookup): boolean {
  const [one, other] = [old, now].map((elements) => new Set(elements.flatMap((each) => [...traitsOf(each)])));
  const alone = new Set([...one!, ...other!].filter((trait) => !one!.has(trait) || !other!.has(trait)));
  // What is the same in both states has a trait in both.
  const differs = new Set(now);
  const keys = new Set(now.flatMap((element) => ('key' in element ? [element.key] : [])));
  for (const element of [...mesh.services, ...mesh.rules]) {
    if (alone.size === 0) return true;
    if (differs.has(element) || ('key' in element && keys.has(element.key))) continue;
    for (const trait of traitsOf('key' in element ? seenByOthers(element) : element)) alone.delete(trait);
  }
  return alone.size === 0;
}

/** Fields that say of what kind something is. */
const TELLING: ReadonlySet<string> = new Set([
  ...['kind', 'effect', 'origin', 'dryRun', 'provider', 'mode', 'protocol', 'made', 'ownsServiceAccount'],
]);

/** Which fields something has, at whatever depth, and what those say that tell a kind. */
function* traitsOf(value: object, path = ''): Generator<string> {
  for (const [field, part] of Object.entries(value)) {
    if (part === undefined || field === 'span') continue;
    const here = Array.isArray(value) ? path : `${path}.${field}`;
    if (typeof part === 'object' && part !== null) {
      if (!Array.isArray(part) || part.length > 0) yield here;
      yield* traitsOf(part, here);
    } else yield TELLING.has(field) || typeof part === 'boolean' ? `${here}=${part}` : here;
  }
}

/** The services that a rule speaks of as callers. */
function callersOf({ from, except }: AuthorizationRule): readonly ServiceKey[] {
  return [...(from === 'anyone' ? [] : from), ...except]
    .flatMap((caller) => (caller.kind === 'all-of' ? caller.callers : [caller]))
    .flatMap((caller) => (caller.kind === 'workload' && caller.of?.kind === 'service' ? caller.of.service : []));
}

/**
 * The services for which anything may be found or made otherwise: those that differ, and those that look at them. A service looks at
 * the others of its namespace (whose pods it might select), at those it calls or is called by, and at those where its requests are
 * routed, or come from; and through any of these at the same of theirs.
 */
export function concerned(differing: Touched, states: readonly Lookup[]): ReadonlySet<ServiceKey> {
  const services = nearby(differing, states);
  // What shares pods or an account in either state is looked at together.
  return new Set(states.flatMap((one) => [...withCompanions(one, services)]));
}

function nearby({ wide, confined }: Touched, states: readonly Lookup[]): ReadonlySet<ServiceKey> {
  if (wide.size === 0) return confined;
  const near = states.map(neighbours);
  const first = new Set([...wide].flatMap((key) => [key, ...near.flatMap((of) => of(key)), ...beside(key, states)]));
  const second = [...first].flatMap((key) => [key, ...near.flatMap((of) => of(key))]);
  return new Set([...confined, ...second]);
}

function beside(key: ServiceKey, states: readonly Lookup[]): readonly ServiceKey[] {
  return states.flatMap(({ services, servicesIn }) =>
    (servicesIn.get(services.get(key)?.namespace ?? '') ?? []).map((one) => one.key),
  );
}

/** Who is at the other end of calls, rules and routes of a service. */
function neighbours({ mesh }: Lookup): (key: ServiceKey) => readonly ServiceKey[] {
  const ways: (readonly [ServiceKey, ServiceKey])[] = [
    ...mesh.calls.map(({ from, to }) => [from, to] as const),
    ...mesh.rules.flatMap((rule) => {
      const { scope, origin } = rule;
      // Those of calls are among the calls.
      if (scope.kind !== 'service' || origin === 'call') return [];
      return callersOf(rule).map((caller) => [caller, scope.service] as const);
    }),
    ...mesh.services.flatMap((service) => routedTo(service).map((to) => [service.key, to] as const)),
  ];
  const [there, back] = [groupBy(ways, ([from]) => from), groupBy(ways, ([, to]) => to)];
  return (key) => [...(there.get(key) ?? []).map(([, to]) => to), ...(back.get(key) ?? []).map(([from]) => from)];
}

function routedTo({ routes }: Service): readonly ServiceKey[] {
  return routes.flatMap((route) => {
    if (route.kind === 'tcp') return route.to.map((one) => one.service);
    const to = route.action.kind === 'forward' ? route.action.to.map((one) => one.service) : [];
    return route.mirror ? [...to, route.mirror.service] : to;
  });
}
