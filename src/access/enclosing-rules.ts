import type { AuthorizationRule, Caller, Effect, Scope } from '../model/authorization.ts';
import { type Lookup, scopeKey } from '../model/lookup.ts';

/**
 * Finds, for a rule, the rules of an effect that hold wherever it does and might be about all its callers; or about some, so
 * that several together may be about all.
 */
export type EnclosingRules = (rule: AuthorizationRule, callers?: 'all' | 'some') => readonly AuthorizationRule[];

/** Rules by those whom they are about. */
type ByCaller = ReadonlyMap<string, readonly AuthorizationRule[]>;

/** A service that thousands call has thousands of rules: they are told apart by caller, so that not each is held against each. */
export function enclosingRules(lookup: Lookup, effect: Effect): EnclosingRules {
  if (!lookup.mesh.rules.some(isOne)) return () => [];
  const index = new Map<string, ByCaller>();
  const near = new Map<string, readonly ByCaller[]>();
  return (rule, callers = 'all') => {
    const around = indexesAround(rule.scope);
    if (around.length === 0) return NONE;
    const first = rule.from === 'anyone' ? BROAD : callerKey(rule.from[0]);
    if (callers === 'all') return aboutOne(around, first);
    const found = rule.from.length === 1 ? aboutOne(around, first) : aboutMany(around, new Set(callerKeys(rule)));
    return found.length > 1 ? [...new Set(found)] : found;
  };

  /** Those that have rules, told once for each scope. */
  function indexesAround(scope: Scope): readonly ByCaller[] {
    const key = scopeKey(scope);
    const known = near.get(key);
    if (known) return known;
    const around = scopesAround(scope, lookup)
      .map((one) => indexOf(scopeKey(one)))
      .filter(({ size }) => size > 0);
    near.set(key, around);
    return around;
  }

  function indexOf(scope: string): ByCaller {
    const known = index.get(scope) ?? byCaller((lookup.rules.get(scope) ?? []).filter(isOne));
    index.set(scope, known);
    return known;
  }

  function isOne(rule: AuthorizationRule): boolean {
    return rule.effect === effect && !rule.dryRun;
  }
}

const BROAD = '*';

const NONE: readonly AuthorizationRule[] = [];

/** Of each scope the broad rules, then those about a caller. Mostly there is one list, and nothing to join. */
function aboutOne(around: readonly ByCaller[], caller: string): readonly AuthorizationRule[] {
  let found = NONE;
  for (const here of around) {
    found = joined(found, here.get(BROAD));
    if (caller !== BROAD) found = joined(found, here.get(caller));
  }
  return found;
}

function joined(one: readonly AuthorizationRule[], other = NONE): readonly AuthorizationRule[] {
  if (one.length === 0) return other;
  return other.length === 0 ? one : one.concat(other);
}

function aboutMany(around: readonly ByCaller[], callers: ReadonlySet<string>): readonly AuthorizationRule[] {
  const keys = [BROAD, ...[...callers].filter((caller) => caller !== BROAD)];
  return around.flatMap((here) => keys.flatMap((key) => here.get(key) ?? NONE));
}

function byCaller(rules: readonly AuthorizationRule[]): ByCaller {
  const groups = new Map<string, AuthorizationRule[]>();
  for (const rule of rules) {
    for (const key of callerKeys(rule)) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [rule]);
      else if (group.at(-1) !== rule) group.push(rule);
    }
  }
  return groups;
}

/** The identities that a rule names; the broad key as soon as it is about others. */
function callerKeys({ from }: AuthorizationRule): readonly string[] {
  return from === 'anyone' ? [BROAD] : from.map(callerKey);
}

function callerKey(caller: Caller): string {
  // Trust domains may be aliases of each other.
  if (caller.kind === 'workload') return `${caller.identity.namespace}/${caller.identity.serviceAccount}`;
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
