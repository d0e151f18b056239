import { absurd } from '../base/absurd.ts';
import type { AuthorizationRule, Caller, ClaimMatch, Condition } from '../model/authorization.ts';
import type { Lookup } from '../model/lookup.ts';
import type { HeaderMatch, RequestMatch, StringMatch } from '../model/match.ts';
import type { Mesh } from '../model/mesh.ts';
import { authority } from './authority.ts';
import { type AcceptedIssuer, ALL, and, atom, type Formula, NONE, not, onToken, or } from './formula.ts';

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
    from === 'anyone' ? ALL : anyOf(from, (caller) => callerFormula(caller, setting)),
    not(anyOf(except, (caller) => callerFormula(caller, setting))),
    requests === 'any' ? ALL : anyOf(requests, (request) => requestFormula(request, setting.ports)),
    ...when.map((condition) => conditionFormula(condition, setting)),
  );
}

/** Of one value, and often there is one, nothing is to be joined. */
function anyOf<T>(values: readonly T[], formula: (value: T) => Formula): Formula {
  return values.length === 0 ? NONE : values.length === 1 ? formula(values[0]!) : or(...values.map(formula));
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
  const named = (one: string) => atom({ on: 'principal', match: match(one) });
  const { trustDomain: own, trustDomainAliases: aliases } = mesh;
  const isOwn = trustDomain === own || aliases.includes(trustDomain);
  return isOwn && aliases.length > 0 ? or(named(own), ...aliases.map(named)) : named(trustDomain);
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
  const { hosts, notHosts } = match;
  const host = (value: string) => authority(value, ports);
  const all: Formula[] = [];
  add(match.methods, match.notMethods, ofMethod, all);
  add(match.paths, match.notPaths, ofPath, all);
  if (hosts || notHosts) add(hosts, notHosts, host, all);
  add(match.ports, match.notPorts, ofPort, all);
  for (const header of match.headers) all.push(headerFormula(header));
  return and(...all);
}

function ofMethod(value: string): Formula {
  return atom({ on: 'method', match: { kind: 'exact', value } });
}

function ofPath(match: NonNullable<RequestMatch['paths']>[number]): Formula {
  return atom({ on: 'path', match });
}

function ofPort(port: number): Formula {
  return atom({ on: 'port', port });
}

/** Some of the values, and none of the others. */
function add<T>(
  values: readonly T[] | undefined,
  others: readonly T[] | undefined,
  formula: (value: T) => Formula,
  to: Formula[],
): void {
  if (values) to.push(anyOf(values, formula));
  if (others) to.push(not(anyOf(others, formula)));
}
