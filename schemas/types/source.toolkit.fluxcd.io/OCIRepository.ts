export type OCIRepository = {
  readonly apiVersion: 'source.toolkit.fluxcd.io/v1';
  readonly kind: 'OCIRepository';
  readonly metadata: ObjectMeta;
  readonly spec?: OCIRepositorySpec;
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
export type OCIRepositorySpec = {
  readonly certSecretRef?: OCIRepositoryCertSecretRef;
  readonly ignore?: string;
  readonly insecure?: boolean;
  readonly interval: string;
  readonly layerSelector?: OCIRepositoryLayerSelector;
  readonly provider?: 'generic' | 'aws' | 'azure' | 'gcp';
  readonly proxySecretRef?: OCIRepositoryCertSecretRef;
  readonly ref?: OCIRepositoryRef;
  readonly secretRef?: OCIRepositoryCertSecretRef;
  readonly serviceAccountName?: string;
  readonly suspend?: boolean;
  readonly timeout?: string;
  readonly url: string;
  readonly verify?: OCIRepositoryVerify;
};
export type OCIRepositoryCertSecretRef = {
  readonly name: string;
};
export type OCIRepositoryLayerSelector = {
  readonly mediaType?: string;
  readonly operation?: 'extract' | 'copy';
};
export type OCIRepositoryRef = {
  readonly digest?: string;
  readonly semver?: string;
  readonly semverFilter?: string;
  readonly tag?: string;
};
export type OCIRepositoryVerify = {
  readonly matchOIDCIdentity?: readonly OCIRepositoryVerifyMatchOIDCIdentity[];
  readonly provider: 'cosign' | 'notation';
  readonly secretRef?: OCIRepositoryCertSecretRef;
  readonly trustedRootSecretRef?: OCIRepositoryCertSecretRef;
};
export type OCIRepositoryVerifyMatchOIDCIdentity = {
  readonly issuer: string;
  readonly subject: string;
};
