export type Gateway = {
  readonly apiVersion: 'gateway.networking.k8s.io/v1' | 'gateway.networking.k8s.io/v1beta1';
  readonly kind: 'Gateway';
  readonly metadata: ObjectMeta;
  readonly spec: GatewaySpec;
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
export type GatewaySpec = {
  readonly addresses?: readonly GatewayAddresses[];
  readonly allowedListeners?: GatewayAllowedListeners;
  readonly gatewayClassName: string;
  readonly infrastructure?: GatewayInfrastructure;
  readonly listeners: readonly GatewayListeners[];
  readonly tls?: GatewayTls;
};
export type GatewayAddresses = {
  readonly type?: string;
  readonly value?: string;
};
export type GatewayAllowedListeners = {
  readonly namespaces?: GatewayAllowedListenersNamespaces;
};
export type GatewayAllowedListenersNamespaces = {
  readonly from?: 'All' | 'Selector' | 'Same' | 'None';
  readonly selector?: GatewayAllowedListenersNamespacesSelector;
};
export type GatewayAllowedListenersNamespacesSelector = {
  readonly matchExpressions?: readonly GatewayAllowedListenersNamespacesSelectorMatchExpressions[];
  readonly matchLabels?: {
    readonly [k: string]: string;
  };
};
export type GatewayAllowedListenersNamespacesSelectorMatchExpressions = {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
};
export type GatewayInfrastructure = {
  readonly annotations?: {
    readonly [k: string]: string;
  };
  readonly labels?: {
    readonly [k: string]: string;
  };
  readonly parametersRef?: GatewayInfrastructureParametersRef;
};
export type GatewayInfrastructureParametersRef = {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
};
export type GatewayListeners = {
  readonly allowedRoutes?: GatewayListenersAllowedRoutes;
  readonly hostname?: string;
  readonly name: string;
  readonly port: number;
  readonly protocol: string;
  readonly tls?: GatewayListenersTls;
};
export type GatewayListenersAllowedRoutes = {
  readonly kinds?: readonly GatewayListenersAllowedRoutesKinds[];
  readonly namespaces?: GatewayListenersAllowedRoutesNamespaces;
};
export type GatewayListenersAllowedRoutesKinds = {
  readonly group?: string;
  readonly kind: string;
};
export type GatewayListenersAllowedRoutesNamespaces = {
  readonly from?: 'All' | 'Selector' | 'Same';
  readonly selector?: GatewayAllowedListenersNamespacesSelector;
};
export type GatewayListenersTls = {
  readonly certificateRefs?: readonly GatewayListenersTlsCertificateRefs[];
  readonly mode?: 'Terminate' | 'Passthrough';
  readonly options?: {
    readonly [k: string]: string;
  };
};
export type GatewayListenersTlsCertificateRefs = {
  readonly group?: string;
  readonly kind?: string;
  readonly name: string;
  readonly namespace?: string;
};
export type GatewayTls = {
  readonly backend?: GatewayTlsBackend;
  readonly frontend?: GatewayTlsFrontend;
};
export type GatewayTlsBackend = {
  readonly clientCertificateRef?: GatewayListenersTlsCertificateRefs;
};
export type GatewayTlsFrontend = {
  readonly default: GatewayTlsFrontendDefault;
  readonly perPort?: readonly GatewayTlsFrontendPerPort[];
};
export type GatewayTlsFrontendDefault = {
  readonly validation?: GatewayTlsFrontendDefaultValidation;
};
export type GatewayTlsFrontendDefaultValidation = {
  readonly caCertificateRefs: readonly GatewayTlsFrontendDefaultValidationCaCertificateRefs[];
  readonly mode?: 'AllowValidOnly' | 'AllowInsecureFallback';
};
export type GatewayTlsFrontendDefaultValidationCaCertificateRefs = {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
};
export type GatewayTlsFrontendPerPort = {
  readonly port: number;
  readonly tls: GatewayTlsFrontendDefault;
};
