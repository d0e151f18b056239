export type Application = {
  readonly apiVersion: 'argoproj.io/v1alpha1';
  readonly kind: 'Application';
  readonly metadata: ObjectMeta;
  readonly operation?: ApplicationOperation;
  readonly spec: ApplicationSpec;
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
export type ApplicationOperation = {
  readonly info?: readonly ApplicationOperationInfo[];
  readonly initiatedBy?: ApplicationOperationInitiatedBy;
  readonly retry?: ApplicationOperationRetry;
  readonly sync?: ApplicationOperationSync;
};
export type ApplicationOperationInfo = {
  readonly name: string;
  readonly value: string;
};
export type ApplicationOperationInitiatedBy = {
  readonly automated?: boolean;
  readonly username?: string;
};
export type ApplicationOperationRetry = {
  readonly backoff?: ApplicationOperationRetryBackoff;
  readonly limit?: number;
  readonly refresh?: boolean;
};
export type ApplicationOperationRetryBackoff = {
  readonly duration?: string;
  readonly factor?: number;
  readonly maxDuration?: string;
};
export type ApplicationOperationSync = {
  readonly autoHealAttemptsCount?: number;
  readonly dryRun?: boolean;
  readonly manifests?: readonly string[];
  readonly prune?: boolean;
  readonly resources?: readonly ApplicationOperationSyncResources[];
  readonly revision?: string;
  readonly revisions?: readonly string[];
  readonly source?: ApplicationOperationSyncSource;
  readonly sources?: readonly ApplicationOperationSyncSource[];
  readonly syncOptions?: readonly string[];
  readonly syncStrategy?: ApplicationOperationSyncSyncStrategy;
};
export type ApplicationOperationSyncResources = {
  readonly group?: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
};
export type ApplicationOperationSyncSource = {
  readonly chart?: string;
  readonly directory?: ApplicationOperationSyncSourceDirectory;
  readonly helm?: ApplicationOperationSyncSourceHelm;
  readonly kustomize?: ApplicationOperationSyncSourceKustomize;
  readonly name?: string;
  readonly path?: string;
  readonly plugin?: ApplicationOperationSyncSourcePlugin;
  readonly ref?: string;
  readonly repoURL: string;
  readonly targetRevision?: string;
};
export type ApplicationOperationSyncSourceDirectory = {
  readonly exclude?: string;
  readonly include?: string;
  readonly jsonnet?: ApplicationOperationSyncSourceDirectoryJsonnet;
  readonly recurse?: boolean;
};
export type ApplicationOperationSyncSourceDirectoryJsonnet = {
  readonly extVars?: readonly ApplicationOperationSyncSourceDirectoryJsonnetExtVars[];
  readonly libs?: readonly string[];
  readonly tlas?: readonly ApplicationOperationSyncSourceDirectoryJsonnetExtVars[];
};
export type ApplicationOperationSyncSourceDirectoryJsonnetExtVars = {
  readonly code?: boolean;
  readonly name: string;
  readonly value: string;
};
export type ApplicationOperationSyncSourceHelm = {
  readonly apiVersions?: readonly string[];
  readonly fileParameters?: readonly ApplicationOperationSyncSourceHelmFileParameters[];
  readonly ignoreMissingValueFiles?: boolean;
  readonly kubeVersion?: string;
  readonly namespace?: string;
  readonly parameters?: readonly ApplicationOperationSyncSourceHelmParameters[];
  readonly passCredentials?: boolean;
  readonly releaseName?: string;
  readonly skipCrds?: boolean;
  readonly skipSchemaValidation?: boolean;
  readonly skipTests?: boolean;
  readonly valueFiles?: readonly string[];
  readonly values?: string;
  readonly valuesObject?: { readonly [k: string]: Json | undefined };
  readonly version?: string;
};
export type ApplicationOperationSyncSourceHelmFileParameters = {
  readonly name?: string;
  readonly path?: string;
};
export type ApplicationOperationSyncSourceHelmParameters = {
  readonly forceString?: boolean;
  readonly name?: string;
  readonly value?: string;
};
export type ApplicationOperationSyncSourceKustomize = {
  readonly apiVersions?: readonly string[];
  readonly commonAnnotations?: {
    readonly [k: string]: string;
  };
  readonly commonAnnotationsEnvsubst?: boolean;
  readonly commonLabels?: {
    readonly [k: string]: string;
  };
  readonly components?: readonly string[];
  readonly forceCommonAnnotations?: boolean;
  readonly forceCommonLabels?: boolean;
  readonly ignoreMissingComponents?: boolean;
  readonly images?: readonly string[];
  readonly kubeVersion?: string;
  readonly labelIncludeTemplates?: boolean;
  readonly labelWithoutSelector?: boolean;
  readonly namePrefix?: string;
  readonly nameSuffix?: string;
  readonly namespace?: string;
  readonly patches?: readonly ApplicationOperationSyncSourceKustomizePatches[];
  readonly replicas?: readonly ApplicationOperationSyncSourceKustomizeReplicas[];
  readonly version?: string;
};
export type ApplicationOperationSyncSourceKustomizePatches = {
  readonly options?: {
    readonly [k: string]: boolean;
  };
  readonly patch?: string;
  readonly path?: string;
  readonly target?: ApplicationOperationSyncSourceKustomizePatchesTarget;
};
export type ApplicationOperationSyncSourceKustomizePatchesTarget = {
  readonly annotationSelector?: string;
  readonly group?: string;
  readonly kind?: string;
  readonly labelSelector?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly version?: string;
};
export type ApplicationOperationSyncSourceKustomizeReplicas = {
  readonly count: number | string;
  readonly name: string;
};
export type ApplicationOperationSyncSourcePlugin = {
  readonly env?: readonly ApplicationOperationInfo[];
  readonly name?: string;
  readonly parameters?: readonly ApplicationOperationSyncSourcePluginParameters[];
};
export type ApplicationOperationSyncSourcePluginParameters = {
  readonly array?: readonly string[];
  readonly map?: {
    readonly [k: string]: string;
  };
  readonly name?: string;
  readonly string?: string;
};
export type ApplicationOperationSyncSyncStrategy = {
  readonly apply?: ApplicationOperationSyncSyncStrategyApply;
  readonly hook?: ApplicationOperationSyncSyncStrategyApply;
};
export type ApplicationOperationSyncSyncStrategyApply = {
  readonly force?: boolean;
};
export type ApplicationSpec = {
  readonly destination: ApplicationDestination;
  readonly ignoreDifferences?: readonly ApplicationIgnoreDifferences[];
  readonly info?: readonly ApplicationOperationInfo[];
  readonly project: string;
  readonly revisionHistoryLimit?: number;
  readonly source?: ApplicationOperationSyncSource;
  readonly sourceHydrator?: ApplicationSourceHydrator;
  readonly sources?: readonly ApplicationOperationSyncSource[];
  readonly syncPolicy?: ApplicationSyncPolicy;
};
export type ApplicationDestination = {
  readonly name?: string;
  readonly namespace?: string;
  readonly server?: string;
};
export type ApplicationIgnoreDifferences = {
  readonly group?: string;
  readonly jqPathExpressions?: readonly string[];
  readonly jsonPointers?: readonly string[];
  readonly kind: string;
  readonly managedFieldsManagers?: readonly string[];
  readonly name?: string;
  readonly namespace?: string;
};
export type ApplicationSourceHydrator = {
  readonly drySource: ApplicationSourceHydratorDrySource;
  readonly hydrateTo?: ApplicationSourceHydratorHydrateTo;
  readonly syncSource: ApplicationSourceHydratorSyncSource;
};
export type ApplicationSourceHydratorDrySource = {
  readonly path: string;
  readonly repoURL: string;
  readonly targetRevision: string;
};
export type ApplicationSourceHydratorHydrateTo = {
  readonly targetBranch: string;
};
export type ApplicationSourceHydratorSyncSource = {
  readonly path: string;
  readonly targetBranch: string;
};
export type ApplicationSyncPolicy = {
  readonly automated?: ApplicationSyncPolicyAutomated;
  readonly managedNamespaceMetadata?: ApplicationSyncPolicyManagedNamespaceMetadata;
  readonly retry?: ApplicationOperationRetry;
  readonly syncOptions?: readonly string[];
};
export type ApplicationSyncPolicyAutomated = {
  readonly allowEmpty?: boolean;
  readonly enabled?: boolean;
  readonly prune?: boolean;
  readonly selfHeal?: boolean;
};
export type ApplicationSyncPolicyManagedNamespaceMetadata = {
  readonly annotations?: {
    readonly [k: string]: string;
  };
  readonly labels?: {
    readonly [k: string]: string;
  };
};
export type Json = null | boolean | number | string | readonly Json[] | { readonly [k: string]: Json | undefined };
