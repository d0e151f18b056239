export type ServiceEntry = {
  readonly apiVersion: 'networking.istio.io/v1' | 'networking.istio.io/v1beta1' | 'networking.istio.io/v1alpha3';
  readonly kind: 'ServiceEntry';
  readonly metadata: ObjectMeta;
  readonly spec: ServiceEntrySpec;
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
export type ServiceEntrySpec = {
  readonly addresses?: readonly string[];
  readonly endpoints?: readonly ServiceEntryEndpoints[];
  readonly exportTo?: readonly string[];
  readonly hosts: readonly string[];
  readonly location?: 'MESH_EXTERNAL' | 'MESH_INTERNAL';
  readonly ports?: readonly ServiceEntryPorts[];
  readonly resolution?: 'NONE' | 'STATIC' | 'DNS' | 'DNS_ROUND_ROBIN' | 'DYNAMIC_DNS';
  readonly subjectAltNames?: readonly string[];
  readonly workloadSelector?: ServiceEntryWorkloadSelector;
};
export type ServiceEntryEndpoints = {
  readonly address?: string;
  readonly labels?: {
    readonly [k: string]: string;
  };
  readonly locality?: string;
  readonly network?: string;
  readonly ports?: {
    readonly [k: string]: number;
  };
  readonly serviceAccount?: string;
  readonly weight?: number;
};
export type ServiceEntryPorts = {
  readonly name: string;
  readonly number: number;
  readonly protocol?: string;
  readonly targetPort?: number;
};
export type ServiceEntryWorkloadSelector = {
  readonly labels?: {
    readonly [k: string]: string;
  };
};
