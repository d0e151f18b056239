import type { Policy, PolicyRule } from '../../../access/destination.ts';
import { and, or } from '../../../access/formula.ts';
import { inner, list, type Message, message, only, refuse } from './message.ts';
import { permission } from './permission.ts';
import { type Chain, principal } from './principal.ts';

/** What a filter for requests or for connections enforces, and what it only tries. No rules at all: it lets everything through. */
export function rbacPolicies(filter: Message, chain: Chain): readonly Policy[] {
  only(
    filter,
    'rules',
    'rules_stat_prefix',
    'shadow_rules',
    'shadow_rules_stat_prefix',
    'track_per_rule_stats',
    'stat_prefix',
  );
  const enforced = inner(filter, 'rules');
  const tried = inner(filter, 'shadow_rules');
  return [...(enforced ? [policy(enforced, false, chain)] : []), ...(tried ? [policy(tried, true, chain)] : [])];
}

const EFFECTS = { ALLOW: 'allow', DENY: 'deny', LOG: 'audit' } as const;

/** Without an action, what matches is allowed. */
function policy(rbac: Message, dryRun: boolean, chain: Chain): Policy {
  only(rbac, 'action', 'policies');
  const action = rbac.value['action'] ?? 'ALLOW';
  if (action !== 'ALLOW' && action !== 'DENY' && action !== 'LOG')
    return refuse(rbac, 'an action that is not known here');
  const all = inner(rbac, 'policies') ?? { at: rbac.at, value: {} };
  const rules = Object.entries(all.value).map(([name, one]) => rule(message(one, `${all.at}.${name}`), chain));
  return { effect: EFFECTS[action], dryRun, rules };
}

/** Any of the permissions and any of the principals. */
function rule(of: Message, chain: Chain): PolicyRule {
  only(of, 'permissions', 'principals');
  const permissions = list(of, 'permissions');
  const principals = list(of, 'principals');
  if (permissions.length === 0 || principals.length === 0) return refuse(of, 'Envoy takes no rule without both');
  const formula = and(
    or(...permissions.map((one) => permission(one, chain))),
    or(...principals.map((one) => principal(one, chain))),
  );
  return { http: formula, tcp: formula, source: of.at };
}
