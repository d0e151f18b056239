import type { ArgumentPath, Span } from '../../base/span.ts';
import type { AuthorizationRule, Caller } from '../../model/authorization.ts';
import type { Lookup } from '../../model/lookup.ts';
import type { Service } from '../../model/service.ts';
import { inArgument } from '../place.ts';

/** The services that a rule protects; a rule for a gateway protects none. */
export function servicesOf({ mesh, services, servicesIn }: Lookup, { scope }: AuthorizationRule): readonly Service[] {
  switch (scope.kind) {
    case 'mesh':
      return mesh.services;
    case 'namespace':
      return servicesIn.get(scope.namespace) ?? [];
    case 'gateway':
      return [];
    case 'service': {
      const service = services.get(scope.service);
      return service ? [service] : [];
    }
  }
}

/** What a rule protects, in words: `` `reviews` ``, ``namespace `shop` ``, `the mesh`. */
export function printScope({ services, gateways }: Lookup, { scope }: AuthorizationRule): string {
  switch (scope.kind) {
    case 'mesh':
      return 'the mesh';
    case 'namespace':
      return `namespace \`${scope.namespace}\``;
    case 'service':
      return `\`${services.get(scope.service)?.name ?? scope.service}\``;
    case 'gateway':
      return `gateway \`${gateways.get(scope.gateway)?.name ?? scope.gateway}\``;
  }
}

/** A part of a rule where the user wrote it: for a call and a gateway's route that is the call itself. */
export function partOf({ origin, span }: AuthorizationRule, ...path: ArgumentPath): Span {
  return origin === 'rule' ? inArgument(span, ...path) : span;
}

/** Where a rule names a caller (one of `callersOf`). */
export function callerSpan(rule: AuthorizationRule, caller: Caller): Span {
  const holds = (one: Caller) =>
    one === caller || (one.kind === 'all-of' && one.callers.some((each) => each === caller));
  const from = rule.from === 'anyone' ? [] : rule.from;
  const [list, field] = from.some(holds) ? [from, 'from'] : [rule.except, 'except'];
  return list.length > 1 ? partOf(rule, field, list.findIndex(holds)) : partOf(rule, field);
}

/** Whether a caller is known by the identity that mutual TLS proves. */
export function byIdentity(caller: Caller): boolean {
  switch (caller.kind) {
    case 'workload':
    case 'namespace':
    case 'trust-domain':
    case 'authenticated':
      return true;
    case 'all-of':
      return caller.callers.some(byIdentity);
    default:
      return false;
  }
}

type AtomicCaller = Exclude<Caller, { kind: 'all-of' }>;

function isAtomic(caller: Caller): caller is AtomicCaller {
  return caller.kind !== 'all-of';
}

/** The callers of a rule, those of `all-of` one by one. */
export function callersOf({ from, except }: Pick<AuthorizationRule, 'from' | 'except'>): readonly AtomicCaller[] {
  const callers: readonly Caller[] = from === 'anyone' ? except : except.length === 0 ? from : [...from, ...except];
  return callers.every(isAtomic) ? callers : callers.flatMap((one) => (isAtomic(one) ? [one] : one.callers));
}
