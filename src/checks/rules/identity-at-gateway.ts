import { type Diagnostic, error } from '../../diag/diagnostic.ts';
import type { AuthorizationRule, Caller } from '../../model/authorization.ts';
import type { Gateway } from '../../model/gateway.ts';
import type { Check } from '../check.ts';
import { printCaller } from '../words.ts';
import { byIdentity, callerSpan, callersOf } from './scope.ts';

/** Rules by identity at a gateway stand where clients show a certificate. */
export const identityAtGateway: Check = {
  codes: ['MW3104'],
  *run({ focus, gateways }) {
    for (const rule of focus.rules) {
      const gateway = rule.scope.kind === 'gateway' ? gateways.get(rule.scope.gateway) : undefined;
      if (gateway === undefined || gateway.listeners.some(({ tls }) => tls?.mode === 'mutual')) continue;
      const caller = callersOf(rule).find(byIdentity);
      if (caller) yield finding(rule, gateway, caller);
    }
  },
};

function finding(rule: AuthorizationRule, gateway: Gateway, caller: Caller): Diagnostic {
  return error(
    'MW3104',
    `clients of \`${gateway.name}\` have no identity: none of its listeners asks for a certificate`,
    {
      span: callerSpan(rule, caller),
      label: `\`${printCaller(caller)}\` is known by its identity`,
      related: [{ span: gateway.span, note: 'the gateway is declared here' }],
      note: rule.effect === 'allow' ? 'the rule would allow nothing' : 'the rule would match nothing',
      help: 'name callers by `remoteIpBlock` or `requestPrincipal`, or make a listener `mutual`',
    },
  );
}
