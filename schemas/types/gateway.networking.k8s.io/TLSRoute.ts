export type TLSRoute = {
  readonly apiVersion: 'gateway.networking.k8s.io/v1';
  readonly kind: 'TLSRoute';
  readonly metadata: ObjectMeta;
  readonly spec: TLSRouteSpec;
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
export type TLSRouteSpec = {
  readonly hostnames: readonly string[];
  readonly parentRefs?: readonly TLSRouteParentRefs[];
  readonly rules: readonly TLSRouteRules[];
};
export type TLSRouteParentRefs = {
  readonly group?: string;
  readonly kind?: string;
  readonly name: string;
  readonly namespace?: string;
  readonly port?: number;
  readonly sectionName?: string;
};
export type TLSRouteRules = {
  readonly backendRefs: readonly TLSRouteRulesBackendRefs[];
  readonly name?: string;
};
export type TLSRouteRulesBackendRefs = {
  readonly group?: string;
  readonly kind?: string;
  readonly name: string;
  readonly namespace?: string;
  readonly port?: number;
  readonly weight?: number;
};
