import { warning } from '../../diag/diagnostic.ts';
import type { AuthorizationRule, Caller } from '../../model/authorization.ts';
import type { Lookup } from '../../model/lookup.ts';
import type { RequestMatch } from '../../model/match.ts';
import { isHttp } from '../../model/service.ts';
import type { Check } from '../check.ts';
import { allowsAnyoneAnything } from '../rules/allow-all.ts';
import { partOf, printScope, servicesOf } from '../rules/scope.ts';

/** Who may write is named: no rule lets everybody, or everybody with an identity, do more than read. */
export const overBroad: Check = {
  codes: ['MW3305'],
  *run(lookup) {
    for (const rule of lookup.focus.rules) {
      const who = isJudged(rule) ? everybody(rule) : undefined;
      if (who === undefined || allowsAnyoneAnything(rule) || !someHttp(rule, lookup)) continue;
      const writes = writesOf(rule);
      if (writes === undefined) continue;
      yield warning('MW3305', `${who} may make write requests (${writes}) to ${printScope(lookup, rule)}`, {
        span: partOf(rule),
        help: 'name the callers, or allow `GET` and `HEAD` only',
      });
    }
  },
};

/** Clients of gateways are whoever is outside; what they show of themselves is a token. */
function isJudged({ effect, dryRun, scope, when }: AuthorizationRule): boolean {
  return effect === 'allow' && !dryRun && scope.kind !== 'gateway' && !when.some(({ kind }) => kind === 'claim');
}

function everybody({ from }: AuthorizationRule): string | undefined {
  if (from === 'anyone') return 'anyone';
  for (const caller of from) {
    const found = crowd(caller);
    if (found !== undefined) return found;
  }
  return undefined;
}

function crowd(caller: Caller): string | undefined {
  if (caller.kind === 'authenticated') return 'any identity';
  return caller.kind === 'trust-domain' ? `any identity of \`${caller.trustDomain}\`` : undefined;
}

/** Every gRPC request is a POST, and bytes have no methods: there is nothing to tell reading from writing by. */
function someHttp(rule: AuthorizationRule, lookup: Lookup): boolean {
  return servicesOf(lookup, rule).some(({ ports }) =>
    ports.some(({ protocol }) => isHttp(protocol) && !protocol.startsWith('grpc')),
  );
}

const WRITES = ['POST', 'PUT', 'PATCH', 'DELETE'];

/** The write methods that a rule allows, in words. */
function writesOf({ requests }: AuthorizationRule): string | undefined {
  const allowed = requests === 'any' ? WRITES : WRITES.filter((method) => requests.some((one) => takes(one, method)));
  return allowed.length === 0 ? undefined : allowed.join(', ');
}

function takes({ methods, notMethods }: RequestMatch, method: string): boolean {
  return (methods === undefined || methods.includes(method)) && !notMethods?.includes(method);
}
