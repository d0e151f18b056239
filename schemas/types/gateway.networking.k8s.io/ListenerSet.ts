export type ListenerSet = {
  readonly apiVersion: 'gateway.networking.k8s.io/v1';
  readonly kind: 'ListenerSet';
  readonly metadata: ObjectMeta;
  readonly spec: ListenerSetSpec;
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
export type ListenerSetSpec = {
  readonly listeners: readonly ListenerSetListeners[];
  readonly parentRef: ListenerSetListenersTlsCertificateRefs;
};
export type ListenerSetListeners = {
  readonly allowedRoutes?: ListenerSetListenersAllowedRoutes;
  readonly hostname?: string;
  readonly name: string;
  readonly port: number;
  readonly protocol: string;
  readonly tls?: ListenerSetListenersTls;
};
export type ListenerSetListenersAllowedRoutes = {
  readonly kinds?: readonly ListenerSetListenersAllowedRoutesKinds[];
  readonly namespaces?: ListenerSetListenersAllowedRoutesNamespaces;
};
export type ListenerSetListenersAllowedRoutesKinds = {
  readonly group?: string;
  readonly kind: string;
};
export type ListenerSetListenersAllowedRoutesNamespaces = {
  readonly from?: 'All' | 'Selector' | 'Same';
  readonly selector?: ListenerSetListenersAllowedRoutesNamespacesSelector;
};
export type ListenerSetListenersAllowedRoutesNamespacesSelector = {
  readonly matchExpressions?: readonly ListenerSetListenersAllowedRoutesNamespacesSelectorMatchExpressions[];
  readonly matchLabels?: {
    readonly [k: string]: string;
  };
};
export type ListenerSetListenersAllowedRoutesNamespacesSelectorMatchExpressions = {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
};
export type ListenerSetListenersTls = {
  readonly certificateRefs?: readonly ListenerSetListenersTlsCertificateRefs[];
  readonly mode?: 'Terminate' | 'Passthrough';
  readonly options?: {
    readonly [k: string]: string;
  };
};
export type ListenerSetListenersTlsCertificateRefs = {
  readonly group?: string;
  readonly kind?: string;
  readonly name: string;
  readonly namespace?: string;
};
