import { error } from '../../../diag/diagnostic.ts';
import type { AuthorizationRule, Scope } from '../../../model/authorization.ts';
import { type Lookup, ruleGroups, scopeKey } from '../../../model/lookup.ts';
import type { Context } from '../context.ts';
import { hasSidecar } from '../enforcement.ts';
import type { Placement, rootReach } from './placement.ts';
import { sharing } from './port-scope.ts';
import type { Refuse } from './refusal.ts';

/** Whether a scope has proxies to enforce its rules. Where it has none, a check has said so (MW3102). */
export function enforceable(scope: Scope, lookup: Lookup): boolean {
  const namespace = namespaceOf(scope);
  return namespace === undefined || hasSidecar(namespace, lookup);
}

function namespaceOf(scope: Scope): string | undefined {
  if (scope.kind === 'namespace') return scope.namespace;
  return scope.kind === 'service' ? scope.service.slice(0, scope.service.indexOf('/')) : undefined;
}

/** Whether policies placed there would hold for what the scope says, and for nothing else. */
export function reportScope(
  scope: Scope,
  place: Placement,
  { span }: AuthorizationRule,
  reach: ReturnType<typeof rootReach>,
  { lookup, gap }: Context,
): void {
  const inRoot = place.namespace === lookup.mesh.rootNamespace;
  if (scope.kind === 'namespace' && inRoot) {
    gap(
      error('MW3212', `a rule for \`${scope.namespace}\`, the root namespace, would hold for the whole mesh`, {
        span,
        help: 'write it for the mesh, or for the services of the namespace',
      }),
    );
  }
  if (inRoot && place.selector) reportReach(scopeKey(scope), place, span, reach, gap);
  if (scope.kind === 'gateway') reportShared(scope.gateway, span, lookup, gap);
}

/** Policies with a selector in the root namespace. */
export function reportReach(
  what: string,
  { namespace, selector }: Placement,
  span: AuthorizationRule['span'],
  reach: ReturnType<typeof rootReach>,
  gap: Context['gap'],
): void {
  const other = reach(selector?.matchLabels ?? {});
  if (other === undefined) return;
  gap(
    error('MW3212', `a rule for ${what} would hold for \`${other}\` too`, {
      span,
      note: `in \`${namespace}\`, the root namespace, a policy holds for the pods of every namespace that have its labels`,
      help: 'give one of them a label that the other has not',
    }),
  );
}

function reportShared(
  key: `${string}/${string}`,
  span: AuthorizationRule['span'],
  lookup: Lookup,
  gap: Context['gap'],
) {
  const others = sharing(lookup.gateways.get(key)!.workload, lookup).filter((gateway) => gateway.key !== key);
  const [other] = others;
  if (!other) return;
  gap(
    error('MW3213', `a rule for gateway \`${key}\` would hold for gateway \`${other.key}\` too: they share a proxy`, {
      span,
      related: [{ span: other.span, note: 'the other gateway' }],
      help: 'give each gateway a workload of its own',
    }),
  );
}

export function reportRule(rule: AuthorizationRule, refuse: Refuse): void {
  const { effect, dryRun } = rule;
  if (dryRun && (effect === 'audit' || effect === 'custom')) {
    refuse('MW3210', `Istio has no dry run for \`${effect}\` rules`, {
      ...(effect === 'custom' && { note: 'it would refuse what the rule matches' }),
      help: 'dry runs are for `allow` and `deny`',
    });
  }
  if (effect === 'custom' && asksForIdentity(rule)) {
    refuse('MW3209', 'Istio cannot choose by identity or token which requests an external authorizer is asked about', {
      help: 'choose by request or by address, and let the authorizer see who calls',
    });
  }
}

function asksForIdentity({ from, except, when }: AuthorizationRule): boolean {
  const callers =
    from === 'anyone' ? [] : from.flatMap((caller) => (caller.kind === 'all-of' ? caller.callers : [caller]));
  const identities = [...callers, ...except].some(({ kind }) => kind !== 'ip-block' && kind !== 'remote-ip-block');
  return identities || when.some(({ kind }) => kind === 'claim');
}

/** With two authorizers at one workload, Istio refuses every request that either is asked about. */
export function reportAuthorizers({ lookup, gap }: Context): void {
  if (!lookup.mesh.rules.some(({ effect }) => effect === 'custom')) return;
  const providers = (scope: Scope | undefined) =>
    scope ? (lookup.rules.get(scopeKey(scope)) ?? []).filter(({ effect }) => effect === 'custom') : [];
  for (const rules of ruleGroups(lookup)) {
    const { scope } = rules[0]!;
    const own = providers(scope);
    if (own.length === 0) continue;
    const above = scope.kind === 'mesh' ? [] : [...providers({ kind: 'mesh' }), ...providers(around(scope, lookup))];
    const [first] = [...above, ...own];
    const second = own.find(({ provider }) => provider !== first!.provider);
    if (!second) continue;
    gap(
      error('MW3211', `\`${second.provider}\` is the second external authorizer here, beside \`${first!.provider}\``, {
        span: second.span,
        related: [{ span: first!.span, note: 'the first' }],
        note: 'Istio asks neither of two: it denies all that either would be asked about',
        help: 'use one authorizer for a workload',
      }),
    );
  }
}

/** The namespace whose rules hold for the workloads of a scope too. */
function around(scope: Scope, lookup: Lookup): Scope | undefined {
  if (scope.kind === 'service') return { kind: 'namespace', namespace: lookup.services.get(scope.service)!.namespace };
  if (scope.kind !== 'gateway') return undefined;
  return { kind: 'namespace', namespace: lookup.gateways.get(scope.gateway)!.workload.namespace };
}
