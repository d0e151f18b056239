export type Sidecar = {
  readonly apiVersion: 'networking.istio.io/v1' | 'networking.istio.io/v1beta1' | 'networking.istio.io/v1alpha3';
  readonly kind: 'Sidecar';
  readonly metadata: ObjectMeta;
  readonly spec?: SidecarSpec;
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
export type SidecarSpec = {
  readonly egress?: readonly SidecarEgress[];
  readonly inboundConnectionPool?: SidecarInboundConnectionPool;
  readonly ingress?: readonly SidecarIngress[];
  readonly outboundTrafficPolicy?: SidecarOutboundTrafficPolicy;
  readonly workloadSelector?: SidecarWorkloadSelector;
};
export type SidecarEgress = {
  readonly bind?: string;
  readonly captureMode?: 'DEFAULT' | 'IPTABLES' | 'NONE';
  readonly hosts: readonly string[];
  readonly port?: SidecarEgressPort;
};
export type SidecarEgressPort = {
  readonly name?: string;
  readonly number?: number;
  readonly protocol?: string;
  readonly targetPort?: number;
};
export type SidecarInboundConnectionPool = {
  readonly http?: SidecarInboundConnectionPoolHttp;
  readonly tcp?: SidecarInboundConnectionPoolTcp;
};
export type SidecarInboundConnectionPoolHttp = {
  readonly h2UpgradePolicy?: 'DEFAULT' | 'DO_NOT_UPGRADE' | 'UPGRADE';
  readonly http1MaxPendingRequests?: number;
  readonly http2KeepAlive?: SidecarInboundConnectionPoolHttpHttp2KeepAlive;
  readonly http2MaxRequests?: number;
  readonly idleTimeout?: string;
  readonly maxConcurrentStreams?: number;
  readonly maxRequestsPerConnection?: number;
  readonly maxRetries?: number;
  readonly useClientProtocol?: boolean;
};
export type SidecarInboundConnectionPoolHttpHttp2KeepAlive = {
  readonly interval?: string;
  readonly timeout?: string;
};
export type SidecarInboundConnectionPoolTcp = {
  readonly connectTimeout?: string;
  readonly idleTimeout?: string;
  readonly maxConnectionDuration?: string;
  readonly maxConnections?: number;
  readonly tcpKeepalive?: SidecarInboundConnectionPoolTcpTcpKeepalive;
};
export type SidecarInboundConnectionPoolTcpTcpKeepalive = {
  readonly interval?: string;
  readonly probes?: number;
  readonly time?: string;
};
export type SidecarIngress = {
  readonly bind?: string;
  readonly captureMode?: 'DEFAULT' | 'IPTABLES' | 'NONE';
  readonly connectionPool?: SidecarInboundConnectionPool;
  readonly defaultEndpoint?: string;
  readonly port: SidecarEgressPort;
  readonly tls?: SidecarIngressTls;
};
export type SidecarIngressTls = {
  readonly caCertCredentialName?: string;
  readonly caCertificates?: string;
  readonly caCrl?: string;
  readonly cipherSuites?: readonly string[];
  readonly credentialName?: string;
  readonly credentialNames?: readonly string[];
  readonly httpsRedirect?: boolean;
  readonly insecureSkipVerify?: boolean;
  readonly maxProtocolVersion?: 'TLS_AUTO' | 'TLSV1_0' | 'TLSV1_1' | 'TLSV1_2' | 'TLSV1_3';
  readonly minProtocolVersion?: 'TLS_AUTO' | 'TLSV1_0' | 'TLSV1_1' | 'TLSV1_2' | 'TLSV1_3';
  readonly mode?: 'PASSTHROUGH' | 'SIMPLE' | 'MUTUAL' | 'AUTO_PASSTHROUGH' | 'ISTIO_MUTUAL' | 'OPTIONAL_MUTUAL';
  readonly privateKey?: string;
  readonly serverCertificate?: string;
  readonly subjectAltNames?: readonly string[];
  readonly tlsCertificates?: readonly SidecarIngressTlsTlsCertificates[];
  readonly verifyCertificateHash?: readonly string[];
  readonly verifyCertificateSpki?: readonly string[];
};
export type SidecarIngressTlsTlsCertificates = {
  readonly caCertificates?: string;
  readonly privateKey?: string;
  readonly serverCertificate?: string;
};
export type SidecarOutboundTrafficPolicy = {
  readonly egressProxy?: SidecarOutboundTrafficPolicyEgressProxy;
  readonly mode?: 'REGISTRY_ONLY' | 'ALLOW_ANY';
};
export type SidecarOutboundTrafficPolicyEgressProxy = {
  readonly host: string;
  readonly port?: SidecarOutboundTrafficPolicyEgressProxyPort;
  readonly subset?: string;
};
export type SidecarOutboundTrafficPolicyEgressProxyPort = {
  readonly number?: number;
};
export type SidecarWorkloadSelector = {
  readonly labels?: {
    readonly [k: string]: string;
  };
};
