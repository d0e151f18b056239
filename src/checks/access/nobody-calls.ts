import { warning } from '../../diag/diagnostic.ts';
import type { Scope } from '../../model/authorization.ts';
import { type Lookup, scopeKey } from '../../model/lookup.ts';
import type { Service } from '../../model/service.ts';
import type { Check } from '../check.ts';
import { derived } from '../derived.ts';
import { variable } from '../words.ts';

/** Every service has something to do with another: somebody may call it, or it calls somebody. */
export const nobodyCalls: Check = {
  codes: ['MW3304'],
  *run(lookup) {
    const { mesh } = lookup;
    // Before the first call nobody has come to it yet.
    if (mesh.authorization !== 'deny-by-default' || !mesh.rules.some(({ effect }) => effect === 'allow')) return;
    for (const service of lookup.focus.services) {
      if (!isGuarded(service, lookup) || isAllowed(service, lookup)) continue;
      if (lookup.callsFrom.has(service.key) || namedCallers(lookup).has(service.key)) continue;
      yield warning('MW3304', `nobody may call \`${service.name}\`, and it calls nobody`, {
        span: service.span,
        help: `say who does: \`CALLER.calls(${variable(service.name)})\``,
      });
    }
  },
};

function isGuarded({ namespace }: Service, { namespaces }: Lookup): boolean {
  return namespaces.get(namespace)?.dataPlane.kind === 'sidecar';
}

function isAllowed({ key, namespace }: Service, { rules }: Lookup): boolean {
  return (
    allows({ kind: 'service', service: key }, rules) ||
    allows({ kind: 'namespace', namespace }, rules) ||
    allows({ kind: 'mesh' }, rules)
  );
}

function allows(scope: Scope, rules: Lookup['rules']): boolean {
  return rules.get(scopeKey(scope))?.some(({ effect, dryRun }) => effect === 'allow' && !dryRun) ?? false;
}

/** The services that rules name as callers. */
const namedCallers = derived(({ mesh }): ReadonlySet<string> => {
  const callers = mesh.rules.flatMap(({ from }) => (from === 'anyone' ? [] : from));
  const each = callers.flatMap((caller) => (caller.kind === 'all-of' ? caller.callers : [caller]));
  return new Set(
    each.flatMap((caller) => (caller.kind === 'workload' && caller.of?.kind === 'service' ? [caller.of.service] : [])),
  );
});
