import type { JsonObject } from '../../../base/json.ts';
import type { AuthorizationRule } from '../../../model/authorization.ts';
import type { Lookup } from '../../../model/lookup.ts';
import type { RateLimit } from '../../../model/rate-limit.ts';
import { rbacFilter } from '../authorization/filters.ts';
import { rbac } from '../authorization/policies.ts';
import { policy } from '../authorization/policy.ts';
import type { Port } from '../authorization/request.ts';

/** How a proxy knows which requests a limit is for: the first action of its descriptor, and the filter that has to come before. */
export interface Counted {
  readonly filters: readonly JsonObject[];
  readonly action: JsonObject;
}

/**
 * What a limit counts is told as what a rule matches is, by the same matchers: rules that are only tried leave the name of the limit, and
 * without it there is no descriptor. Undefined where the limit is for nothing at a port.
 */
export function counted(limit: RateLimit, port: Port, lookup: Lookup): Counted | undefined {
  if (limit.from === 'anyone' && limit.except.length === 0 && limit.requests === 'any') {
    return { filters: [], action: named(limit.name) };
  }
  const matched = policy(ruleOf(limit), port, lookup);
  if (matched === undefined) return undefined;
  const prefix = `limit_${limit.name}_`;
  const filter = rbacFilter(`counted-${limit.name}`, port, {
    shadow_rules: rbac('DENY', { [limit.name]: matched }),
    shadow_rules_stat_prefix: prefix,
  });
  const path = [{ key: `${prefix}shadow_effective_policy_id` }];
  const metadata = {
    descriptor_key: 'limit',
    metadata_key: { key: 'envoy.filters.http.rbac', path },
    source: 'DYNAMIC',
  };
  return { filters: [filter], action: { metadata } };
}

/** Every request, by the name of its limit. */
function named(name: string): JsonObject {
  return { generic_key: { descriptor_key: 'limit', descriptor_value: name } };
}

function ruleOf({ scope, from, except, requests, span }: RateLimit): AuthorizationRule {
  return { effect: 'deny', scope, from, except, requests, when: [], dryRun: false, origin: 'rule', span };
}
