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
const STAGE_OF: ReadonlyMap<string, ReadonlyMap<string, SyncStage>> = new Map(
  Object.entries<Readonly<Record<string, SyncStage>>>({
    '': {
      Namespace: 'namespaces',
      ServiceAccount: 'identities',
      ConfigMap: 'configuration',
      Secret: 'configuration',
      PersistentVolumeClaim: 'configuration',
      Service: 'services',
      Pod: 'workloads',
    },
    'apiextensions.k8s.io': { CustomResourceDefinition: 'namespaces' },
    'rbac.authorization.k8s.io': {
      Role: 'identities',
      ClusterRole: 'identities',
      RoleBinding: 'identities',
      ClusterRoleBinding: 'identities',
    },
    'networking.istio.io': {
      ServiceEntry: 'services',
      WorkloadEntry: 'services',
      WorkloadGroup: 'services',
      DestinationRule: 'destinations',
      Sidecar: 'scopes',
    },
    'security.istio.io': { PeerAuthentication: 'authentication', RequestAuthentication: 'authentication' },
  }).map(([group, kinds]) => [group, new Map(Object.entries(kinds))]),
);

const WORKLOAD_GROUPS: ReadonlySet<string> = new Set(['apps', 'autoscaling', 'batch', 'policy']);

export function syncStage(manifest: Manifest): SyncStage {
  const group = groupOf(manifest);
  if (manifest.kind === 'AuthorizationPolicy' && group === 'security.istio.io') return authorizationStage(manifest);
  return STAGE_OF.get(group)?.get(manifest.kind) ?? (WORKLOAD_GROUPS.has(group) ? 'workloads' : 'traffic');
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
