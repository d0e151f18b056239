export type ApplicationSet = {
  readonly apiVersion: 'argoproj.io/v1alpha1';
  readonly kind: 'ApplicationSet';
  readonly metadata: ObjectMeta;
  readonly spec: ApplicationSetSpec;
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
export type ApplicationSetSpec = {
  readonly applyNestedSelectors?: boolean;
  readonly generators: readonly ApplicationSetGenerators[];
  readonly goTemplate?: boolean;
  readonly goTemplateOptions?: readonly string[];
  readonly ignoreApplicationDifferences?: readonly ApplicationSetIgnoreApplicationDifferences[];
  readonly preservedFields?: ApplicationSetPreservedFields;
  readonly strategy?: ApplicationSetStrategy;
  readonly syncPolicy?: ApplicationSetSyncPolicy;
  readonly template: ApplicationSetGeneratorsClusterDecisionResourceTemplate;
  readonly templatePatch?: string;
};
export type ApplicationSetGenerators = {
  readonly clusterDecisionResource?: ApplicationSetGeneratorsClusterDecisionResource;
  readonly clusters?: ApplicationSetGeneratorsClusters;
  readonly git?: ApplicationSetGeneratorsGit;
  readonly list?: ApplicationSetGeneratorsList;
  readonly matrix?: ApplicationSetGeneratorsMatrix;
  readonly merge?: ApplicationSetGeneratorsMerge;
  readonly plugin?: ApplicationSetGeneratorsMatrixGeneratorsPlugin;
  readonly pullRequest?: ApplicationSetGeneratorsMatrixGeneratorsPullRequest;
  readonly scmProvider?: ApplicationSetGeneratorsMatrixGeneratorsScmProvider;
  readonly selector?: ApplicationSetGeneratorsClusterDecisionResourceLabelSelector;
};
export type ApplicationSetGeneratorsClusterDecisionResource = {
  readonly configMapRef: string;
  readonly labelSelector?: ApplicationSetGeneratorsClusterDecisionResourceLabelSelector;
  readonly name?: string;
  readonly requeueAfterSeconds?: number;
  readonly template?: ApplicationSetGeneratorsClusterDecisionResourceTemplate;
  readonly values?: {
    readonly [k: string]: string;
  };
};
export type ApplicationSetGeneratorsClusterDecisionResourceLabelSelector = {
  readonly matchExpressions?: readonly ApplicationSetGeneratorsClusterDecisionResourceLabelSelectorMatchExpressions[];
  readonly matchLabels?: {
    readonly [k: string]: string;
  };
};
export type ApplicationSetGeneratorsClusterDecisionResourceLabelSelectorMatchExpressions = {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
};
export type ApplicationSetGeneratorsClusterDecisionResourceTemplate = {
  readonly metadata: ApplicationSetGeneratorsClusterDecisionResourceTemplateMetadata;
  readonly spec: ApplicationSetGeneratorsClusterDecisionResourceTemplateSpec;
};
export type ApplicationSetGeneratorsClusterDecisionResourceTemplateMetadata = {
  readonly annotations?: {
    readonly [k: string]: string;
  };
  readonly finalizers?: readonly string[];
  readonly labels?: {
    readonly [k: string]: string;
  };
  readonly name?: string;
  readonly namespace?: string;
};
export type ApplicationSetGeneratorsClusterDecisionResourceTemplateSpec = {
  readonly destination: ApplicationSetGeneratorsClusterDecisionResourceTemplateSpecDestination;
  readonly ignoreDifferences?: readonly ApplicationSetGeneratorsClusterDecisionResourceTemplateSpecIgnoreDifferences[];
  readonly info?: readonly ApplicationSetGeneratorsClusterDecisionResourceTemplateSpecInfo[];
  readonly project: string;
  readonly revisionHistoryLimit?: number;
  readonly source?: ApplicationSetGeneratorsClusterDecisionResourceTemplateSpecSource;
  readonly sourceHydrator?: ApplicationSetGeneratorsClusterDecisionResourceTemplateSpecSourceHydrator;
  readonly sources?: readonly ApplicationSetGeneratorsClusterDecisionResourceTemplateSpecSource[];
  readonly syncPolicy?: ApplicationSetGeneratorsClusterDecisionResourceTemplateSpecSyncPolicy;
};
export type ApplicationSetGeneratorsClusterDecisionResourceTemplateSpecDestination = {
  readonly name?: string;
  readonly namespace?: string;
  readonly server?: string;
};
export type ApplicationSetGeneratorsClusterDecisionResourceTemplateSpecIgnoreDifferences = {
  readonly group?: string;
  readonly jqPathExpressions?: readonly string[];
  readonly jsonPointers?: readonly string[];
  readonly kind: string;
  readonly managedFieldsManagers?: readonly string[];
  readonly name?: string;
  readonly namespace?: string;
};
export type ApplicationSetGeneratorsClusterDecisionResourceTemplateSpecInfo = {
  readonly name: string;
  readonly value: string;
};
export type ApplicationSetGeneratorsClusterDecisionResourceTemplateSpecSource = {
  readonly chart?: string;
  readonly directory?: ApplicationSetGeneratorsClusterDecisionResourceTemplateSpecSourceDirectory;
  readonly helm?: ApplicationSetGeneratorsClusterDecisionResourceTemplateSpecSourceHelm;
  readonly kustomize?: ApplicationSetGeneratorsClusterDecisionResourceTemplateSpecSourceKustomize;
  readonly name?: string;
  readonly path?: string;
  readonly plugin?: ApplicationSetGeneratorsClusterDecisionResourceTemplateSpecSourcePlugin;
  readonly ref?: string;
  readonly repoURL: string;
  readonly targetRevision?: string;
};
export type ApplicationSetGeneratorsClusterDecisionResourceTemplateSpecSourceDirectory = {
  readonly exclude?: string;
  readonly include?: string;
  readonly jsonnet?: ApplicationSetGeneratorsClusterDecisionResourceTemplateSpecSourceDirectoryJsonnet;
  readonly recurse?: boolean;
};
export type ApplicationSetGeneratorsClusterDecisionResourceTemplateSpecSourceDirectoryJsonnet = {
  readonly extVars?: readonly ApplicationSetGeneratorsClusterDecisionResourceTemplateSpecSourceDirectoryJsonnetExtVars[];
  readonly libs?: readonly string[];
  readonly tlas?: readonly ApplicationSetGeneratorsClusterDecisionResourceTemplateSpecSourceDirectoryJsonnetExtVars[];
};
export type ApplicationSetGeneratorsClusterDecisionResourceTemplateSpecSourceDirectoryJsonnetExtVars = {
  readonly code?: boolean;
  readonly name: string;
  readonly value: string;
};
export type ApplicationSetGeneratorsClusterDecisionResourceTemplateSpecSourceHelm = {
  readonly apiVersions?: readonly string[];
  readonly fileParameters?: readonly ApplicationSetGeneratorsClusterDecisionResourceTemplateSpecSourceHelmFileParameters[];
  readonly ignoreMissingValueFiles?: boolean;
  readonly kubeVersion?: string;
  readonly namespace?: string;
  readonly parameters?: readonly ApplicationSetGeneratorsClusterDecisionResourceTemplateSpecSourceHelmParameters[];
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
export type ApplicationSetGeneratorsClusterDecisionResourceTemplateSpecSourceHelmFileParameters = {
  readonly name?: string;
  readonly path?: string;
};
export type ApplicationSetGeneratorsClusterDecisionResourceTemplateSpecSourceHelmParameters = {
  readonly forceString?: boolean;
  readonly name?: string;
  readonly value?: string;
};
export type ApplicationSetGeneratorsClusterDecisionResourceTemplateSpecSourceKustomize = {
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
  readonly patches?: readonly ApplicationSetGeneratorsClusterDecisionResourceTemplateSpecSourceKustomizePatches[];
  readonly replicas?: readonly ApplicationSetGeneratorsClusterDecisionResourceTemplateSpecSourceKustomizeReplicas[];
  readonly version?: string;
};
export type ApplicationSetGeneratorsClusterDecisionResourceTemplateSpecSourceKustomizePatches = {
  readonly options?: {
    readonly [k: string]: boolean;
  };
  readonly patch?: string;
  readonly path?: string;
  readonly target?: ApplicationSetGeneratorsClusterDecisionResourceTemplateSpecSourceKustomizePatchesTarget;
};
export type ApplicationSetGeneratorsClusterDecisionResourceTemplateSpecSourceKustomizePatchesTarget = {
  readonly annotationSelector?: string;
  readonly group?: string;
  readonly kind?: string;
  readonly labelSelector?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly version?: string;
};
export type ApplicationSetGeneratorsClusterDecisionResourceTemplateSpecSourceKustomizeReplicas = {
  readonly count: number | string;
  readonly name: string;
};
export type ApplicationSetGeneratorsClusterDecisionResourceTemplateSpecSourcePlugin = {
  readonly env?: readonly ApplicationSetGeneratorsClusterDecisionResourceTemplateSpecInfo[];
  readonly name?: string;
  readonly parameters?: readonly ApplicationSetGeneratorsClusterDecisionResourceTemplateSpecSourcePluginParameters[];
};
export type ApplicationSetGeneratorsClusterDecisionResourceTemplateSpecSourcePluginParameters = {
  readonly array?: readonly string[];
  readonly map?: {
    readonly [k: string]: string;
  };
  readonly name?: string;
  readonly string?: string;
};
export type ApplicationSetGeneratorsClusterDecisionResourceTemplateSpecSourceHydrator = {
  readonly drySource: ApplicationSetGeneratorsClusterDecisionResourceTemplateSpecSourceHydratorDrySource;
  readonly hydrateTo?: ApplicationSetGeneratorsClusterDecisionResourceTemplateSpecSourceHydratorHydrateTo;
  readonly syncSource: ApplicationSetGeneratorsClusterDecisionResourceTemplateSpecSourceHydratorSyncSource;
};
export type ApplicationSetGeneratorsClusterDecisionResourceTemplateSpecSourceHydratorDrySource = {
  readonly path: string;
  readonly repoURL: string;
  readonly targetRevision: string;
};
export type ApplicationSetGeneratorsClusterDecisionResourceTemplateSpecSourceHydratorHydrateTo = {
  readonly targetBranch: string;
};
export type ApplicationSetGeneratorsClusterDecisionResourceTemplateSpecSourceHydratorSyncSource = {
  readonly path: string;
  readonly targetBranch: string;
};
export type ApplicationSetGeneratorsClusterDecisionResourceTemplateSpecSyncPolicy = {
  readonly automated?: ApplicationSetGeneratorsClusterDecisionResourceTemplateSpecSyncPolicyAutomated;
  readonly managedNamespaceMetadata?: ApplicationSetGeneratorsClusterDecisionResourceTemplateSpecSyncPolicyManagedNamespaceMetadata;
  readonly retry?: ApplicationSetGeneratorsClusterDecisionResourceTemplateSpecSyncPolicyRetry;
  readonly syncOptions?: readonly string[];
};
export type ApplicationSetGeneratorsClusterDecisionResourceTemplateSpecSyncPolicyAutomated = {
  readonly allowEmpty?: boolean;
  readonly enabled?: boolean;
  readonly prune?: boolean;
  readonly selfHeal?: boolean;
};
export type ApplicationSetGeneratorsClusterDecisionResourceTemplateSpecSyncPolicyManagedNamespaceMetadata = {
  readonly annotations?: {
    readonly [k: string]: string;
  };
  readonly labels?: {
    readonly [k: string]: string;
  };
};
export type ApplicationSetGeneratorsClusterDecisionResourceTemplateSpecSyncPolicyRetry = {
  readonly backoff?: ApplicationSetGeneratorsClusterDecisionResourceTemplateSpecSyncPolicyRetryBackoff;
  readonly limit?: number;
  readonly refresh?: boolean;
};
export type ApplicationSetGeneratorsClusterDecisionResourceTemplateSpecSyncPolicyRetryBackoff = {
  readonly duration?: string;
  readonly factor?: number;
  readonly maxDuration?: string;
};
export type ApplicationSetGeneratorsClusters = {
  readonly flatList?: boolean;
  readonly selector?: ApplicationSetGeneratorsClusterDecisionResourceLabelSelector;
  readonly template?: ApplicationSetGeneratorsClusterDecisionResourceTemplate;
  readonly values?: {
    readonly [k: string]: string;
  };
};
export type ApplicationSetGeneratorsGit = {
  readonly directories?: readonly ApplicationSetGeneratorsGitDirectories[];
  readonly files?: readonly ApplicationSetGeneratorsGitDirectories[];
  readonly pathParamPrefix?: string;
  readonly repoURL: string;
  readonly requeueAfterSeconds?: number;
  readonly revision: string;
  readonly template?: ApplicationSetGeneratorsClusterDecisionResourceTemplate;
  readonly values?: {
    readonly [k: string]: string;
  };
};
export type ApplicationSetGeneratorsGitDirectories = {
  readonly exclude?: boolean;
  readonly path: string;
};
export type ApplicationSetGeneratorsList = {
  readonly elements?: readonly unknown[];
  readonly elementsYaml?: string;
  readonly template?: ApplicationSetGeneratorsClusterDecisionResourceTemplate;
};
export type ApplicationSetGeneratorsMatrix = {
  readonly generators: readonly ApplicationSetGeneratorsMatrixGenerators[];
  readonly template?: ApplicationSetGeneratorsClusterDecisionResourceTemplate;
};
export type ApplicationSetGeneratorsMatrixGenerators = {
  readonly clusterDecisionResource?: ApplicationSetGeneratorsClusterDecisionResource;
  readonly clusters?: ApplicationSetGeneratorsClusters;
  readonly git?: ApplicationSetGeneratorsGit;
  readonly list?: ApplicationSetGeneratorsList;
  readonly matrix?: unknown;
  readonly merge?: unknown;
  readonly plugin?: ApplicationSetGeneratorsMatrixGeneratorsPlugin;
  readonly pullRequest?: ApplicationSetGeneratorsMatrixGeneratorsPullRequest;
  readonly scmProvider?: ApplicationSetGeneratorsMatrixGeneratorsScmProvider;
  readonly selector?: ApplicationSetGeneratorsClusterDecisionResourceLabelSelector;
};
export type ApplicationSetGeneratorsMatrixGeneratorsPlugin = {
  readonly configMapRef: ApplicationSetGeneratorsMatrixGeneratorsPluginConfigMapRef;
  readonly input?: ApplicationSetGeneratorsMatrixGeneratorsPluginInput;
  readonly requeueAfterSeconds?: number;
  readonly template?: ApplicationSetGeneratorsClusterDecisionResourceTemplate;
  readonly values?: {
    readonly [k: string]: string;
  };
};
export type ApplicationSetGeneratorsMatrixGeneratorsPluginConfigMapRef = {
  readonly name: string;
};
export type ApplicationSetGeneratorsMatrixGeneratorsPluginInput = {
  readonly parameters?: {
    readonly [k: string]: unknown;
  };
};
export type ApplicationSetGeneratorsMatrixGeneratorsPullRequest = {
  readonly azuredevops?: ApplicationSetGeneratorsMatrixGeneratorsPullRequestAzuredevops;
  readonly bitbucket?: ApplicationSetGeneratorsMatrixGeneratorsPullRequestBitbucket;
  readonly bitbucketServer?: ApplicationSetGeneratorsMatrixGeneratorsPullRequestBitbucketServer;
  readonly continueOnRepoNotFoundError?: boolean;
  readonly filters?: readonly ApplicationSetGeneratorsMatrixGeneratorsPullRequestFilters[];
  readonly gitea?: ApplicationSetGeneratorsMatrixGeneratorsPullRequestGitea;
  readonly github?: ApplicationSetGeneratorsMatrixGeneratorsPullRequestGithub;
  readonly gitlab?: ApplicationSetGeneratorsMatrixGeneratorsPullRequestGitlab;
  readonly requeueAfterSeconds?: number;
  readonly template?: ApplicationSetGeneratorsClusterDecisionResourceTemplate;
  readonly values?: {
    readonly [k: string]: string;
  };
};
export type ApplicationSetGeneratorsMatrixGeneratorsPullRequestAzuredevops = {
  readonly api?: string;
  readonly labels?: readonly string[];
  readonly organization: string;
  readonly project: string;
  readonly repo: string;
  readonly tokenRef?: ApplicationSetGeneratorsMatrixGeneratorsPullRequestAzuredevopsTokenRef;
};
export type ApplicationSetGeneratorsMatrixGeneratorsPullRequestAzuredevopsTokenRef = {
  readonly key: string;
  readonly secretName: string;
};
export type ApplicationSetGeneratorsMatrixGeneratorsPullRequestBitbucket = {
  readonly api?: string;
  readonly basicAuth?: ApplicationSetGeneratorsMatrixGeneratorsPullRequestBitbucketBasicAuth;
  readonly bearerToken?: ApplicationSetGeneratorsMatrixGeneratorsPullRequestBitbucketBearerToken;
  readonly owner: string;
  readonly repo: string;
};
export type ApplicationSetGeneratorsMatrixGeneratorsPullRequestBitbucketBasicAuth = {
  readonly passwordRef: ApplicationSetGeneratorsMatrixGeneratorsPullRequestAzuredevopsTokenRef;
  readonly username: string;
};
export type ApplicationSetGeneratorsMatrixGeneratorsPullRequestBitbucketBearerToken = {
  readonly tokenRef: ApplicationSetGeneratorsMatrixGeneratorsPullRequestAzuredevopsTokenRef;
};
export type ApplicationSetGeneratorsMatrixGeneratorsPullRequestBitbucketServer = {
  readonly api: string;
  readonly basicAuth?: ApplicationSetGeneratorsMatrixGeneratorsPullRequestBitbucketBasicAuth;
  readonly bearerToken?: ApplicationSetGeneratorsMatrixGeneratorsPullRequestBitbucketBearerToken;
  readonly caRef?: ApplicationSetGeneratorsMatrixGeneratorsPullRequestBitbucketServerCaRef;
  readonly insecure?: boolean;
  readonly project: string;
  readonly repo: string;
};
export type ApplicationSetGeneratorsMatrixGeneratorsPullRequestBitbucketServerCaRef = {
  readonly configMapName: string;
  readonly key: string;
};
export type ApplicationSetGeneratorsMatrixGeneratorsPullRequestFilters = {
  readonly branchMatch?: string;
  readonly targetBranchMatch?: string;
  readonly titleMatch?: string;
};
export type ApplicationSetGeneratorsMatrixGeneratorsPullRequestGitea = {
  readonly api: string;
  readonly insecure?: boolean;
  readonly labels?: readonly string[];
  readonly owner: string;
  readonly repo: string;
  readonly tokenRef?: ApplicationSetGeneratorsMatrixGeneratorsPullRequestAzuredevopsTokenRef;
};
export type ApplicationSetGeneratorsMatrixGeneratorsPullRequestGithub = {
  readonly api?: string;
  readonly appSecretName?: string;
  readonly labels?: readonly string[];
  readonly owner: string;
  readonly repo: string;
  readonly tokenRef?: ApplicationSetGeneratorsMatrixGeneratorsPullRequestAzuredevopsTokenRef;
};
export type ApplicationSetGeneratorsMatrixGeneratorsPullRequestGitlab = {
  readonly api?: string;
  readonly caRef?: ApplicationSetGeneratorsMatrixGeneratorsPullRequestBitbucketServerCaRef;
  readonly insecure?: boolean;
  readonly labels?: readonly string[];
  readonly project: string;
  readonly pullRequestState?: string;
  readonly tokenRef?: ApplicationSetGeneratorsMatrixGeneratorsPullRequestAzuredevopsTokenRef;
};
export type ApplicationSetGeneratorsMatrixGeneratorsScmProvider = {
  readonly awsCodeCommit?: ApplicationSetGeneratorsMatrixGeneratorsScmProviderAwsCodeCommit;
  readonly azureDevOps?: ApplicationSetGeneratorsMatrixGeneratorsScmProviderAzureDevOps;
  readonly bitbucket?: ApplicationSetGeneratorsMatrixGeneratorsScmProviderBitbucket;
  readonly bitbucketServer?: ApplicationSetGeneratorsMatrixGeneratorsScmProviderBitbucketServer;
  readonly cloneProtocol?: string;
  readonly filters?: readonly ApplicationSetGeneratorsMatrixGeneratorsScmProviderFilters[];
  readonly gitea?: ApplicationSetGeneratorsMatrixGeneratorsScmProviderGitea;
  readonly github?: ApplicationSetGeneratorsMatrixGeneratorsScmProviderGithub;
  readonly gitlab?: ApplicationSetGeneratorsMatrixGeneratorsScmProviderGitlab;
  readonly requeueAfterSeconds?: number;
  readonly template?: ApplicationSetGeneratorsClusterDecisionResourceTemplate;
  readonly values?: {
    readonly [k: string]: string;
  };
};
export type ApplicationSetGeneratorsMatrixGeneratorsScmProviderAwsCodeCommit = {
  readonly allBranches?: boolean;
  readonly region?: string;
  readonly role?: string;
  readonly tagFilters?: readonly ApplicationSetGeneratorsMatrixGeneratorsScmProviderAwsCodeCommitTagFilters[];
};
export type ApplicationSetGeneratorsMatrixGeneratorsScmProviderAwsCodeCommitTagFilters = {
  readonly key: string;
  readonly value?: string;
};
export type ApplicationSetGeneratorsMatrixGeneratorsScmProviderAzureDevOps = {
  readonly accessTokenRef: ApplicationSetGeneratorsMatrixGeneratorsPullRequestAzuredevopsTokenRef;
  readonly allBranches?: boolean;
  readonly api?: string;
  readonly organization: string;
  readonly teamProject: string;
};
export type ApplicationSetGeneratorsMatrixGeneratorsScmProviderBitbucket = {
  readonly allBranches?: boolean;
  readonly appPasswordRef: ApplicationSetGeneratorsMatrixGeneratorsPullRequestAzuredevopsTokenRef;
  readonly owner: string;
  readonly user: string;
};
export type ApplicationSetGeneratorsMatrixGeneratorsScmProviderBitbucketServer = {
  readonly allBranches?: boolean;
  readonly api: string;
  readonly basicAuth?: ApplicationSetGeneratorsMatrixGeneratorsPullRequestBitbucketBasicAuth;
  readonly bearerToken?: ApplicationSetGeneratorsMatrixGeneratorsPullRequestBitbucketBearerToken;
  readonly caRef?: ApplicationSetGeneratorsMatrixGeneratorsPullRequestBitbucketServerCaRef;
  readonly insecure?: boolean;
  readonly project: string;
};
export type ApplicationSetGeneratorsMatrixGeneratorsScmProviderFilters = {
  readonly branchMatch?: string;
  readonly labelMatch?: string;
  readonly pathsDoNotExist?: readonly string[];
  readonly pathsExist?: readonly string[];
  readonly repositoryMatch?: string;
};
export type ApplicationSetGeneratorsMatrixGeneratorsScmProviderGitea = {
  readonly allBranches?: boolean;
  readonly api: string;
  readonly insecure?: boolean;
  readonly owner: string;
  readonly tokenRef?: ApplicationSetGeneratorsMatrixGeneratorsPullRequestAzuredevopsTokenRef;
};
export type ApplicationSetGeneratorsMatrixGeneratorsScmProviderGithub = {
  readonly allBranches?: boolean;
  readonly api?: string;
  readonly appSecretName?: string;
  readonly organization: string;
  readonly tokenRef?: ApplicationSetGeneratorsMatrixGeneratorsPullRequestAzuredevopsTokenRef;
};
export type ApplicationSetGeneratorsMatrixGeneratorsScmProviderGitlab = {
  readonly allBranches?: boolean;
  readonly api?: string;
  readonly caRef?: ApplicationSetGeneratorsMatrixGeneratorsPullRequestBitbucketServerCaRef;
  readonly group: string;
  readonly includeSharedProjects?: boolean;
  readonly includeSubgroups?: boolean;
  readonly insecure?: boolean;
  readonly tokenRef?: ApplicationSetGeneratorsMatrixGeneratorsPullRequestAzuredevopsTokenRef;
  readonly topic?: string;
};
export type ApplicationSetGeneratorsMerge = {
  readonly generators: readonly ApplicationSetGeneratorsMatrixGenerators[];
  readonly mergeKeys: readonly string[];
  readonly template?: ApplicationSetGeneratorsClusterDecisionResourceTemplate;
};
export type ApplicationSetIgnoreApplicationDifferences = {
  readonly jqPathExpressions?: readonly string[];
  readonly jsonPointers?: readonly string[];
  readonly name?: string;
};
export type ApplicationSetPreservedFields = {
  readonly annotations?: readonly string[];
  readonly labels?: readonly string[];
};
export type ApplicationSetStrategy = {
  readonly deletionOrder?: string;
  readonly rollingSync?: ApplicationSetStrategyRollingSync;
  readonly type?: string;
};
export type ApplicationSetStrategyRollingSync = {
  readonly steps?: readonly ApplicationSetStrategyRollingSyncSteps[];
};
export type ApplicationSetStrategyRollingSyncSteps = {
  readonly matchExpressions?: readonly ApplicationSetStrategyRollingSyncStepsMatchExpressions[];
  readonly maxUpdate?: number | string;
};
export type ApplicationSetStrategyRollingSyncStepsMatchExpressions = {
  readonly key?: string;
  readonly operator?: string;
  readonly values?: readonly string[];
};
export type ApplicationSetSyncPolicy = {
  readonly applicationsSync?: 'create-only' | 'create-update' | 'create-delete' | 'sync';
  readonly preserveResourcesOnDeletion?: boolean;
};
export type Json = null | boolean | number | string | readonly Json[] | { readonly [k: string]: Json | undefined };
