import { within } from '../../base/span.ts';
import { type Diagnostic, error } from '../../diag/diagnostic.ts';
import type { AuthorizationRule, Caller } from '../../model/authorization.ts';
import type { Lookup } from '../../model/lookup.ts';
import type { Namespace } from '../../model/mesh.ts';
import type { Check } from '../check.ts';
import { printCaller } from '../words.ts';
import { callerSpan, callersOf } from './scope.ts';

/** Callers that rules know by identity have one: a proxy in their namespace that proves it. */
export const callerWithoutIdentity: Check = {
  codes: ['MW3103'],
  *run(mesh) {
    if (!mesh.mesh.namespaces.some(({ dataPlane }) => dataPlane.kind === 'none')) return;
    for (const rule of mesh.focus.rules) {
      for (const caller of callersOf(rule)) {
        const namespace = namespaceOf(mesh, caller);
        if (namespace?.dataPlane.kind === 'none') yield finding(rule, caller, namespace);
      }
    }
  },
};

/** The namespace that a caller's identity is of, when the mesh declares it. */
function namespaceOf({ mesh, namespaces }: Lookup, caller: Caller): Namespace | undefined {
  const ours = (trustDomain: string) =>
    trustDomain === mesh.trustDomain || mesh.trustDomainAliases.includes(trustDomain);
  if (caller.kind === 'namespace') return ours(caller.trustDomain) ? namespaces.get(caller.namespace) : undefined;
  if (caller.kind !== 'workload' || caller.of?.kind === 'gateway' || !ours(caller.identity.trustDomain))
    return undefined;
  return namespaces.get(caller.identity.namespace);
}

function finding(rule: AuthorizationRule, caller: Caller, namespace: Namespace): Diagnostic {
  const who = caller.kind === 'namespace' ? `namespace \`${caller.namespace}\`` : `\`${printCaller(caller)}\``;
  const where = caller.kind === 'namespace' ? 'it' : `namespace \`${namespace.name}\``;
  const allows = rule.effect === 'allow' && !rule.except.some((one) => one === caller);
  return error('MW3103', `${who} has no identity that a rule could know it by: ${where} has no data plane`, {
    span: callerSpan(rule, caller),
    related: [{ span: within(namespace.span, 1, 'dataPlane'), note: '`none` is said here' }],
    note: allows
      ? 'its requests are plaintext, and never allowed by this rule'
      : 'its requests are plaintext, and this rule does not see whose they are',
    help: "make the namespace's data plane `sidecar`, or name the caller by `ipBlock`",
  });
}
