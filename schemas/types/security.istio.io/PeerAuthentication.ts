export type PeerAuthentication = {
  readonly apiVersion: 'security.istio.io/v1' | 'security.istio.io/v1beta1';
  readonly kind: 'PeerAuthentication';
  readonly metadata: ObjectMeta;
  readonly spec?: PeerAuthenticationSpec;
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
export type PeerAuthenticationSpec = {
  readonly mtls?: PeerAuthenticationMtls;
  readonly portLevelMtls?: {
    readonly [k: string]: PeerAuthenticationMtls;
  };
  readonly selector?: PeerAuthenticationSelector;
};
export type PeerAuthenticationMtls = {
  readonly mode?: 'UNSET' | 'DISABLE' | 'PERMISSIVE' | 'STRICT';
};
export type PeerAuthenticationSelector = {
  readonly matchLabels?: {
    readonly [k: string]: string;
  };
};
