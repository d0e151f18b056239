import { absurd } from '../../../base/absurd.ts';
import type { JsonObject } from '../../../base/json.ts';
import type { Caller } from '../../../model/authorization.ts';
import { type Identity, printIdentity } from '../../../model/ids.ts';
import type { Lookup } from '../../../model/lookup.ts';
import { extension } from '../any.ts';
import { cidrRange } from './cidr.ts';
import { requestPrincipal } from './claims.ts';
import { principals } from './logic.ts';

/** Whose requests. */
export function principal(caller: Caller, lookup: Lookup): JsonObject {
  switch (caller.kind) {
    case 'workload':
      return anyDomain(caller.identity.trustDomain, lookup, (trustDomain) => ({
        exact: spiffe({ ...caller.identity, trustDomain }),
      }));
    case 'namespace':
      return anyDomain(caller.trustDomain, lookup, (trustDomain) => ({
        prefix: `spiffe://${trustDomain}/ns/${caller.namespace}/`,
      }));
    case 'trust-domain':
      return anyDomain(caller.trustDomain, lookup, (trustDomain) => ({ prefix: `spiffe://${trustDomain}/` }));
    case 'authenticated':
      return authenticated({ any_validated_client_certificate: true });
    case 'ip-block':
      return { direct_remote_ip: cidrRange(caller.cidr) };
    case 'remote-ip-block':
      return { remote_ip: cidrRange(caller.cidr) };
    case 'all-of':
      return principals.and(caller.callers.map((one) => principal(one, lookup)));
    case 'request-principal':
      return requestPrincipal(caller, lookup);
    default:
      return absurd(caller);
  }
}

function spiffe(identity: Identity): string {
  return `spiffe://${printIdentity(identity)}`;
}

/** Identities of the mesh's own trust domain are those of its aliases too. */
function anyDomain(domain: string, { mesh }: Lookup, match: (trustDomain: string) => JsonObject): JsonObject {
  const own = [mesh.trustDomain, ...mesh.trustDomainAliases];
  const domains = own.includes(domain) ? own : [domain];
  return principals.or(domains.map((one) => authenticated({ san_matcher: { san_type: 'URI', matcher: match(one) } })));
}

/**
 * By the URI in a certificate that was validated. `authenticated` of Envoy would take TLS without a certificate too, and look for the name
 * among DNS names and subjects.
 */
function authenticated(by: JsonObject): JsonObject {
  const message = 'envoy.extensions.rbac.principals.mtls_authenticated.v3.Config';
  return { custom: extension('envoy.rbac.principals.mtls_authenticated', message, by) };
}
