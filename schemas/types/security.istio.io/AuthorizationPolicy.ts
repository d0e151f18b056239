export type AuthorizationPolicy = {
  readonly apiVersion: 'security.istio.io/v1' | 'security.istio.io/v1beta1';
  readonly kind: 'AuthorizationPolicy';
  readonly metadata: ObjectMeta;
  readonly spec?: AuthorizationPolicySpec;
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
export type AuthorizationPolicySpec = {
  readonly action?: 'ALLOW' | 'DENY' | 'AUDIT' | 'CUSTOM';
  readonly provider?: AuthorizationPolicyProvider;
  readonly rules?: readonly AuthorizationPolicyRules[];
  readonly selector?: AuthorizationPolicySelector;
  readonly targetRef?: AuthorizationPolicyTargetRef;
  readonly targetRefs?: readonly AuthorizationPolicyTargetRef[];
};
export type AuthorizationPolicyProvider = {
  readonly name?: string;
};
export type AuthorizationPolicyRules = {
  readonly from?: readonly AuthorizationPolicyRulesFrom[];
  readonly to?: readonly AuthorizationPolicyRulesTo[];
  readonly when?: readonly AuthorizationPolicyRulesWhen[];
};
export type AuthorizationPolicyRulesFrom = {
  readonly source?: AuthorizationPolicyRulesFromSource;
};
export type AuthorizationPolicyRulesFromSource = {
  readonly ipBlocks?: readonly string[];
  readonly namespaces?: readonly string[];
  readonly notIpBlocks?: readonly string[];
  readonly notNamespaces?: readonly string[];
  readonly notPrincipals?: readonly string[];
  readonly notRemoteIpBlocks?: readonly string[];
  readonly notRequestPrincipals?: readonly string[];
  readonly notServiceAccounts?: readonly string[];
  readonly notTrustDomains?: readonly string[];
  readonly principals?: readonly string[];
  readonly remoteIpBlocks?: readonly string[];
  readonly requestPrincipals?: readonly string[];
  readonly serviceAccounts?: readonly string[];
  readonly trustDomains?: readonly string[];
};
export type AuthorizationPolicyRulesTo = {
  readonly operation?: AuthorizationPolicyRulesToOperation;
};
export type AuthorizationPolicyRulesToOperation = {
  readonly hosts?: readonly string[];
  readonly methods?: readonly string[];
  readonly notHosts?: readonly string[];
  readonly notMethods?: readonly string[];
  readonly notPaths?: readonly string[];
  readonly notPorts?: readonly string[];
  readonly paths?: readonly string[];
  readonly ports?: readonly string[];
};
export type AuthorizationPolicyRulesWhen = {
  readonly key: string;
  readonly notValues?: readonly string[];
  readonly values?: readonly string[];
};
export type AuthorizationPolicySelector = {
  readonly matchLabels?: {
    readonly [k: string]: string;
  };
};
export type AuthorizationPolicyTargetRef = {
  readonly group?: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
};
