export type DestinationRule = {
  readonly apiVersion: 'networking.istio.io/v1' | 'networking.istio.io/v1beta1' | 'networking.istio.io/v1alpha3';
  readonly kind: 'DestinationRule';
  readonly metadata: ObjectMeta;
  readonly spec?: DestinationRuleSpec;
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
export type DestinationRuleSpec = {
  readonly exportTo?: readonly string[];
  readonly host: string;
  readonly subsets?: readonly DestinationRuleSubsets[];
  readonly trafficPolicy?: DestinationRuleSubsetsTrafficPolicy;
  readonly workloadSelector?: DestinationRuleWorkloadSelector;
};
export type DestinationRuleSubsets = {
  readonly labels?: {
    readonly [k: string]: string;
  };
  readonly name: string;
  readonly trafficPolicy?: DestinationRuleSubsetsTrafficPolicy;
};
export type DestinationRuleSubsetsTrafficPolicy = {
  readonly connectionPool?: DestinationRuleSubsetsTrafficPolicyConnectionPool;
  readonly loadBalancer?: DestinationRuleSubsetsTrafficPolicyLoadBalancer;
  readonly outlierDetection?: DestinationRuleSubsetsTrafficPolicyOutlierDetection;
  readonly portLevelSettings?: readonly DestinationRuleSubsetsTrafficPolicyPortLevelSettings[];
  readonly proxyProtocol?: DestinationRuleSubsetsTrafficPolicyProxyProtocol;
  readonly retryBudget?: DestinationRuleSubsetsTrafficPolicyRetryBudget;
  readonly tls?: DestinationRuleSubsetsTrafficPolicyPortLevelSettingsTls;
  readonly tunnel?: DestinationRuleSubsetsTrafficPolicyTunnel;
};
export type DestinationRuleSubsetsTrafficPolicyConnectionPool = {
  readonly http?: DestinationRuleSubsetsTrafficPolicyConnectionPoolHttp;
  readonly tcp?: DestinationRuleSubsetsTrafficPolicyConnectionPoolTcp;
};
export type DestinationRuleSubsetsTrafficPolicyConnectionPoolHttp = {
  readonly h2UpgradePolicy?: 'DEFAULT' | 'DO_NOT_UPGRADE' | 'UPGRADE';
  readonly http1MaxPendingRequests?: number;
  readonly http2KeepAlive?: DestinationRuleSubsetsTrafficPolicyConnectionPoolHttpHttp2KeepAlive;
  readonly http2MaxRequests?: number;
  readonly idleTimeout?: string;
  readonly maxConcurrentStreams?: number;
  readonly maxRequestsPerConnection?: number;
  readonly maxRetries?: number;
  readonly useClientProtocol?: boolean;
};
export type DestinationRuleSubsetsTrafficPolicyConnectionPoolHttpHttp2KeepAlive = {
  readonly interval?: string;
  readonly timeout?: string;
};
export type DestinationRuleSubsetsTrafficPolicyConnectionPoolTcp = {
  readonly connectTimeout?: string;
  readonly idleTimeout?: string;
  readonly maxConnectionDuration?: string;
  readonly maxConnections?: number;
  readonly tcpKeepalive?: DestinationRuleSubsetsTrafficPolicyConnectionPoolTcpTcpKeepalive;
};
export type DestinationRuleSubsetsTrafficPolicyConnectionPoolTcpTcpKeepalive = {
  readonly interval?: string;
  readonly probes?: number;
  readonly time?: string;
};
export type DestinationRuleSubsetsTrafficPolicyLoadBalancer = {
  readonly consistentHash?: DestinationRuleSubsetsTrafficPolicyLoadBalancerConsistentHash;
  readonly localityLbSetting?: DestinationRuleSubsetsTrafficPolicyLoadBalancerLocalityLbSetting;
  readonly simple?: 'UNSPECIFIED' | 'LEAST_CONN' | 'RANDOM' | 'PASSTHROUGH' | 'ROUND_ROBIN' | 'LEAST_REQUEST';
  readonly warmup?: DestinationRuleSubsetsTrafficPolicyLoadBalancerWarmup;
  readonly warmupDurationSecs?: string;
  readonly zoneAwareLbSetting?: DestinationRuleSubsetsTrafficPolicyLoadBalancerZoneAwareLbSetting;
};
export type DestinationRuleSubsetsTrafficPolicyLoadBalancerConsistentHash = {
  readonly httpCookie?: DestinationRuleSubsetsTrafficPolicyLoadBalancerConsistentHashHttpCookie;
  readonly httpHeaderName?: string;
  readonly httpQueryParameterName?: string;
  readonly maglev?: DestinationRuleSubsetsTrafficPolicyLoadBalancerConsistentHashMaglev;
  readonly minimumRingSize?: number;
  readonly ringHash?: DestinationRuleSubsetsTrafficPolicyLoadBalancerConsistentHashRingHash;
  readonly useSourceIp?: boolean;
};
export type DestinationRuleSubsetsTrafficPolicyLoadBalancerConsistentHashHttpCookie = {
  readonly attributes?: readonly DestinationRuleSubsetsTrafficPolicyLoadBalancerConsistentHashHttpCookieAttributes[];
  readonly name: string;
  readonly path?: string;
  readonly ttl?: string;
};
export type DestinationRuleSubsetsTrafficPolicyLoadBalancerConsistentHashHttpCookieAttributes = {
  readonly name: string;
  readonly value?: string;
};
export type DestinationRuleSubsetsTrafficPolicyLoadBalancerConsistentHashMaglev = {
  readonly tableSize?: number;
};
export type DestinationRuleSubsetsTrafficPolicyLoadBalancerConsistentHashRingHash = {
  readonly minimumRingSize?: number;
};
export type DestinationRuleSubsetsTrafficPolicyLoadBalancerLocalityLbSetting = {
  readonly distribute?: readonly DestinationRuleSubsetsTrafficPolicyLoadBalancerLocalityLbSettingDistribute[];
  readonly enabled?: boolean;
  readonly failover?: readonly DestinationRuleSubsetsTrafficPolicyLoadBalancerLocalityLbSettingFailover[];
  readonly failoverPriority?: readonly string[];
};
export type DestinationRuleSubsetsTrafficPolicyLoadBalancerLocalityLbSettingDistribute = {
  readonly from?: string;
  readonly to?: {
    readonly [k: string]: number;
  };
};
export type DestinationRuleSubsetsTrafficPolicyLoadBalancerLocalityLbSettingFailover = {
  readonly from?: string;
  readonly to?: string;
};
export type DestinationRuleSubsetsTrafficPolicyLoadBalancerWarmup = {
  readonly aggression?: number;
  readonly duration: string;
  readonly minimumPercent?: number;
};
export type DestinationRuleSubsetsTrafficPolicyLoadBalancerZoneAwareLbSetting = {
  readonly enabled?: boolean;
  readonly failover?: readonly DestinationRuleSubsetsTrafficPolicyLoadBalancerLocalityLbSettingFailover[];
  readonly failoverPriority?: readonly string[];
  readonly minClusterSize?: number;
};
export type DestinationRuleSubsetsTrafficPolicyOutlierDetection = {
  readonly baseEjectionTime?: string;
  readonly consecutive5xxErrors?: number;
  readonly consecutiveErrors?: number;
  readonly consecutiveGatewayErrors?: number;
  readonly consecutiveLocalOriginFailures?: number;
  readonly interval?: string;
  readonly maxEjectionPercent?: number;
  readonly minHealthPercent?: number;
  readonly outlierDetectionHttpErrorCodes?: readonly number[];
  readonly splitExternalLocalOriginErrors?: boolean;
};
export type DestinationRuleSubsetsTrafficPolicyPortLevelSettings = {
  readonly connectionPool?: DestinationRuleSubsetsTrafficPolicyConnectionPool;
  readonly loadBalancer?: DestinationRuleSubsetsTrafficPolicyLoadBalancer;
  readonly outlierDetection?: DestinationRuleSubsetsTrafficPolicyOutlierDetection;
  readonly port?: DestinationRuleSubsetsTrafficPolicyPortLevelSettingsPort;
  readonly tls?: DestinationRuleSubsetsTrafficPolicyPortLevelSettingsTls;
};
export type DestinationRuleSubsetsTrafficPolicyPortLevelSettingsPort = {
  readonly number?: number;
};
export type DestinationRuleSubsetsTrafficPolicyPortLevelSettingsTls = {
  readonly caCertificates?: string;
  readonly caCrl?: string;
  readonly clientCertificate?: string;
  readonly credentialName?: string;
  readonly insecureSkipVerify?: boolean;
  readonly mode?: 'DISABLE' | 'SIMPLE' | 'MUTUAL' | 'ISTIO_MUTUAL';
  readonly privateKey?: string;
  readonly sni?: string;
  readonly subjectAltNames?: readonly string[];
};
export type DestinationRuleSubsetsTrafficPolicyProxyProtocol = {
  readonly version?: 'V1' | 'V2';
};
export type DestinationRuleSubsetsTrafficPolicyRetryBudget = {
  readonly budgetInterval?: string;
  readonly minRetryConcurrency?: number;
  readonly percent?: number;
};
export type DestinationRuleSubsetsTrafficPolicyTunnel = {
  readonly protocol?: string;
  readonly targetHost: string;
  readonly targetPort: number;
};
export type DestinationRuleWorkloadSelector = {
  readonly matchLabels?: {
    readonly [k: string]: string;
  };
};
