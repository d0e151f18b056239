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
}

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
  };
}
