export type Kustomization = {
  readonly apiVersion: 'kustomize.toolkit.fluxcd.io/v1';
  readonly kind: 'Kustomization';
  readonly metadata: ObjectMeta;
  readonly spec?: KustomizationSpec;
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
export type KustomizationSpec = {
  readonly buildMetadata?: readonly ('originAnnotations' | 'transformerAnnotations')[];
  readonly commonMetadata?: KustomizationCommonMetadata;
  readonly components?: readonly string[];
  readonly decryption?: KustomizationDecryption;
  readonly deletionPolicy?: 'MirrorPrune' | 'Delete' | 'WaitForTermination' | 'Orphan';
  readonly dependsOn?: readonly KustomizationDependsOn[];
  readonly force?: boolean;
  readonly healthCheckExprs?: readonly KustomizationHealthCheckExprs[];
  readonly healthChecks?: readonly KustomizationHealthChecks[];
  readonly ignore?: readonly KustomizationIgnore[];
  readonly ignoreMissingComponents?: boolean;
  readonly images?: readonly KustomizationImages[];
  readonly interval: string;
  readonly kubeConfig?: KustomizationKubeConfig;
  readonly namePrefix?: string;
  readonly nameSuffix?: string;
  readonly patches?: readonly KustomizationPatches[];
  readonly path?: string;
  readonly postBuild?: KustomizationPostBuild;
  readonly prune: boolean;
  readonly retryInterval?: string;
  readonly serviceAccountName?: string;
  readonly sourceRef: KustomizationSourceRef;
  readonly suspend?: boolean;
  readonly targetNamespace?: string;
  readonly timeout?: string;
  readonly wait?: boolean;
};
export type KustomizationCommonMetadata = {
  readonly annotations?: {
    readonly [k: string]: string;
  };
  readonly labels?: {
    readonly [k: string]: string;
  };
};
export type KustomizationDecryption = {
  readonly provider: 'sops';
  readonly secretRef?: KustomizationDecryptionSecretRef;
  readonly serviceAccountName?: string;
};
export type KustomizationDecryptionSecretRef = {
  readonly name: string;
};
export type KustomizationDependsOn = {
  readonly name: string;
  readonly namespace?: string;
  readonly readyExpr?: string;
};
export type KustomizationHealthCheckExprs = {
  readonly apiVersion: string;
  readonly current: string;
  readonly failed?: string;
  readonly inProgress?: string;
  readonly kind?: string;
};
export type KustomizationHealthChecks = {
  readonly apiVersion?: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
};
export type KustomizationIgnore = {
  readonly paths: readonly string[];
  readonly target?: KustomizationIgnoreTarget;
};
export type KustomizationIgnoreTarget = {
  readonly annotationSelector?: string;
  readonly group?: string;
  readonly kind?: string;
  readonly labelSelector?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly version?: string;
};
export type KustomizationImages = {
  readonly digest?: string;
  readonly name: string;
  readonly newName?: string;
  readonly newTag?: string;
};
export type KustomizationKubeConfig = {
  readonly configMapRef?: KustomizationDecryptionSecretRef;
  readonly secretRef?: KustomizationKubeConfigSecretRef;
};
export type KustomizationKubeConfigSecretRef = {
  readonly key?: string;
  readonly name: string;
};
export type KustomizationPatches = {
  readonly patch: string;
  readonly target?: KustomizationIgnoreTarget;
};
export type KustomizationPostBuild = {
  readonly substitute?: {
    readonly [k: string]: string;
  };
  readonly substituteFrom?: readonly KustomizationPostBuildSubstituteFrom[];
  readonly substituteStrategy?: 'WithVariables' | 'Always';
};
export type KustomizationPostBuildSubstituteFrom = {
  readonly kind: 'Secret' | 'ConfigMap';
  readonly name: string;
  readonly optional?: boolean;
};
export type KustomizationSourceRef = {
  readonly apiVersion?: string;
  readonly kind: 'OCIRepository' | 'GitRepository' | 'Bucket' | 'ExternalArtifact';
  readonly name: string;
  readonly namespace?: string;
};
