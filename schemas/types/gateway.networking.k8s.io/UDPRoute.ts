export type UDPRoute = {
  readonly apiVersion: 'gateway.networking.k8s.io/v1';
  readonly kind: 'UDPRoute';
  readonly metadata: ObjectMeta;
  readonly spec: UDPRouteSpec;
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
export type UDPRouteSpec = {
  readonly parentRefs?: readonly UDPRouteParentRefs[];
  readonly rules: readonly UDPRouteRules[];
};
export type UDPRouteParentRefs = {
  readonly group?: string;
  readonly kind?: string;
  readonly name: string;
  readonly namespace?: string;
  readonly port?: number;
  readonly sectionName?: string;
};
export type UDPRouteRules = {
  readonly backendRefs: readonly UDPRouteRulesBackendRefs[];
  readonly name?: string;
};
export type UDPRouteRulesBackendRefs = {
  readonly group?: string;
  readonly kind?: string;
  readonly name: string;
  readonly namespace?: string;
  readonly port?: number;
  readonly weight?: number;
};
