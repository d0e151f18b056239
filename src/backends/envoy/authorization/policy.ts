import { absurd } from '../../../base/absurd.ts';
import type { JsonObject } from '../../../base/json.ts';
import type { AuthorizationRule, Caller, Condition } from '../../../model/authorization.ts';
import type { Lookup } from '../../../model/lookup.ts';
import { principal } from './caller.ts';
import { cidrRange } from './cidr.ts';
import { claim } from './claims.ts';
import { header } from './header.ts';
import { authorityPorts } from './host.ts';
import { ANY, permissions, principals } from './logic.ts';
import { type Port, request } from './request.ts';
import { stringMatcher } from './strings.ts';

/**
 * A rule at one port, as an `envoy.config.rbac.v3.Policy`: any of the permissions and any of the principals. Undefined where it matches
 * nothing there. What speaks of requests holds for none of the bytes on a port that carries something else.
 */
export function policy(rule: AuthorizationRule, port: Port, lookup: Lookup): JsonObject | undefined {
  if (!port.http && (rule.when.some(asksForRequest) || rule.except.some(asksForToken))) return undefined;
  const asked = requests(rule, port, lookup);
  const asking = callers(rule, port, lookup);
  if (asked.length === 0 || asking.length === 0) return undefined;
  const conditions = rule.when.flatMap((one) => (one.kind === 'claim' ? [] : [condition(one)]));
  const claims = rule.when.flatMap((one) => (one.kind === 'claim' ? [claim(one)] : []));
  const excepted = rule.except
    .filter((caller) => isThere(caller, port))
    .map((caller) => principals.not(principal(caller, lookup)));
  return {
    permissions: asked.map((one) => permissions.and([one, ...conditions])),
    principals: asking.map((one) => principals.and([one, ...excepted, ...claims])),
  };
}

function requests(rule: AuthorizationRule, port: Port, lookup: Lookup): readonly JsonObject[] {
  if (rule.requests === 'any') return [ANY];
  const hostPorts = authorityPorts(rule, lookup);
  return rule.requests.map((match) => request(match, port, hostPorts)).filter((one) => one !== undefined);
}

function callers({ from }: AuthorizationRule, port: Port, lookup: Lookup): readonly JsonObject[] {
  if (from === 'anyone') return [ANY];
  return from.filter((caller) => isThere(caller, port)).map((caller) => principal(caller, lookup));
}

function asksForRequest({ kind }: Condition): boolean {
  return kind === 'header' || kind === 'claim';
}

/** Where no requests are seen there are no tokens, and outside of the mesh no identities. */
function isThere(caller: Caller, { http, outside }: Port): boolean {
  return (http || !asksForToken(caller)) && !(outside && asksForIdentity(caller));
}

function asksForIdentity(caller: Caller): boolean {
  if (caller.kind === 'all-of') return caller.callers.some(asksForIdentity);
  return ['workload', 'namespace', 'trust-domain', 'authenticated'].includes(caller.kind);
}

function asksForToken(caller: Caller): boolean {
  return caller.kind === 'all-of' ? caller.callers.some(asksForToken) : caller.kind === 'request-principal';
}

function condition(one: Exclude<Condition, { kind: 'claim' }>): JsonObject {
  switch (one.kind) {
    case 'header':
      return header(one);
    case 'sni':
      return either(
        one.negated,
        one.values.map((match) => ({ requested_server_name: stringMatcher(match) })),
      );
    case 'destination-ip':
      return either(
        one.negated,
        one.cidrs.map((cidr) => ({ destination_ip: cidrRange(cidr) })),
      );
    default:
      return absurd(one);
  }
}

function either(negated: boolean, parts: readonly JsonObject[]): JsonObject {
  return negated ? permissions.not(permissions.or(parts)) : permissions.or(parts);
}
