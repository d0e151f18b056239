import { hash } from 'node:crypto';
import { compareStrings } from '../../base/order.ts';
import type { PlainConfig } from '../../config/gitops.ts';
import type { Manifest } from '../../manifest/manifest.ts';
import { groupOf } from '../../manifest/names.ts';
import { MANAGED_BY } from '../../manifest/provenance.ts';
import { type GitopsFile, manifestsOf, type Synced } from './synced.ts';

const GROUP = 'meshwright.dev';
const KIND = 'ApplySet';
const PLURAL = 'applysets';
const LABELS = { [MANAGED_BY]: 'meshwright' };

/**
 * The parent of an ApplySet (KEP-3659), and the kind that it is of. kubectl keeps in it what kinds and namespaces the members have,
 * which is how it finds those that are gone. It belongs to no namespace: with a ConfigMap or a Secret, `--namespace` has to be given, and
 * then kubectl takes no object of another.
 */
export function plainFiles(synced: Synced<PlainConfig>): readonly GitopsFile[] {
  const folder = `plain/${synced.target}`;
  return [
    { folder, manifest: parent(synced) },
    { folder: `${folder}/crd`, manifest: PARENT_KIND },
  ];
}

const PARENT_KIND: Manifest = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `${PLURAL}.${GROUP}`, labels: { ...LABELS, 'applyset.kubernetes.io/is-parent-type': 'true' } },
  spec: {
    group: GROUP,
    names: { kind: KIND, listKind: `${KIND}List`, plural: PLURAL, singular: KIND.toLowerCase() },
    scope: 'Cluster',
    versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }],
  },
};

/** What is written here is what there is before the first apply. The tool is all that kubectl looks at; it notes its own version down. */
function parent(synced: Synced<PlainConfig>): Manifest {
  const { gitops, target } = synced;
  const name = `${gitops.name}-${target}`;
  const manifests = manifestsOf(synced);
  return {
    apiVersion: `${GROUP}/v1`,
    kind: KIND,
    metadata: {
      name,
      labels: { ...LABELS, 'applyset.kubernetes.io/id': applySetId(name) },
      annotations: {
        'applyset.kubernetes.io/additional-namespaces': list(
          manifests.flatMap(({ metadata: { namespace } }) => namespace ?? []),
        ),
        'applyset.kubernetes.io/contains-group-kinds': list(
          manifests.map((one) => (groupOf(one) === '' ? one.kind : `${one.kind}.${groupOf(one)}`)),
        ),
        'applyset.kubernetes.io/tooling': 'kubectl/v1.27',
      },
    },
  };
}

function list(words: readonly string[]): string {
  return [...new Set(words)].sort(compareStrings).join(',');
}

/** As the specification has it: the parent's name, namespace (none), kind and group. */
function applySetId(name: string): string {
  const digest = Buffer.from(hash('sha256', `${name}..${KIND}.${GROUP}`), 'hex').toString('base64url');
  return `applyset-${digest}-v1`;
}
