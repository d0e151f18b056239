export type GitRepository = {
  readonly apiVersion: 'source.toolkit.fluxcd.io/v1';
  readonly kind: 'GitRepository';
  readonly metadata: ObjectMeta;
  readonly spec?: GitRepositorySpec;
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
export type GitRepositorySpec = {
  readonly ignore?: string;
  readonly include?: readonly GitRepositoryInclude[];
  readonly interval: string;
  readonly provider?: 'generic' | 'aws' | 'azure' | 'github';
  readonly proxySecretRef?: GitRepositoryIncludeRepository;
  readonly recurseSubmodules?: boolean;
  readonly ref?: GitRepositoryRef;
  readonly secretRef?: GitRepositoryIncludeRepository;
  readonly serviceAccountName?: string;
  readonly sparseCheckout?: readonly string[];
  readonly suspend?: boolean;
  readonly timeout?: string;
  readonly url: string;
  readonly verify?: GitRepositoryVerify;
};
export type GitRepositoryInclude = {
  readonly fromPath?: string;
  readonly repository: GitRepositoryIncludeRepository;
  readonly toPath?: string;
};
export type GitRepositoryIncludeRepository = {
  readonly name: string;
};
export type GitRepositoryRef = {
  readonly branch?: string;
  readonly commit?: string;
  readonly name?: string;
  readonly semver?: string;
  readonly tag?: string;
};
export type GitRepositoryVerify = {
  readonly mode?: 'head' | 'HEAD' | 'Tag' | 'TagAndHEAD';
  readonly secretRef: GitRepositoryIncludeRepository;
};
