import type { AuthorizationPolicySpec } from '../../../schemas/types/security.istio.io/AuthorizationPolicy.ts';
import type { PeerAuthenticationSpec } from '../../../schemas/types/security.istio.io/PeerAuthentication.ts';
import type { RequestAuthenticationSpec } from '../../../schemas/types/security.istio.io/RequestAuthentication.ts';
import type { Manifest, Metadata } from '../manifest.ts';

export type {
  AuthorizationPolicyRules as PolicyRule,
  AuthorizationPolicyRulesFromSource as Source,
  AuthorizationPolicyRulesToOperation as Operation,
  AuthorizationPolicyRulesWhen as When,
  AuthorizationPolicySelector as Selector,
  AuthorizationPolicySpec,
} from '../../../schemas/types/security.istio.io/AuthorizationPolicy.ts';
export type { PeerAuthenticationSpec } from '../../../schemas/types/security.istio.io/PeerAuthentication.ts';
export type { RequestAuthenticationJwtRules as JwtRule } from '../../../schemas/types/security.istio.io/RequestAuthentication.ts';

const apiVersion = 'security.istio.io/v1';

export function authorizationPolicy(metadata: Metadata, spec: AuthorizationPolicySpec): Manifest {
  return { apiVersion, kind: 'AuthorizationPolicy', metadata, spec };
}

export function peerAuthentication(metadata: Metadata, spec: PeerAuthenticationSpec): Manifest {
  return { apiVersion, kind: 'PeerAuthentication', metadata, spec };
}

export function requestAuthentication(metadata: Metadata, spec: RequestAuthenticationSpec): Manifest {
  return { apiVersion, kind: 'RequestAuthentication', metadata, spec };
}
