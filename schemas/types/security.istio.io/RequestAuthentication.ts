export type RequestAuthentication = {
  readonly apiVersion: 'security.istio.io/v1' | 'security.istio.io/v1beta1';
  readonly kind: 'RequestAuthentication';
  readonly metadata: ObjectMeta;
  readonly spec?: RequestAuthenticationSpec;
};
export type ObjectMeta = {
  readonly annotations?: {
    readonly [k: string]: string;
  };
  readonly finalizers?: readonly string[];
  readonly labels?: {
    readonly [k: string]: string;
  };
  readonly name: string;
  readonly namespace?: string;
  readonly ownerReferences?: readonly OwnerReference[];
};
export type OwnerReference = {
  readonly apiVersion: string;
  readonly blockOwnerDeletion?: boolean;
  readonly controller?: boolean;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
};
export type RequestAuthenticationSpec = {
  readonly jwtRules?: readonly RequestAuthenticationJwtRules[];
  readonly selector?: RequestAuthenticationSelector;
  readonly targetRef?: RequestAuthenticationTargetRef;
  readonly targetRefs?: readonly RequestAuthenticationTargetRef[];
};
export type RequestAuthenticationJwtRules = {
  readonly audiences?: readonly string[];
  readonly forwardOriginalToken?: boolean;
  readonly fromCookies?: readonly string[];
  readonly fromHeaders?: readonly RequestAuthenticationJwtRulesFromHeaders[];
  readonly fromParams?: readonly string[];
  readonly issuer?: string;
  readonly jwks?: string;
  readonly jwks_uri?: string;
  readonly jwksUri?: string;
  readonly outputClaimToHeaders?: readonly RequestAuthenticationJwtRulesOutputClaimToHeaders[];
  readonly outputPayloadToHeader?: string;
  readonly spaceDelimitedClaims?: readonly string[];
  readonly timeout?: string;
};
export type RequestAuthenticationJwtRulesFromHeaders = {
  readonly name: string;
  readonly prefix?: string;
};
export type RequestAuthenticationJwtRulesOutputClaimToHeaders = {
  readonly claim: string;
  readonly header: string;
};
export type RequestAuthenticationSelector = {
  readonly matchLabels?: {
    readonly [k: string]: string;
  };
};
export type RequestAuthenticationTargetRef = {
  readonly group?: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
};
