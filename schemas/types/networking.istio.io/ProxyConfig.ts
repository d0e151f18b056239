export type ProxyConfig = {
  readonly apiVersion: 'networking.istio.io/v1beta1';
  readonly kind: 'ProxyConfig';
  readonly metadata: ObjectMeta;
  readonly spec?: ProxyConfigSpec;
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
export type ProxyConfigSpec = {
  readonly concurrency?: number;
  readonly environmentVariables?: {
    readonly [k: string]: string;
  };
  readonly image?: ProxyConfigImage;
  readonly selector?: ProxyConfigSelector;
};
export type ProxyConfigImage = {
  readonly imageType?: string;
};
export type ProxyConfigSelector = {
  readonly matchLabels?: {
    readonly [k: string]: string;
  };
};
