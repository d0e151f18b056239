export type TCPRoute = {
  readonly apiVersion: 'gateway.networking.k8s.io/v1';
  readonly kind: 'TCPRoute';
  readonly metadata: ObjectMeta;
  readonly spec: TCPRouteSpec;
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
export type TCPRouteSpec = {
  readonly parentRefs?: readonly TCPRouteParentRefs[];
  readonly rules: readonly TCPRouteRules[];
};
export type TCPRouteParentRefs = {
  readonly group?: string;
  readonly kind?: string;
  readonly name: string;
  readonly namespace?: string;
  readonly port?: number;
  readonly sectionName?: string;
};
export type TCPRouteRules = {
  readonly backendRefs: readonly TCPRouteRulesBackendRefs[];
  readonly name?: string;
};
export type TCPRouteRulesBackendRefs = {
  readonly group?: string;
  readonly kind?: string;
  readonly name: string;
  readonly namespace?: string;
  readonly port?: number;
  readonly weight?: number;
};
