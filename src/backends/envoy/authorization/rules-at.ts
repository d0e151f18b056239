import type { AuthorizationRule, Scope } from '../../../model/authorization.ts';
import type { Gateway } from '../../../model/gateway.ts';
import { type Lookup, scopeKey } from '../../../model/lookup.ts';
import type { ProxyRef } from '../placement.ts';

/** The rules that hold at a proxy: those of the mesh, of its namespace, and its own, each with the name of its policy. */
export interface NamedRule {
  readonly name: string;
  readonly rule: AuthorizationRule;
}

/** In the order of the mesh; names say where a rule is found: `shop/cart allow[2]`, or with the name that it was given. */
export function rulesAt(proxy: ProxyRef, lookup: Lookup): readonly NamedRule[] {
  return scopesAround(proxy, lookup).flatMap((scope) => {
    const counts = new Map<string, number>();
    return (lookup.rules.get(scopeKey(scope)) ?? []).map((rule) => {
      const kind = `${rule.dryRun ? 'dry-run ' : ''}${rule.effect}`;
      const count = counts.get(kind) ?? 0;
      counts.set(kind, count + 1);
      return { name: `${scopeKey(scope)}: ${kind}[${rule.name ?? count}]`, rule };
    });
  });
}

function scopesAround(proxy: ProxyRef, lookup: Lookup): readonly Scope[] {
  if (proxy.kind === 'service') {
    const { key, namespace } = proxy.service;
    return [{ kind: 'mesh' }, { kind: 'namespace', namespace }, { kind: 'service', service: key }];
  }
  const { namespace } = proxy.gateway.workload;
  // What is said of the root namespace holds for its services; a rule there for all of its pods would hold for the mesh.
  const around: readonly Scope[] = namespace === lookup.mesh.rootNamespace ? [] : [{ kind: 'namespace', namespace }];
  const own = sharing(proxy.gateway, lookup).map(({ key }): Scope => ({ kind: 'gateway', gateway: key }));
  return [{ kind: 'mesh' }, ...around, ...own];
}

/** The gateways of one workload, which is told by its labels. */
export function sharing({ workload }: Gateway, { mesh }: Lookup): readonly Gateway[] {
  const labels = Object.entries(workload.selector);
  return mesh.gateways.filter(
    ({ workload: other }) =>
      other.namespace === workload.namespace &&
      Object.keys(other.selector).length === labels.length &&
      labels.every(([label, value]) => other.selector[label] === value),
  );
}

/** Whether a request needs a rule that allows it. */
export function isGuarded(rules: readonly NamedRule[], { mesh }: Lookup): boolean {
  return mesh.authorization === 'deny-by-default' || rules.some(({ rule }) => rule.effect === 'allow' && !rule.dryRun);
}
