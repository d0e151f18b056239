export type GRPCRoute = {
  readonly apiVersion: 'gateway.networking.k8s.io/v1';
  readonly kind: 'GRPCRoute';
  readonly metadata: ObjectMeta;
  readonly spec: GRPCRouteSpec;
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
export type GRPCRouteSpec = {
  readonly hostnames?: readonly string[];
  readonly parentRefs?: readonly GRPCRouteParentRefs[];
  readonly rules?: readonly GRPCRouteRules[];
};
export type GRPCRouteParentRefs = {
  readonly group?: string;
  readonly kind?: string;
  readonly name: string;
  readonly namespace?: string;
  readonly port?: number;
  readonly sectionName?: string;
};
export type GRPCRouteRules = {
  readonly backendRefs?: readonly GRPCRouteRulesBackendRefs[];
  readonly filters?: readonly GRPCRouteRulesBackendRefsFilters[];
  readonly matches?: readonly GRPCRouteRulesMatches[];
  readonly name?: string;
};
export type GRPCRouteRulesBackendRefs = {
  readonly filters?: readonly GRPCRouteRulesBackendRefsFilters[];
  readonly group?: string;
  readonly kind?: string;
  readonly name: string;
  readonly namespace?: string;
  readonly port?: number;
  readonly weight?: number;
};
export type GRPCRouteRulesBackendRefsFilters = {
  readonly extensionRef?: GRPCRouteRulesBackendRefsFiltersExtensionRef;
  readonly requestHeaderModifier?: GRPCRouteRulesBackendRefsFiltersRequestHeaderModifier;
  readonly requestMirror?: GRPCRouteRulesBackendRefsFiltersRequestMirror;
  readonly responseHeaderModifier?: GRPCRouteRulesBackendRefsFiltersRequestHeaderModifier;
  readonly type: 'ResponseHeaderModifier' | 'RequestHeaderModifier' | 'RequestMirror' | 'ExtensionRef';
};
export type GRPCRouteRulesBackendRefsFiltersExtensionRef = {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
};
export type GRPCRouteRulesBackendRefsFiltersRequestHeaderModifier = {
  readonly add?: readonly GRPCRouteRulesBackendRefsFiltersRequestHeaderModifierAdd[];
  readonly remove?: readonly string[];
  readonly set?: readonly GRPCRouteRulesBackendRefsFiltersRequestHeaderModifierAdd[];
};
export type GRPCRouteRulesBackendRefsFiltersRequestHeaderModifierAdd = {
  readonly name: string;
  readonly value: string;
};
export type GRPCRouteRulesBackendRefsFiltersRequestMirror = {
  readonly backendRef: GRPCRouteRulesBackendRefsFiltersRequestMirrorBackendRef;
  readonly fraction?: GRPCRouteRulesBackendRefsFiltersRequestMirrorFraction;
  readonly percent?: number;
};
export type GRPCRouteRulesBackendRefsFiltersRequestMirrorBackendRef = {
  readonly group?: string;
  readonly kind?: string;
  readonly name: string;
  readonly namespace?: string;
  readonly port?: number;
};
export type GRPCRouteRulesBackendRefsFiltersRequestMirrorFraction = {
  readonly denominator?: number;
  readonly numerator: number;
};
export type GRPCRouteRulesMatches = {
  readonly headers?: readonly GRPCRouteRulesMatchesHeaders[];
  readonly method?: GRPCRouteRulesMatchesMethod;
};
export type GRPCRouteRulesMatchesHeaders = {
  readonly name: string;
  readonly type?: 'Exact' | 'RegularExpression';
  readonly value: string;
};
export type GRPCRouteRulesMatchesMethod = {
  readonly method?: string;
  readonly service?: string;
  readonly type?: 'Exact' | 'RegularExpression';
};
