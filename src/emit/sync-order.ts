import { isJsonObject } from '../base/json.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { groupOf } from '../manifest/names.ts';

/**
 * The stages in which a cluster should receive what we write; removals go the other way. What is referred to comes before
 * what refers to it, and what lets requests in comes before what refuses the rest, so that no request which is allowed
 * before and after a change is refused in between. What guards a workload comes before the workload, which would otherwise
 * stand open for a while, and routes come last: whatever they lead to is there, and was waited for.
 */
export const SYNC_STAGES = [
  'namespaces',
  'identities',
  'configuration',
  'services',
  'destinations',
  'scopes',
  'authentication',
  'refusals',
  'permissions',
  'default-deny',
  'workloads',
  'traffic',
] as const;

export type SyncStage = (typeof SYNC_STAGES)[number];

/** Everything that is not listed is taken for traffic: at the end, after all that it may refer to. */
const STAGE_OF: Readonly<Record<string, SyncStage>> = {
  '/Namespace': 'namespaces',
  'apiextensions.k8s.io/CustomResourceDefinition': 'namespaces',
  '/ServiceAccount': 'identities',
  'rbac.authorization.k8s.io/Role': 'identities',
  'rbac.authorization.k8s.io/ClusterRole': 'identities',
  'rbac.authorization.k8s.io/RoleBinding': 'identities',
  'rbac.authorization.k8s.io/ClusterRoleBinding': 'identities',
  '/ConfigMap': 'configuration',
  '/Secret': 'configuration',
  '/PersistentVolumeClaim': 'configuration',
  '/Service': 'services',
  'networking.istio.io/ServiceEntry': 'services',
  'networking.istio.io/WorkloadEntry': 'services',
  'networking.istio.io/WorkloadGroup': 'services',
  '/Pod': 'workloads',
  'networking.istio.io/DestinationRule': 'destinations',
  'networking.istio.io/Sidecar': 'scopes',
  'security.istio.io/PeerAuthentication': 'authentication',
  'security.istio.io/RequestAuthentication': 'authentication',
};

const WORKLOAD_GROUPS: ReadonlySet<string> = new Set(['apps', 'autoscaling', 'batch', 'policy']);

export function syncStage(manifest: Manifest): SyncStage {
  const group = groupOf(manifest);
  if (group === 'security.istio.io' && manifest.kind === 'AuthorizationPolicy') return authorizationStage(manifest);
  return STAGE_OF[`${group}/${manifest.kind}`] ?? (WORKLOAD_GROUPS.has(group) ? 'workloads' : 'traffic');
}

/** The place of a manifest among the stages, from 0. */
export function syncRank(manifest: Manifest): number {
  return SYNC_STAGES.indexOf(syncStage(manifest));
}

/** An ALLOW policy without rules allows nothing: it is how everything else is denied. */
function authorizationStage({ spec }: Manifest): SyncStage {
  const { action, rules } = isJsonObject(spec) ? spec : {};
  if (action !== undefined && action !== 'ALLOW') return 'refusals';
  return Array.isArray(rules) && rules.length > 0 ? 'permissions' : 'default-deny';
}
