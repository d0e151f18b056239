export type BackendTLSPolicy = {
  readonly apiVersion: 'gateway.networking.k8s.io/v1';
  readonly kind: 'BackendTLSPolicy';
  readonly metadata: ObjectMeta;
  readonly spec: BackendTLSPolicySpec;
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
export type BackendTLSPolicySpec = {
  readonly options?: {
    readonly [k: string]: string;
  };
  readonly targetRefs: readonly BackendTLSPolicyTargetRefs[];
  readonly validation: BackendTLSPolicyValidation;
};
export type BackendTLSPolicyTargetRefs = {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly sectionName?: string;
};
export type BackendTLSPolicyValidation = {
  readonly caCertificateRefs?: readonly BackendTLSPolicyValidationCaCertificateRefs[];
  readonly hostname: string;
  readonly subjectAltNames?: readonly BackendTLSPolicyValidationSubjectAltNames[];
  readonly wellKnownCACertificates?: string;
};
export type BackendTLSPolicyValidationCaCertificateRefs = {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
};
export type BackendTLSPolicyValidationSubjectAltNames = {
  readonly hostname?: string;
  readonly type: 'Hostname' | 'URI';
  readonly uri?: string;
};
