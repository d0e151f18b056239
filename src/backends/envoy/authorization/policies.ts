import type { JsonObject } from '../../../base/json.ts';
import type { Effect } from '../../../model/authorization.ts';
import type { Lookup } from '../../../model/lookup.ts';
import { policy } from './policy.ts';
import type { Port } from './request.ts';
import type { NamedRule } from './rules-at.ts';

export type Policies = Readonly<Record<string, JsonObject>>;

/** What the rules of one effect become at a port, by name; empty where none of them can match there. */
export function policies(
  rules: readonly NamedRule[],
  which: { readonly effect: Effect; readonly dryRun: boolean; readonly provider?: string },
  port: Port,
  lookup: Lookup,
): Policies {
  const chosen = rules.filter(
    ({ rule }) =>
      rule.effect === which.effect &&
      rule.dryRun === which.dryRun &&
      (which.provider === undefined || rule.provider === which.provider),
  );
  const made = chosen.flatMap(({ name, rule }): [string, JsonObject][] => {
    const one = policy(rule, port, lookup);
    return one === undefined ? [] : [[name, one]];
  });
  return Object.fromEntries(made);
}

export type Action = 'ALLOW' | 'DENY' | 'LOG';

/** Rules of a filter; `action` is always said, since rules without it would allow. */
export function rbac(action: Action, all: Policies): JsonObject {
  return { action, policies: all };
}

export function isEmpty(all: Policies): boolean {
  return Object.keys(all).length === 0;
}
