import { absurd } from '../base/absurd.ts';
import type { AuthorizationRule, Caller, ClaimMatch, Condition } from '../model/authorization.ts';
import type { Lookup } from '../model/lookup.ts';
import type { HeaderMatch, RequestMatch, StringMatch } from '../model/match.ts';
import type { Mesh } from '../model/mesh.ts';
import { authority } from './authority.ts';
import { type AcceptedIssuer, ALL, and, atom, type Formula, not, onToken, or } from './formula.ts';

/** What the conditions of a rule are about: a mesh, the tokens that the destination accepts, the ports that lead to it. */
export interface Setting {
  readonly lookup: Lookup;
  readonly issuers: readonly AcceptedIssuer[];
  readonly ports: readonly number[];
}

/** The requests that a rule is about. */
export function ruleFormula(
  { from, except, requests, when }: Pick<AuthorizationRule, 'from' | 'except' | 'requests' | 'when'>,
  setting: Setting,
): Formula {
  return and(
    from === 'anyone' ? ALL : or(...from.map((caller) => callerFormula(caller, setting))),
    not(or(...except.map((caller) => callerFormula(caller, setting)))),
    requests === 'any' ? ALL : or(...requests.map((request) => requestFormula(request, setting.ports))),
    ...when.map((condition) => conditionFormula(condition, setting)),
  );
}

function callerFormula(caller: Caller, setting: Setting): Formula {
  const { mesh, issuers } = setting.lookup;
  switch (caller.kind) {
    case 'workload':
      return inTrustDomains(caller.identity.trustDomain, mesh, (trustDomain) => ({
        kind: 'exact',
        value: `${trustDomain}/ns/${caller.identity.namespace}/sa/${caller.identity.serviceAccount}`,
      }));
    case 'namespace':
      return inTrustDomains(caller.trustDomain, mesh, (trustDomain) => ({
        kind: 'prefix',
        value: `${trustDomain}/ns/${caller.namespace}/sa/`,
      }));
    case 'trust-domain':
      return inTrustDomains(caller.trustDomain, mesh, (trustDomain) => ({ kind: 'prefix', value: `${trustDomain}/` }));
    case 'authenticated':
      return atom({ on: 'principal', match: { kind: 'present' } });
    case 'ip-block':
      return atom({ on: 'source-ip', cidr: caller.cidr });
    case 'remote-ip-block':
      return atom({ on: 'remote-ip', cidr: caller.cidr });
    case 'request-principal':
      return onToken(
        setting.issuers,
        atom({ on: 'jwt-issuer', match: { kind: 'exact', value: issuers.get(caller.issuer)?.issuer ?? '' } }),
        caller.subject ? atom({ on: 'jwt-subject', match: caller.subject }) : ALL,
        some('jwt-audience', caller.audiences),
        some('jwt-presenter', caller.presenter),
        ...caller.claims.map(claimFormula),
      );
    case 'all-of':
      return and(...caller.callers.map((one) => callerFormula(one, setting)));
    default:
      return absurd(caller);
  }
}

/** Identities that differ in an aliased trust domain only are the same. */
function inTrustDomains(trustDomain: string, mesh: Mesh, match: (trustDomain: string) => StringMatch): Formula {
  const own = [mesh.trustDomain, ...mesh.trustDomainAliases];
  const all = own.includes(trustDomain) ? own : [trustDomain];
  return or(...all.map((one) => atom({ on: 'principal', match: match(one) })));
}

type OnString = 'jwt-audience' | 'jwt-presenter' | 'sni' | 'method';

/** One of the values; not restricted when there is no list. */
function some(on: OnString, values: readonly StringMatch[] | undefined): Formula {
  return values === undefined ? ALL : or(...values.map((match) => atom({ on, match })));
}

function claimFormula({ path, values, negated }: ClaimMatch): Formula {
  const held = or(...values.map((match) => atom({ on: 'jwt-claim', path, match })));
  return negated ? not(held) : held;
}

function headerFormula({ name, values, negated }: HeaderMatch): Formula {
  const held = or(...values.map((match) => atom({ on: 'header', name, match })));
  return negated ? not(held) : held;
}

function conditionFormula(condition: Condition, { issuers }: Setting): Formula {
  switch (condition.kind) {
    case 'header':
      return headerFormula(condition);
    case 'claim':
      return condition.negated
        ? not(onToken(issuers, not(claimFormula(condition))))
        : onToken(issuers, claimFormula(condition));
    case 'sni':
      return signed(condition.negated, some('sni', condition.values));
    case 'destination-ip':
      return signed(condition.negated, or(...condition.cidrs.map((cidr) => atom({ on: 'destination-ip', cidr }))));
    default:
      return absurd(condition);
  }
}

function signed(negated: boolean, formula: Formula): Formula {
  return negated ? not(formula) : formula;
}

export function requestFormula(match: RequestMatch, ports: readonly number[]): Formula {
  const method = (value: string) => atom({ on: 'method', match: { kind: 'exact', value } });
  const path = (value: NonNullable<RequestMatch['paths']>[number]) => atom({ on: 'path', match: value });
  const host = (value: string) => authority(value, ports);
  const port = (value: number) => atom({ on: 'port', port: value });
  return and(
    listed(match.methods, method),
    excluded(match.notMethods, method),
    listed(match.paths, path),
    excluded(match.notPaths, path),
    listed(match.hosts, host),
    excluded(match.notHosts, host),
    listed(match.ports, port),
    excluded(match.notPorts, port),
    ...match.headers.map(headerFormula),
  );
}

function listed<T>(values: readonly T[] | undefined, formula: (value: T) => Formula): Formula {
  return values === undefined ? ALL : or(...values.map(formula));
}

function excluded<T>(values: readonly T[] | undefined, formula: (value: T) => Formula): Formula {
  return values === undefined ? ALL : not(or(...values.map(formula)));
}
