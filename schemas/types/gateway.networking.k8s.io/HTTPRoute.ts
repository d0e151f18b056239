export type HTTPRoute = {
  readonly apiVersion: 'gateway.networking.k8s.io/v1' | 'gateway.networking.k8s.io/v1beta1';
  readonly kind: 'HTTPRoute';
  readonly metadata: ObjectMeta;
  readonly spec: HTTPRouteSpec;
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
export type HTTPRouteSpec = {
  readonly hostnames?: readonly string[];
  readonly parentRefs?: readonly HTTPRouteParentRefs[];
  readonly rules?: readonly HTTPRouteRules[];
};
export type HTTPRouteParentRefs = {
  readonly group?: string;
  readonly kind?: string;
  readonly name: string;
  readonly namespace?: string;
  readonly port?: number;
  readonly sectionName?: string;
};
export type HTTPRouteRules = {
  readonly backendRefs?: readonly HTTPRouteRulesBackendRefs[];
  readonly filters?: readonly HTTPRouteRulesBackendRefsFilters[];
  readonly matches?: readonly HTTPRouteRulesMatches[];
  readonly name?: string;
  readonly timeouts?: HTTPRouteRulesTimeouts;
};
export type HTTPRouteRulesBackendRefs = {
  readonly filters?: readonly HTTPRouteRulesBackendRefsFilters[];
  readonly group?: string;
  readonly kind?: string;
  readonly name: string;
  readonly namespace?: string;
  readonly port?: number;
  readonly weight?: number;
};
export type HTTPRouteRulesBackendRefsFilters = {
  readonly cors?: HTTPRouteRulesBackendRefsFiltersCors;
  readonly extensionRef?: HTTPRouteRulesBackendRefsFiltersExtensionRef;
  readonly requestHeaderModifier?: HTTPRouteRulesBackendRefsFiltersRequestHeaderModifier;
  readonly requestMirror?: HTTPRouteRulesBackendRefsFiltersRequestMirror;
  readonly requestRedirect?: HTTPRouteRulesBackendRefsFiltersRequestRedirect;
  readonly responseHeaderModifier?: HTTPRouteRulesBackendRefsFiltersRequestHeaderModifier;
  type:
    | 'RequestHeaderModifier'
    | 'ResponseHeaderModifier'
    | 'RequestMirror'
    | 'RequestRedirect'
    | 'URLRewrite'
    | 'ExtensionRef'
    | 'CORS';
  readonly urlRewrite?: HTTPRouteRulesBackendRefsFiltersUrlRewrite;
};
export type HTTPRouteRulesBackendRefsFiltersCors = {
  readonly allowCredentials?: boolean;
  readonly allowHeaders?: readonly string[];
  readonly allowMethods?: readonly ('GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE' | 'CONNECT' | 'OPTIONS' | 'TRACE' | 'PATCH' | '*')[];
  readonly allowOrigins?: readonly string[];
  readonly exposeHeaders?: readonly string[];
  readonly maxAge?: number;
};
export type HTTPRouteRulesBackendRefsFiltersExtensionRef = {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
};
export type HTTPRouteRulesBackendRefsFiltersRequestHeaderModifier = {
  readonly add?: readonly HTTPRouteRulesBackendRefsFiltersRequestHeaderModifierAdd[];
  readonly remove?: readonly string[];
  readonly set?: readonly HTTPRouteRulesBackendRefsFiltersRequestHeaderModifierAdd[];
};
export type HTTPRouteRulesBackendRefsFiltersRequestHeaderModifierAdd = {
  readonly name: string;
  readonly value: string;
};
export type HTTPRouteRulesBackendRefsFiltersRequestMirror = {
  readonly backendRef: HTTPRouteRulesBackendRefsFiltersRequestMirrorBackendRef;
  readonly fraction?: HTTPRouteRulesBackendRefsFiltersRequestMirrorFraction;
  readonly percent?: number;
};
export type HTTPRouteRulesBackendRefsFiltersRequestMirrorBackendRef = {
  readonly group?: string;
  readonly kind?: string;
  readonly name: string;
  readonly namespace?: string;
  readonly port?: number;
};
export type HTTPRouteRulesBackendRefsFiltersRequestMirrorFraction = {
  readonly denominator?: number;
  readonly numerator: number;
};
export type HTTPRouteRulesBackendRefsFiltersRequestRedirect = {
  readonly hostname?: string;
  readonly path?: HTTPRouteRulesBackendRefsFiltersRequestRedirectPath;
  readonly port?: number;
  readonly scheme?: 'http' | 'https';
  readonly statusCode?: 301 | 302 | 303 | 307 | 308;
};
export type HTTPRouteRulesBackendRefsFiltersRequestRedirectPath = {
  readonly replaceFullPath?: string;
  readonly replacePrefixMatch?: string;
  readonly type: 'ReplaceFullPath' | 'ReplacePrefixMatch';
};
export type HTTPRouteRulesBackendRefsFiltersUrlRewrite = {
  readonly hostname?: string;
  readonly path?: HTTPRouteRulesBackendRefsFiltersRequestRedirectPath;
};
export type HTTPRouteRulesMatches = {
  readonly headers?: readonly HTTPRouteRulesMatchesHeaders[];
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE' | 'CONNECT' | 'OPTIONS' | 'TRACE' | 'PATCH';
  readonly path?: HTTPRouteRulesMatchesPath;
  readonly queryParams?: readonly HTTPRouteRulesMatchesHeaders[];
};
export type HTTPRouteRulesMatchesHeaders = {
  readonly name: string;
  readonly type?: 'Exact' | 'RegularExpression';
  readonly value: string;
};
export type HTTPRouteRulesMatchesPath = {
  readonly type?: 'Exact' | 'PathPrefix' | 'RegularExpression';
  readonly value?: string;
};
export type HTTPRouteRulesTimeouts = {
  readonly backendRequest?: string;
  readonly request?: string;
};
