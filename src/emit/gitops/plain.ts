import { hash } from 'node:crypto';
import { compareStrings } from '../../base/order.ts';
import type { PlainConfig } from '../../config/gitops.ts';
import type { Manifest } from '../../manifest/manifest.ts';
import { groupOf } from '../../manifest/names.ts';
import { type GitopsFile, manifestsOf, metadata, type Synced } from './synced.ts';

/**
 * The parent of an ApplySet (KEP-3659), to be created once: from then on kubectl keeps in it what kinds and namespaces its
 * members have, which is how it finds those that are gone.
 */
export function plainFiles(synced: Synced<PlainConfig>): readonly GitopsFile[] {
  return [{ folder: `plain/${synced.target}`, manifest: applySetParent(synced) }];
}

const TOOLING = 'kubectl/v1.27';

function applySetParent(synced: Synced<PlainConfig>): Manifest {
  const { gitops, target } = synced;
  const place = metadata(`${gitops.name}-${target}`, gitops.namespace);
  const id = applySetId(place.name, gitops.namespace);
  const manifests = manifestsOf(synced);
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      ...place,
      labels: { ...place.labels, 'applyset.kubernetes.io/id': id },
      annotations: {
        'applyset.kubernetes.io/additional-namespaces': list(
          manifests.flatMap(({ metadata: { namespace } }) => namespace ?? []).filter((one) => one !== gitops.namespace),
        ),
        'applyset.kubernetes.io/contains-group-kinds': list(
          manifests.map((one) => (groupOf(one) === '' ? one.kind : `${one.kind}.${groupOf(one)}`)),
        ),
        'applyset.kubernetes.io/tooling': TOOLING,
      },
    },
  };
}

function list(words: readonly string[]): string {
  return [...new Set(words)].sort(compareStrings).join(',');
}

/** As the specification has it: the parent's name, namespace, kind and group, which is none. */
function applySetId(name: string, namespace: string): string {
  const digest = Buffer.from(hash('sha256', `${name}.${namespace}.ConfigMap.`), 'hex').toString('base64url');
  return `applyset-${digest}-v1`;
}
