export type EnvoyFilter = {
  readonly apiVersion: 'networking.istio.io/v1alpha3';
  readonly kind: 'EnvoyFilter';
  readonly metadata: ObjectMeta;
  readonly spec?: EnvoyFilterSpec;
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
export type EnvoyFilterSpec = {
  readonly configPatches?: readonly EnvoyFilterConfigPatches[];
  readonly priority?: number;
  readonly targetRefs?: readonly EnvoyFilterTargetRefs[];
  readonly workloadSelector?: EnvoyFilterWorkloadSelector;
};
export type EnvoyFilterConfigPatches = {
  applyTo?:
    | 'INVALID'
    | 'LISTENER'
    | 'FILTER_CHAIN'
    | 'NETWORK_FILTER'
    | 'HTTP_FILTER'
    | 'ROUTE_CONFIGURATION'
    | 'VIRTUAL_HOST'
    | 'HTTP_ROUTE'
    | 'CLUSTER'
    | 'EXTENSION_CONFIG'
    | 'BOOTSTRAP'
    | 'LISTENER_FILTER';
  readonly match?: EnvoyFilterConfigPatchesMatch;
  readonly patch?: EnvoyFilterConfigPatchesPatch;
};
export type EnvoyFilterConfigPatchesMatch = {
  readonly cluster?: EnvoyFilterConfigPatchesMatchCluster;
  readonly context?: 'ANY' | 'SIDECAR_INBOUND' | 'SIDECAR_OUTBOUND' | 'GATEWAY' | 'WAYPOINT';
  readonly listener?: EnvoyFilterConfigPatchesMatchListener;
  readonly proxy?: EnvoyFilterConfigPatchesMatchProxy;
  readonly routeConfiguration?: EnvoyFilterConfigPatchesMatchRouteConfiguration;
  readonly waypoint?: EnvoyFilterConfigPatchesMatchWaypoint;
};
export type EnvoyFilterConfigPatchesMatchCluster = {
  readonly name?: string;
  readonly portNumber?: number;
  readonly service?: string;
  readonly subset?: string;
};
export type EnvoyFilterConfigPatchesMatchListener = {
  readonly filterChain?: EnvoyFilterConfigPatchesMatchListenerFilterChain;
  readonly listenerFilter?: string;
  readonly name?: string;
  readonly portName?: string;
  readonly portNumber?: number;
};
export type EnvoyFilterConfigPatchesMatchListenerFilterChain = {
  readonly applicationProtocols?: string;
  readonly destinationPort?: number;
  readonly filter?: EnvoyFilterConfigPatchesMatchListenerFilterChainFilter;
  readonly name?: string;
  readonly sni?: string;
  readonly transportProtocol?: string;
};
export type EnvoyFilterConfigPatchesMatchListenerFilterChainFilter = {
  readonly name?: string;
  readonly subFilter?: EnvoyFilterConfigPatchesMatchListenerFilterChainFilterSubFilter;
};
export type EnvoyFilterConfigPatchesMatchListenerFilterChainFilterSubFilter = {
  readonly name?: string;
};
export type EnvoyFilterConfigPatchesMatchProxy = {
  readonly metadata?: {
    readonly [k: string]: string;
  };
  readonly proxyVersion?: string;
};
export type EnvoyFilterConfigPatchesMatchRouteConfiguration = {
  readonly gateway?: string;
  readonly name?: string;
  readonly portName?: string;
  readonly portNumber?: number;
  readonly vhost?: EnvoyFilterConfigPatchesMatchRouteConfigurationVhost;
};
export type EnvoyFilterConfigPatchesMatchRouteConfigurationVhost = {
  readonly domainName?: string;
  readonly name?: string;
  readonly route?: EnvoyFilterConfigPatchesMatchRouteConfigurationVhostRoute;
};
export type EnvoyFilterConfigPatchesMatchRouteConfigurationVhostRoute = {
  readonly action?: 'ANY' | 'ROUTE' | 'REDIRECT' | 'DIRECT_RESPONSE';
  readonly name?: string;
};
export type EnvoyFilterConfigPatchesMatchWaypoint = {
  readonly filter?: EnvoyFilterConfigPatchesMatchListenerFilterChainFilter;
  readonly portNumber?: number;
  readonly route?: EnvoyFilterConfigPatchesMatchListenerFilterChainFilterSubFilter;
};
export type EnvoyFilterConfigPatchesPatch = {
  readonly filterClass?: 'UNSPECIFIED' | 'AUTHN' | 'AUTHZ' | 'STATS';
  operation?:
    | 'INVALID'
    | 'MERGE'
    | 'ADD'
    | 'REMOVE'
    | 'INSERT_BEFORE'
    | 'INSERT_AFTER'
    | 'INSERT_FIRST'
    | 'REPLACE'
    | 'MERGE_AND_REPLACE_LIST';
  readonly value?: { readonly [k: string]: Json | undefined };
};
export type EnvoyFilterTargetRefs = {
  readonly group?: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
};
export type EnvoyFilterWorkloadSelector = {
  readonly labels?: {
    readonly [k: string]: string;
  };
};
export type Json = null | boolean | number | string | readonly Json[] | { readonly [k: string]: Json | undefined };
