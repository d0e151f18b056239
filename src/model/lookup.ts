import { groupBy } from '../base/order.ts';
import type { AuthorizationRule, Scope } from './authorization.ts';
import type { Gateway } from './gateway.ts';
import type { GatewayKey, ServiceKey } from './ids.ts';
import type { Call, Issuer, Mesh, Namespace } from './mesh.ts';
import type { RateLimit } from './rate-limit.ts';
import type { Service } from './service.ts';

/** A mesh with what is asked of it often, made once. */
export interface Lookup {
  readonly mesh: Mesh;
  readonly namespaces: ReadonlyMap<string, Namespace>;
  readonly services: ReadonlyMap<ServiceKey, Service>;
  readonly servicesIn: ReadonlyMap<string, readonly Service[]>;
  readonly gateways: ReadonlyMap<GatewayKey, Gateway>;
  readonly issuers: ReadonlyMap<string, Issuer>;
  readonly callsFrom: ReadonlyMap<ServiceKey, readonly Call[]>;
  readonly callsTo: ReadonlyMap<ServiceKey, readonly Call[]>;
  /** By `scopeKey`. */
  readonly rules: ReadonlyMap<string, readonly AuthorizationRule[]>;
  /** By `scopeKey`. */
  readonly rateLimits: ReadonlyMap<string, readonly RateLimit[]>;
  readonly focus: Focus;
}

/** What is looped over: all of the mesh, or the part of it that is asked about. Whatever is looked up is looked up in the whole. */
export interface Focus {
  readonly services: readonly Service[];
  readonly namespaces: readonly Namespace[];
  readonly gateways: readonly Gateway[];
  readonly rules: readonly AuthorizationRule[];
  readonly calls: readonly Call[];
  readonly rateLimits: readonly RateLimit[];
}

/** What does not know of the focus: what is made of it alone is the same for every focus. */
export type Whole = Omit<Lookup, 'focus'>;

/** A scope as one string: `mesh`, `namespace bookinfo`, `service bookinfo/reviews`, `gateway bookinfo/edge`. */
export function scopeKey(scope: Scope): string {
  switch (scope.kind) {
    case 'mesh':
      return 'mesh';
    case 'namespace':
      return `namespace ${scope.namespace}`;
    case 'service':
      return `service ${scope.service}`;
    case 'gateway':
      return `gateway ${scope.gateway}`;
  }
}

export function lookup(mesh: Mesh): Lookup {
  return {
    mesh,
    namespaces: new Map(mesh.namespaces.map((namespace) => [namespace.name, namespace])),
    services: new Map(mesh.services.map((service) => [service.key, service])),
    servicesIn: groupBy(mesh.services, (service) => service.namespace),
    gateways: new Map(mesh.gateways.map((gateway) => [gateway.key, gateway])),
    issuers: new Map(mesh.issuers.map((issuer) => [issuer.name, issuer])),
    callsFrom: groupBy(mesh.calls, (call) => call.from),
    callsTo: groupBy(mesh.calls, (call) => call.to),
    rules: groupBy(mesh.rules, (rule) => scopeKey(rule.scope)),
    rateLimits: groupBy(mesh.rateLimits, (limit) => scopeKey(limit.scope)),
    focus: mesh,
  };
}

/**
 * The same mesh, asked about some services. What is of no service in particular is always asked about: gateways, and rules
 * and limits of theirs and of the mesh; so are the root namespace, whose services' policies may hold anywhere, namespaces
 * without a service, and those that gateways are in.
 */
export function focusOn(whole: Lookup, services: ReadonlySet<ServiceKey>): Lookup {
  const { mesh, servicesIn, callsFrom, callsTo } = whole;
  const wanted = new Set([...services, ...(servicesIn.get(mesh.rootNamespace) ?? []).map(({ key }) => key)]);
  const named = mesh.services.filter(({ key }) => wanted.has(key));
  // Those of services that are not there, too: another edition of the mesh may have them.
  const around = new Set([mesh.rootNamespace, ...[...services].map((key) => key.slice(0, key.indexOf('/')))]);
  for (const { namespace, workload } of mesh.gateways) around.add(namespace).add(workload.namespace);
  const isAround = (namespace: string) => around.has(namespace) || !servicesIn.has(namespace);
  const isOf = ({ scope }: { readonly scope: Scope }) =>
    scope.kind === 'service' ? wanted.has(scope.service) : scope.kind !== 'namespace' || isAround(scope.namespace);
  const focus: Focus = {
    services: named,
    namespaces: mesh.namespaces.filter(({ name }) => isAround(name)),
    gateways: mesh.gateways,
    rules: mesh.rules.filter(isOf),
    calls: [...new Set(named.flatMap(({ key }) => [...(callsFrom.get(key) ?? []), ...(callsTo.get(key) ?? [])]))],
    rateLimits: mesh.rateLimits.filter(isOf),
  };
  return { ...whole, focus };
}

/** Whether nothing is left out. */
export function isWhole({ focus, mesh }: Lookup): boolean {
  return focus === mesh;
}

/** The same mesh, asked about as a whole. */
export function unfocused(lookup: Lookup): Lookup {
  return { ...lookup, focus: lookup.mesh };
}

/** The rules of the focus by scope: all that a scope has, or none. */
export function ruleGroups(lookup: Lookup): Iterable<readonly AuthorizationRule[]> {
  const all = isWhole(lookup) ? lookup.rules : groupBy(lookup.focus.rules, (rule) => scopeKey(rule.scope));
  return all.values();
}

/** The services of every namespace that has one in the focus. */
export function servicesAround(lookup: Lookup): readonly Service[] {
  if (isWhole(lookup)) return lookup.mesh.services;
  const namespaces = new Set(lookup.focus.services.map(({ namespace }) => namespace));
  return [...namespaces].flatMap((namespace) => lookup.servicesIn.get(namespace) ?? []);
}
