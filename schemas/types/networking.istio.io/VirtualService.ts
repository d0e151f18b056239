export type VirtualService = {
  readonly apiVersion: 'networking.istio.io/v1' | 'networking.istio.io/v1beta1' | 'networking.istio.io/v1alpha3';
  readonly kind: 'VirtualService';
  readonly metadata: ObjectMeta;
  readonly spec?: VirtualServiceSpec;
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
export type VirtualServiceSpec = {
  readonly exportTo?: readonly string[];
  readonly gateways?: readonly string[];
  readonly hosts?: readonly string[];
  readonly http?: readonly VirtualServiceHttp[];
  readonly tcp?: readonly VirtualServiceTcp[];
  readonly tls?: readonly VirtualServiceTls[];
};
export type VirtualServiceHttp = {
  readonly corsPolicy?: VirtualServiceHttpCorsPolicy;
  readonly delegate?: VirtualServiceHttpDelegate;
  readonly directResponse?: VirtualServiceHttpDirectResponse;
  readonly fault?: VirtualServiceHttpFault;
  readonly headers?: VirtualServiceHttpHeaders;
  readonly match?: readonly VirtualServiceHttpMatch[];
  readonly mirror?: VirtualServiceHttpMirror;
  readonly mirror_percent?: number;
  readonly mirrorPercent?: number;
  readonly mirrorPercentage?: VirtualServiceHttpFaultAbortPercentage;
  readonly mirrors?: readonly VirtualServiceHttpMirrors[];
  readonly name?: string;
  readonly redirect?: VirtualServiceHttpRedirect;
  readonly retries?: VirtualServiceHttpRetries;
  readonly rewrite?: VirtualServiceHttpRewrite;
  readonly route?: readonly VirtualServiceHttpRoute[];
  readonly timeout?: string;
};
export type VirtualServiceHttpCorsPolicy = {
  readonly allowCredentials?: boolean;
  readonly allowHeaders?: readonly string[];
  readonly allowMethods?: readonly string[];
  readonly allowOrigin?: readonly string[];
  readonly allowOrigins?: readonly VirtualServiceHttpCorsPolicyAllowOrigins[];
  readonly exposeHeaders?: readonly string[];
  readonly maxAge?: string;
  readonly unmatchedPreflights?: 'UNSPECIFIED' | 'FORWARD' | 'IGNORE';
};
export type VirtualServiceHttpCorsPolicyAllowOrigins = {
  readonly exact?: string;
  readonly prefix?: string;
  readonly regex?: string;
};
export type VirtualServiceHttpDelegate = {
  readonly name?: string;
  readonly namespace?: string;
};
export type VirtualServiceHttpDirectResponse = {
  readonly body?: VirtualServiceHttpDirectResponseBody;
  readonly status: number;
};
export type VirtualServiceHttpDirectResponseBody = {
  readonly bytes?: string;
  readonly string?: string;
};
export type VirtualServiceHttpFault = {
  readonly abort?: VirtualServiceHttpFaultAbort;
  readonly delay?: VirtualServiceHttpFaultDelay;
};
export type VirtualServiceHttpFaultAbort = {
  readonly grpcStatus?: string;
  readonly http2Error?: string;
  readonly httpStatus?: number;
  readonly percentage?: VirtualServiceHttpFaultAbortPercentage;
};
export type VirtualServiceHttpFaultAbortPercentage = {
  readonly value?: number;
};
export type VirtualServiceHttpFaultDelay = {
  readonly exponentialDelay?: string;
  readonly fixedDelay?: string;
  readonly percent?: number;
  readonly percentage?: VirtualServiceHttpFaultAbortPercentage;
};
export type VirtualServiceHttpHeaders = {
  readonly request?: VirtualServiceHttpHeadersRequest;
  readonly response?: VirtualServiceHttpHeadersRequest;
};
export type VirtualServiceHttpHeadersRequest = {
  readonly add?: {
    readonly [k: string]: string;
  };
  readonly remove?: readonly string[];
  readonly set?: {
    readonly [k: string]: string;
  };
};
export type VirtualServiceHttpMatch = {
  readonly authority?: VirtualServiceHttpCorsPolicyAllowOrigins;
  readonly gateways?: readonly string[];
  readonly headers?: {
    readonly [k: string]: VirtualServiceHttpCorsPolicyAllowOrigins;
  };
  readonly ignoreUriCase?: boolean;
  readonly method?: VirtualServiceHttpCorsPolicyAllowOrigins;
  readonly name?: string;
  readonly port?: number;
  readonly queryParams?: {
    readonly [k: string]: VirtualServiceHttpCorsPolicyAllowOrigins;
  };
  readonly scheme?: VirtualServiceHttpCorsPolicyAllowOrigins;
  readonly sourceLabels?: {
    readonly [k: string]: string;
  };
  readonly sourceNamespace?: string;
  readonly statPrefix?: string;
  readonly uri?: VirtualServiceHttpCorsPolicyAllowOrigins;
  readonly withoutHeaders?: {
    readonly [k: string]: VirtualServiceHttpCorsPolicyAllowOrigins;
  };
};
export type VirtualServiceHttpMirror = {
  readonly host: string;
  readonly port?: VirtualServiceHttpMirrorPort;
  readonly subset?: string;
};
export type VirtualServiceHttpMirrorPort = {
  readonly number?: number;
};
export type VirtualServiceHttpMirrors = {
  readonly destination: VirtualServiceHttpMirror;
  readonly percentage?: VirtualServiceHttpFaultAbortPercentage;
};
export type VirtualServiceHttpRedirect = {
  readonly authority?: string;
  readonly derivePort?: 'FROM_PROTOCOL_DEFAULT' | 'FROM_REQUEST_PORT';
  readonly port?: number;
  readonly prefixRewrite?: string;
  readonly redirectCode?: number;
  readonly scheme?: string;
  readonly uri?: string;
};
export type VirtualServiceHttpRetries = {
  readonly attempts?: number;
  readonly backoff?: string;
  readonly perTryTimeout?: string;
  readonly retryIgnorePreviousHosts?: boolean;
  readonly retryOn?: string;
  readonly retryRemoteLocalities?: boolean;
};
export type VirtualServiceHttpRewrite = {
  readonly authority?: string;
  readonly uri?: string;
  readonly uriRegexRewrite?: VirtualServiceHttpRewriteUriRegexRewrite;
};
export type VirtualServiceHttpRewriteUriRegexRewrite = {
  readonly match?: string;
  readonly rewrite?: string;
};
export type VirtualServiceHttpRoute = {
  readonly destination: VirtualServiceHttpMirror;
  readonly headers?: VirtualServiceHttpHeaders;
  readonly weight?: number;
};
export type VirtualServiceTcp = {
  readonly match?: readonly VirtualServiceTcpMatch[];
  readonly route?: readonly VirtualServiceTcpRoute[];
};
export type VirtualServiceTcpMatch = {
  readonly destinationSubnets?: readonly string[];
  readonly gateways?: readonly string[];
  readonly port?: number;
  readonly sourceLabels?: {
    readonly [k: string]: string;
  };
  readonly sourceNamespace?: string;
  readonly sourceSubnet?: string;
};
export type VirtualServiceTcpRoute = {
  readonly destination: VirtualServiceHttpMirror;
  readonly weight?: number;
};
export type VirtualServiceTls = {
  readonly match: readonly VirtualServiceTlsMatch[];
  readonly route?: readonly VirtualServiceTcpRoute[];
};
export type VirtualServiceTlsMatch = {
  readonly destinationSubnets?: readonly string[];
  readonly gateways?: readonly string[];
  readonly port?: number;
  readonly sniHosts: readonly string[];
  readonly sourceLabels?: {
    readonly [k: string]: string;
  };
  readonly sourceNamespace?: string;
};
