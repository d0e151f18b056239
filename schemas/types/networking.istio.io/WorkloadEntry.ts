export type WorkloadEntry = {
  readonly apiVersion: 'networking.istio.io/v1' | 'networking.istio.io/v1beta1' | 'networking.istio.io/v1alpha3';
  readonly kind: 'WorkloadEntry';
  readonly metadata: ObjectMeta;
  readonly spec: WorkloadEntrySpec;
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
export type WorkloadEntrySpec = {
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
