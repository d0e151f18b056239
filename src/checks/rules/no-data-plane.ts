import { within } from '../../base/span.ts';
import { type Diagnostic, error, warning } from '../../diag/diagnostic.ts';
import type { AuthorizationRule } from '../../model/authorization.ts';
import type { Lookup } from '../../model/lookup.ts';
import type { Namespace } from '../../model/mesh.ts';
import type { Check } from '../check.ts';
import { partOf, printScope } from './scope.ts';

/** Rules stand where a proxy enforces them. */
export const noDataPlane: Check = {
  codes: ['MW3102'],
  *run(mesh) {
    for (const rule of mesh.focus.rules) {
      const namespace = namespaceOf(mesh, rule);
      if (namespace?.dataPlane.kind === 'none') yield finding(mesh, rule, namespace);
    }
  },
};

function namespaceOf({ namespaces, services }: Lookup, { scope }: AuthorizationRule): Namespace | undefined {
  if (scope.kind === 'namespace') return namespaces.get(scope.namespace);
  const service = scope.kind === 'service' ? services.get(scope.service) : undefined;
  return service && namespaces.get(service.namespace);
}

const REALLY = {
  allow: 'its pods have no proxy: everything is allowed, to anybody',
  deny: 'its pods have no proxy: nothing is refused',
  audit: 'its pods have no proxy: nothing is audited',
  custom: 'its pods have no proxy: nobody is asked',
} as const;

const HELP = "make the namespace's data plane `sidecar`, or leave the rule out";

function finding(mesh: Lookup, rule: AuthorizationRule, namespace: Namespace): Diagnostic {
  const related = [{ span: within(namespace.span, 1, 'dataPlane'), note: '`none` is said here' }];
  if (rule.origin === 'gateway-route') {
    const message = `${printScope(mesh, rule)} can be reached past the gateway: namespace \`${namespace.name}\` has no data plane`;
    return warning('MW3102', message, { span: rule.span, related, note: REALLY.allow, help: HELP });
  }
  const message = `nothing enforces this rule: namespace \`${namespace.name}\` of ${printScope(mesh, rule)} has no data plane`;
  return error('MW3102', message.replace(`namespace \`${namespace.name}\` of namespace`, 'namespace'), {
    span: partOf(rule),
    related,
    note: REALLY[rule.effect],
    help: HELP,
  });
}
