import { compareStrings, uniqueBy } from '../../base/order.ts';
import type { ArgoCdConfig } from '../../config/gitops.ts';
import { type Diagnostic, error } from '../../diag/diagnostic.ts';
import { type ApplicationSetGenerators, applicationSet } from '../../manifest/kinds/argo-cd.ts';
import type { Manifest } from '../../manifest/manifest.ts';
import { MANAGED_BY } from '../../manifest/provenance.ts';
import { COMPARISON, howToSync } from './application.ts';
import { destinationOf, projectOf, sourceOf } from './argo-cd-names.ts';
import { metadata, repositoryPath, type Synced } from './synced.ts';

/** One object for several targets. A target that goes takes its Application along, and nothing that it deployed. */
export function applicationSetFor(targets: readonly Synced<ArgoCdConfig>[], all: readonly string[]): Manifest {
  const [first] = targets as [Synced<ArgoCdConfig>];
  const { gitops } = first;
  const { generator, target, source, destination } = generated(targets, all);
  return applicationSet(metadata(gitops.name, gitops.namespace), {
    goTemplate: true,
    goTemplateOptions: ['missingkey=error'],
    generators: [generator],
    syncPolicy: { preserveResourcesOnDeletion: true },
    template: {
      metadata: { name: `${gitops.name}-${target}`, labels: { [MANAGED_BY]: 'meshwright' }, annotations: COMPARISON },
      spec: { project: projectOf(gitops), source, destination, ...howToSync(targets) },
    },
  });
}

interface Generated {
  readonly generator: ApplicationSetGenerators;
  /** What the template says for a target. */
  readonly target: string;
  readonly source: ReturnType<typeof sourceOf>;
  readonly destination: ReturnType<typeof destinationOf>;
}

function generated(targets: readonly Synced<ArgoCdConfig>[], all: readonly string[]): Generated {
  return targets[0]!.gitops.applicationSet === 'directories' ? overDirectories(targets, all) : overList(targets);
}

function overList(targets: readonly Synced<ArgoCdConfig>[]): Generated {
  const elements = targets.map((synced) => {
    const { path, targetRevision } = sourceOf(synced);
    const { namespace, ...cluster } = destinationOf(synced);
    return { target: synced.target, path, targetRevision, cluster: Object.values(cluster)[0]!, namespace };
  });
  const [key] = Object.keys(clusterOf(targets[0]!));
  return {
    generator: { list: { elements } },
    target: '{{.target}}',
    source: { repoURL: targets[0]!.gitops.repoURL, targetRevision: '{{.targetRevision}}', path: '{{.path}}' },
    destination: { [key!]: '{{.cluster}}', namespace: '{{.namespace}}' },
  };
}

/** The folders of the output but those of nobody's, and of targets that something else syncs. */
function overDirectories(targets: readonly Synced<ArgoCdConfig>[], all: readonly string[]): Generated {
  const [first] = targets as [Synced<ArgoCdConfig>];
  const { repoURL, targetRevision, path } = first.gitops;
  const folder = (name: string) => repositoryPath(path, first.out, name);
  const others = all.filter((name) => !targets.some(({ target }) => target === name));
  const excluded = ['gitops', ...others].sort(compareStrings);
  const directories = [{ path: folder('*') }, ...excluded.map((name) => ({ path: folder(name), exclude: true }))];
  return {
    generator: { git: { repoURL, revision: targetRevision, directories } },
    target: '{{.path.basename}}',
    source: { repoURL, targetRevision, path: '{{.path.path}}' },
    destination: { name: '{{.path.basename}}', namespace: first.rootNamespace },
  };
}

function clusterOf(synced: Synced<ArgoCdConfig>): Readonly<Record<string, string>> {
  const { namespace: _, ...cluster } = destinationOf(synced);
  return cluster;
}

/** What one template cannot say of several targets. */
export function applicationSetProblems(targets: readonly Synced<ArgoCdConfig>[]): readonly Diagnostic[] {
  const [first, ...rest] = targets as [Synced<ArgoCdConfig>, ...Synced<ArgoCdConfig>[]];
  const byDirectory = first.gitops.applicationSet === 'directories';
  const differing = rest.flatMap((other) =>
    differences(first, other, byDirectory).map((what) => differs(first, other, what)),
  );
  return [...uniqueBy(differing, ({ message }) => message), ...(byDirectory ? targets.flatMap(misnamed) : [])];
}

function differences(one: Synced<ArgoCdConfig>, other: Synced<ArgoCdConfig>, byDirectory: boolean): readonly string[] {
  const said = ({ gitops, rootNamespace, ...rest }: Synced<ArgoCdConfig>): Readonly<Record<string, unknown>> => {
    const { destination: _, targetRevision, ...same } = gitops;
    const clusters = Object.keys(clusterOf({ gitops, rootNamespace, ...rest }))[0];
    return { ...same, destination: clusters, ...(byDirectory && { targetRevision, rootNamespace }) };
  };
  const [a, b] = [said(one), said(other)];
  return Object.keys({ ...a, ...b }).filter((key) => a[key] !== b[key]);
}

function differs(one: Synced<ArgoCdConfig>, other: Synced<ArgoCdConfig>, what: string): Diagnostic {
  return error(
    'MW6102',
    `the targets \`${one.target}\` and \`${other.target}\` differ in \`${what}\`, which one ApplicationSet cannot say`,
    {
      help: `let them say the same, or give one of them another \`name\` for an ApplicationSet of its own`,
    },
  );
}

/** The Git generator knows a folder's name and nothing else. */
function misnamed(synced: Synced<ArgoCdConfig>): readonly Diagnostic[] {
  const { name } = clusterOf(synced);
  if (name === synced.target) return [];
  const goes = name === undefined ? 'a cluster by its URL' : `the cluster \`${name}\``;
  return [
    error(
      'MW6102',
      `the target \`${synced.target}\` goes to ${goes}, which an ApplicationSet over \`directories\` cannot say`,
      {
        help: `name the cluster \`${synced.target}\` in Argo CD and in the configuration, or use \`applicationSet: 'list'\``,
      },
    ),
  ];
}
