export type AppProject = {
  readonly apiVersion: 'argoproj.io/v1alpha1';
  readonly kind: 'AppProject';
  readonly metadata: ObjectMeta;
  readonly spec: AppProjectSpec;
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
export type AppProjectSpec = {
  readonly clusterResourceBlacklist?: readonly AppProjectClusterResourceBlacklist[];
  readonly clusterResourceWhitelist?: readonly AppProjectClusterResourceBlacklist[];
  readonly description?: string;
  readonly destinationServiceAccounts?: readonly AppProjectDestinationServiceAccounts[];
  readonly destinations?: readonly AppProjectDestinations[];
  readonly namespaceResourceBlacklist?: readonly AppProjectClusterResourceBlacklist[];
  readonly namespaceResourceWhitelist?: readonly AppProjectClusterResourceBlacklist[];
  readonly orphanedResources?: AppProjectOrphanedResources;
  readonly permitOnlyProjectScopedClusters?: boolean;
  readonly roles?: readonly AppProjectRoles[];
  readonly signatureKeys?: readonly AppProjectSignatureKeys[];
  readonly sourceNamespaces?: readonly string[];
  readonly sourceRepos?: readonly string[];
  readonly syncWindows?: readonly AppProjectSyncWindows[];
};
export type AppProjectClusterResourceBlacklist = {
  readonly group: string;
  readonly kind: string;
};
export type AppProjectDestinationServiceAccounts = {
  readonly defaultServiceAccount: string;
  readonly namespace?: string;
  readonly server: string;
};
export type AppProjectDestinations = {
  readonly name?: string;
  readonly namespace?: string;
  readonly server?: string;
};
export type AppProjectOrphanedResources = {
  readonly ignore?: readonly AppProjectOrphanedResourcesIgnore[];
  readonly warn?: boolean;
};
export type AppProjectOrphanedResourcesIgnore = {
  readonly group?: string;
  readonly kind?: string;
  readonly name?: string;
};
export type AppProjectRoles = {
  readonly description?: string;
  readonly groups?: readonly string[];
  readonly jwtTokens?: readonly AppProjectRolesJwtTokens[];
  readonly name: string;
  readonly policies?: readonly string[];
};
export type AppProjectRolesJwtTokens = {
  readonly exp?: number;
  readonly iat: number;
  readonly id?: string;
};
export type AppProjectSignatureKeys = {
  readonly keyID: string;
};
export type AppProjectSyncWindows = {
  readonly andOperator?: boolean;
  readonly applications?: readonly string[];
  readonly clusters?: readonly string[];
  readonly description?: string;
  readonly duration?: string;
  readonly kind?: string;
  readonly manualSync?: boolean;
  readonly namespaces?: readonly string[];
  readonly schedule?: string;
  readonly timeZone?: string;
};
