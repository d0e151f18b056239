import { warning } from '../../diag/diagnostic.ts';
import type { AuthorizationRule, Caller } from '../../model/authorization.ts';
import type { RequestMatch } from '../../model/match.ts';
import type { Check } from '../check.ts';
import { partOf, printScope } from './scope.ts';

/** No rule lets anyone do anything. */
export const allowAll: Check = {
  codes: ['MW3107'],
  *run(mesh) {
    for (const rule of mesh.focus.rules) {
      if (rule.effect !== 'allow' || rule.dryRun || !allowsAnyoneAnything(rule)) continue;
      yield warning('MW3107', `anyone may do anything on ${printScope(mesh, rule)}`, {
        span: partOf(rule),
        note: 'with this rule no other ALLOW rule there matters',
        help: 'name the callers, or the requests',
      });
    }
  },
};

export function allowsAnyoneAnything(rule: AuthorizationRule): boolean {
  return isAnyone(rule) && isAnything(rule);
}

function isAnyone({ from, except }: AuthorizationRule): boolean {
  return except.length === 0 && (from === 'anyone' || from.some(isEveryAddress));
}

function isEveryAddress(caller: Caller): boolean {
  return (caller.kind === 'ip-block' || caller.kind === 'remote-ip-block') && caller.cidr === '0.0.0.0/0';
}

function isAnything({ requests, when }: AuthorizationRule): boolean {
  return when.length === 0 && (requests === 'any' || requests.some(isEvery));
}

function isEvery({ headers, ...request }: RequestMatch): boolean {
  return headers.length === 0 && Object.values(request).every((condition) => condition === undefined);
}
