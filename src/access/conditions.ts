import { absurd } from '../base/absurd.ts';
import type { AuthorizationRule, Caller, ClaimMatch, Condition } from '../model/authorization.ts';
import type { Identity } from '../model/ids.ts';
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
  const all: Formula[] = [];
  if (from !== 'anyone') all.push(anyOf(from, callerFormula, setting));
  if (except.length > 0) all.push(not(anyOf(except, callerFormula, setting)));
  if (requests !== 'any') all.push(anyOf(requests, partFormula, setting));
  for (const condition of when) all.push(conditionFormula(condition, setting));
  return and(...all);
}

/** Of one value, and often there is one, nothing is to be joined. */
function anyOf<T, S>(values: readonly T[], formula: (value: T, setting: S) => Formula, setting: S): Formula {
  if (values.length === 1) return formula(values[0]!, setting);
  return or(...values.map((value) => formula(value, setting)));
}

function callerFormula(caller: Caller, setting: Setting): Formula {
  const { mesh, issuers } = setting.lookup;
  switch (caller.kind) {
    case 'workload':
      return workload(caller.identity, mesh);
    case 'namespace':
      return inTrustDomains(caller.trustDomain, mesh, 'prefix', `/ns/${caller.namespace}/sa/`);
    case 'trust-domain':
      return inTrustDomains(caller.trustDomain, mesh, 'prefix', '/');
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

function workload({ trustDomain, namespace, serviceAccount }: Identity, mesh: Mesh): Formula {
  return inTrustDomains(trustDomain, mesh, 'exact', `/ns/${namespace}/sa/${serviceAccount}`);
}

/** Identities that differ in an aliased trust domain only are the same. */
function inTrustDomains(trustDomain: string, mesh: Mesh, kind: 'exact' | 'prefix', rest: string): Formula {
  const { trustDomain: own, trustDomainAliases: aliases } = mesh;
  const isOwn = trustDomain === own || aliases.includes(trustDomain);
  if (!isOwn || aliases.length === 0) return principal(kind, `${trustDomain}${rest}`);
  return or(...[own, ...aliases].map((one) => principal(kind, `${one}${rest}`)));
}

function principal(kind: 'exact' | 'prefix', value: string): Formula {
  return atom({ on: 'principal', match: { kind, value } });
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

function partFormula(match: RequestMatch, { ports }: Setting): Formula {
  return requestFormula(match, ports);
}

export function requestFormula(match: RequestMatch, ports: readonly number[]): Formula {
  const all: Formula[] = [];
  add(match.methods, match.notMethods, ofMethod, ports, all);
  add(match.paths, match.notPaths, ofPath, ports, all);
  add(match.hosts, match.notHosts, authority, ports, all);
  add(match.ports, match.notPorts, ofPort, ports, all);
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
  formula: (value: T, ports: readonly number[]) => Formula,
  ports: readonly number[],
  to: Formula[],
): void {
  if (values) to.push(anyOf(values, formula, ports));
  if (others) to.push(not(anyOf(others, formula, ports)));
}
