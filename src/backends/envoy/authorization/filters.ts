import type { JsonObject } from '../../../base/json.ts';
import { extension } from '../any.ts';
import type { Context } from '../context.ts';
import { externalAuthorizers } from '../ext-authz.ts';
import { reportHeaderLines } from './header-lines.ts';
import { type Action, isEmpty, type Policies, policies, rbac } from './policies.ts';
import type { Port } from './request.ts';
import { isGuarded, rulesAt } from './rules-at.ts';

/** The filters of a chain, and the clusters of those that they ask. */
export interface Filters {
  readonly filters: readonly JsonObject[];
  readonly clusters: readonly JsonObject[];
}

/**
 * All that the rules of a mesh mean at one port of a proxy, in the order in which Envoy asks: external authorizers, audits, denials, then
 * what is allowed if anything has to be. `admitted` is allowed besides, where something has to be: what a gateway serves.
 */
export function rbacFilters(port: Port, context: Context, admitted: Policies = {}): Filters {
  const { lookup, proxy } = context;
  const rules = rulesAt(proxy, lookup);
  if (port.http) reportHeaderLines(rules, context);
  const of = (effect: 'allow' | 'deny' | 'audit', dryRun = false) => policies(rules, { effect, dryRun }, port, lookup);
  const audited = of('audit');
  const allow = isGuarded(rules, lookup) ? { ...admitted, ...of('allow') } : undefined;
  const external = externalAuthorizers(rules, port, context);
  return {
    filters: [
      ...external.filters,
      ...filter('audit', port, 'LOG', isEmpty(audited) ? undefined : audited, {}),
      ...filter('deny', port, 'DENY', isEmpty(of('deny')) ? undefined : of('deny'), of('deny', true)),
      ...filter('allow', port, 'ALLOW', allow, of('allow', true)),
    ],
    clusters: external.clusters,
  };
}

/** Enforced rules, which may be none at all where everything is to be refused, and those that are tried only. */
function filter(
  name: string,
  port: Port,
  action: Action,
  enforced: Policies | undefined,
  tried: Policies,
): readonly JsonObject[] {
  if (enforced === undefined && isEmpty(tried)) return [];
  const shadow = isEmpty(tried)
    ? {}
    : { shadow_rules: rbac(action, tried), shadow_rules_stat_prefix: `dry_run_${name}_` };
  return [rbacFilter(`rbac-${name}`, port, { ...(enforced && { rules: rbac(action, enforced) }), ...shadow })];
}

/** Envoy's filter for requests or, with the same rules, for connections. */
export function rbacFilter(name: string, { http }: Port, config: JsonObject): JsonObject {
  return http
    ? extension(name, 'envoy.extensions.filters.http.rbac.v3.RBAC', config)
    : extension(name, 'envoy.extensions.filters.network.rbac.v3.RBAC', { stat_prefix: 'rbac.', ...config });
}
