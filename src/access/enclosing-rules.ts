import { groupBy } from '../base/order.ts';
import type { AuthorizationRule, Caller, Effect, Scope } from '../model/authorization.ts';
import { printIdentity } from '../model/ids.ts';
import { type Lookup, scopeKey } from '../model/lookup.ts';

/**
 * Finds, for a rule, the rules of an effect that hold wherever it does and might be about all its callers; or about some, so
 * that several together may be about all.
 */
export type EnclosingRules = (rule: AuthorizationRule, callers?: 'all' | 'some') => readonly AuthorizationRule[];

/** A service that thousands call has thousands of rules: they are told apart by caller, so that not each is held against each. */
export function enclosingRules(lookup: Lookup, effect: Effect): EnclosingRules {
  const index = new Map<string, ReadonlyMap<string, readonly AuthorizationRule[]>>();
  const at = (scope: string) => {
    const known = index.get(scope) ?? byCaller((lookup.rules.get(scope) ?? []).filter(isOne));
    index.set(scope, known);
    return known;
  };
  return (rule, callers = 'all') => {
    const named = callerKeys(rule);
    const keys = new Set([BROAD, ...(callers === 'all' ? named.slice(0, 1) : named)]);
    const found = scopesAround(rule.scope, lookup).flatMap((scope) => {
      const here = at(scopeKey(scope));
      return here.size === 0 ? [] : [...keys].flatMap((key) => here.get(key) ?? []);
    });
    return callers === 'all' ? found : [...new Set(found)];
  };

  function isOne(rule: AuthorizationRule): boolean {
    return rule.effect === effect && !rule.dryRun;
  }
}

const BROAD = '*';

function byCaller(rules: readonly AuthorizationRule[]): ReadonlyMap<string, readonly AuthorizationRule[]> {
  const pairs = rules.flatMap((rule) => [...new Set(callerKeys(rule))].map((key) => ({ key, rule })));
  return new Map(
    Array.from(
      groupBy(pairs, ({ key }) => key),
      ([key, found]) => [key, found.map(({ rule }) => rule)],
    ),
  );
}

/** The identities that a rule names; the broad key as soon as it is about others. */
function callerKeys({ from }: AuthorizationRule): readonly string[] {
  return from === 'anyone' ? [BROAD] : from.map(callerKey);
}

function callerKey(caller: Caller): string {
  if (caller.kind === 'workload') {
    // Trust domains may be aliases of each other.
    const { namespace, serviceAccount } = caller.identity;
    return printIdentity({ trustDomain: '', namespace, serviceAccount });
  }
  const workload = caller.kind === 'all-of' ? caller.callers.find(({ kind }) => kind === 'workload') : undefined;
  return workload ? callerKey(workload) : BROAD;
}

/** A scope, and those that hold everything that it holds. */
function scopesAround(scope: Scope, { mesh, services, gateways }: Lookup): readonly Scope[] {
  switch (scope.kind) {
    case 'mesh':
      return [scope];
    case 'namespace':
      return [{ kind: 'mesh' }, scope];
    case 'service': {
      const namespace = services.get(scope.service)?.namespace;
      return [{ kind: 'mesh' }, ...inNamespace(namespace), scope];
    }
    case 'gateway': {
      const namespace = gateways.get(scope.gateway)?.workload.namespace;
      return [{ kind: 'mesh' }, ...(namespace === mesh.rootNamespace ? [] : inNamespace(namespace)), scope];
    }
  }
}

function inNamespace(namespace: string | undefined): readonly Scope[] {
  return namespace === undefined ? [] : [{ kind: 'namespace', namespace }];
}
