import { invariant } from '../../../base/absurd.ts';
import type { When } from '../../../manifest/kinds/istio-security.ts';
import type { Caller, ClaimMatch, RequestPrincipal } from '../../../model/authorization.ts';
import { type Identity, printIdentity } from '../../../model/ids.ts';
import type { Lookup } from '../../../model/lookup.ts';
import type { Mesh } from '../../../model/mesh.ts';
import { both, NO_CONDITIONS, type Part } from './part.ts';
import type { Refuse } from './refusal.ts';
import { literal, pattern } from './value.ts';

export type SingleCaller = Exclude<Caller, { kind: 'all-of' }>;

export function lowerCaller(caller: Caller, lookup: Lookup, refuse: Refuse): Part {
  if (caller.kind !== 'all-of') return lowerSingle(caller, lookup, refuse);
  return caller.callers.map((each) => lowerSingle(each, lookup, refuse)).reduce(both);
}

function lowerSingle(caller: SingleCaller, lookup: Lookup, refuse: Refuse): Part {
  switch (caller.kind) {
    case 'ip-block':
      return { source: { ipBlocks: [caller.cidr] }, when: [], http: false };
    case 'remote-ip-block':
      return { source: { remoteIpBlocks: [caller.cidr] }, when: [], http: false };
    case 'request-principal':
      return lowerRequestPrincipal(caller, lookup, refuse);
    default:
      return { source: { principals: principals(caller, lookup.mesh, refuse) }, when: NO_CONDITIONS, http: false };
  }
}

export type PeerCaller = Extract<SingleCaller, { kind: 'workload' | 'namespace' | 'trust-domain' | 'authenticated' }>;

/**
 * Always with the trust domain: what Istio calls `namespaces` and `serviceAccounts` takes any trust domain that the
 * proxy's roots vouch for.
 */
export function principals(caller: PeerCaller, mesh: Mesh, refuse: Refuse): readonly string[] {
  switch (caller.kind) {
    case 'workload':
      return [checkedPrincipal(caller.identity, mesh, refuse)];
    case 'namespace':
      return [checkedPrincipal({ ...caller, serviceAccount: '*' }, mesh, refuse)];
    case 'trust-domain':
      return sameTrustDomains(caller.trustDomain, mesh).map((trustDomain) => `${trustDomain}/*`);
    case 'authenticated':
      return ['*'];
  }
}

function checkedPrincipal(identity: Identity, mesh: Mesh, refuse: Refuse): string {
  const { trustDomain } = identity;
  if (trustDomain === ISTIO_SELF && !isOwnTrustDomain(trustDomain, mesh)) {
    refuse('MW3207', `Istio takes the trust domain \`${trustDomain}\` for the mesh's own, \`${mesh.trustDomain}\``, {
      help: `name the trust domain that is meant; if it is the mesh's own, \`${mesh.trustDomain}\``,
    });
  }
  if (trustDomain.startsWith('*')) literal(trustDomain, 'trust domain', refuse);
  return printIdentity(identity);
}

/** In policies, Istio replaces this trust domain by the mesh's own and its aliases, whatever that is. */
const ISTIO_SELF = 'cluster.local';

/**
 * To Istio, identities that differ only in an aliased trust domain are one. It writes the aliases out for whole
 * identities and for namespaces, but not for a trust domain alone: that is done here.
 */
function sameTrustDomains(trustDomain: string, mesh: Mesh): readonly string[] {
  return isOwnTrustDomain(trustDomain, mesh) ? [mesh.trustDomain, ...mesh.trustDomainAliases] : [trustDomain];
}

function isOwnTrustDomain(trustDomain: string, mesh: Mesh): boolean {
  return trustDomain === mesh.trustDomain || mesh.trustDomainAliases.includes(trustDomain);
}

/**
 * `requestPrincipals` cuts `issuer/subject` at the last slash, and without a subject asks for a token that has one. So it
 * serves for issuer and subject where the cut is right; otherwise the claims are asked for one by one.
 */
function lowerRequestPrincipal(caller: RequestPrincipal, lookup: Lookup, refuse: Refuse): Part {
  const issuer = issuerOf(caller, lookup);
  const joined = requestPrincipal(caller, issuer, refuse);
  const { audiences, presenter, claims } = caller;
  const when: When[] = joined === undefined ? issuerAndSubject(caller, issuer, refuse) : [];
  if (audiences) when.push(values('request.auth.audiences', audiences, 'audience', refuse));
  if (presenter) when.push(values('request.auth.presenter', presenter, 'presenter', refuse));
  for (const claim of claims) when.push(lowerClaim(claim, refuse));
  return { source: joined === undefined ? {} : { requestPrincipals: [joined] }, when, http: true };
}

export function issuerOf(caller: RequestPrincipal, lookup: Lookup): string {
  const issuer = lookup.issuers.get(caller.issuer);
  invariant(issuer, `the issuer ${caller.issuer} is resolved`);
  return issuer.issuer;
}

/** `https://issuer.example.com/alice`, if that is said and would be read right. */
export function requestPrincipal({ subject }: RequestPrincipal, issuer: string, refuse: Refuse): string | undefined {
  if (!subject || (subject.kind !== 'exact' && subject.kind !== 'prefix')) return undefined;
  if (subject.value.includes('/') || subject.value === '') return undefined;
  if (issuer.startsWith('*')) literal(issuer, 'issuer', refuse);
  return `${issuer}/${pattern(subject, 'subject', refuse)}`;
}

function issuerAndSubject({ subject }: RequestPrincipal, issuer: string, refuse: Refuse): When[] {
  const iss = { key: 'request.auth.claims[iss]', values: [literal(issuer, 'issuer', refuse)] };
  return subject ? [iss, values('request.auth.claims[sub]', [subject], 'subject', refuse)] : [iss];
}

function values(key: string, matches: readonly Parameters<typeof pattern>[0][], what: string, refuse: Refuse): When {
  return { key, values: matches.map((match) => pattern(match, what, refuse)) };
}

export function lowerClaim({ path, values: matches, negated }: ClaimMatch, refuse: Refuse): When {
  const odd = path.find((name) => /[[\]]/.test(name) || name === '');
  if (odd !== undefined) {
    refuse('MW3203', `the claim \`${odd}\` cannot be named to Istio: brackets hold the names of claims`);
  }
  const key = `request.auth.claims${path.map((name) => `[${name}]`).join('')}`;
  const listed = matches.map((match) => pattern(match, 'claim value', refuse));
  return negated ? { key, notValues: listed } : { key, values: listed };
}
