// What makes clusters sync, before a real API server with the CRDs of Argo CD and Flux, and kubectl: it is taken, taking it again
// changes nothing, layers are the target again, and an ApplySet prunes what is gone and nothing else.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseAllDocuments } from 'yaml';
import { gitopsFiles } from '../../src/compile/gitops.ts';
import { argoCd, flux, type GitopsInput, plain } from '../../src/config/index.ts';
import type { OutputFile } from '../../src/emit/output-file.ts';
import type { Manifest } from '../../src/manifest/manifest.ts';
import { compiledTargets, configured, MANIFESTS } from '../emit/gitops/compiled.ts';
import { type Lab, openLab } from '../lab/lab.ts';
import type { KubeObject } from '../lab/objects.ts';
import { installGitopsCrds } from './gitops-crds.ts';

const repoURL = 'https://git.example.com/acme/mesh.git';
/** kubectl applies what a Deployment needs to be one. */
const DEPLOYABLE = MANIFESTS.map(
  (manifest): Manifest => (manifest.kind === 'Deployment' ? deployment(manifest) : manifest),
).map(
  (manifest): Manifest =>
    manifest.kind === 'HorizontalPodAutoscaler'
      ? { ...manifest, spec: { ...(manifest.spec as object), maxReplicas: 3 } }
      : manifest,
);

function deployment(manifest: Manifest): Manifest {
  const labels = { app: 'cart' };
  const template = { metadata: { labels }, spec: { containers: [{ name: 'cart', image: 'cart:1' }] } };
  return { ...manifest, spec: { replicas: 2, selector: { matchLabels: labels }, template } };
}

let lab: Lab;
beforeAll(async () => {
  lab = await openLab({ istiod: false, seconds: 300 });
  await installGitopsCrds(lab);
  for (const name of ['argocd', 'flux-system', 'istio-system'])
    await lab.api.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
});
afterAll(() => lab?.close());

/** Writes an output folder of this lab anew. */
async function written(gitops: GitopsInput, manifests: readonly Manifest[] = DEPLOYABLE): Promise<string> {
  const config = configured(gitops, { 'prod-eu': undefined, 'prod-us': undefined });
  const targets = compiledTargets(config, manifests);
  const { result, diagnostics } = await gitopsFiles(targets, config);
  expect(diagnostics).toEqual([]);
  const out = join(lab.site.folder, 'out');
  rmSync(out, { recursive: true, force: true });
  for (const file of [...targets.flatMap(({ files }) => files), ...result]) write(out, file);
  return out;
}

function write(out: string, { path, text }: OutputFile): void {
  mkdirSync(dirname(join(out, path)), { recursive: true });
  writeFileSync(join(out, path), text);
}

async function succeeds(args: readonly string[], env: readonly string[] = []): Promise<string> {
  const { code, stdout, stderr } = await lab.beside(['env', ...env, lab.judges.kubectl, ...args]);
  if (code !== 0) throw new Error(stderr);
  return stdout;
}

/** What objects say, and how often that changed. Flux's CRDs give `status` a default, which a second apply notes down and no other. */
const stored = async (path: string): Promise<readonly unknown[]> => {
  const found = JSON.parse(await succeeds(['get', '-k', path, '-o', 'json']));
  const objects: readonly (KubeObject & { readonly spec?: unknown })[] = found.items ?? [found];
  return objects.map((one) => ({
    name: nameOf(one),
    generation: (one.metadata as { generation?: number }).generation,
    spec: one.spec,
  }));
};

const nameOf = ({ kind, metadata: { namespace, name } }: Pick<KubeObject, 'kind' | 'metadata'>) =>
  `${kind} ${namespace ?? ''}/${name}`;

describe.each<[string, GitopsInput, readonly string[]]>([
  ['Applications', argoCd({ repoURL }), ['argo-cd']],
  ['an ApplicationSet with a list', argoCd({ repoURL, applicationSet: 'list' }), ['argo-cd']],
  ['an ApplicationSet over directories', argoCd({ repoURL, applicationSet: 'directories' }), ['argo-cd']],
  [
    'layers from Git',
    flux({ url: 'https://git.example.com/acme/mesh', kubeConfig: 'a' }),
    ['flux/prod-eu', 'flux/prod-us'],
  ],
  ['layers from an artifact', flux({ url: 'oci://registry.example.com/mesh', provider: 'aws' }), ['flux/prod-eu']],
  ['the parent of an ApplySet', plain(), ['plain/prod-eu/crd', 'plain/prod-eu']],
])('%s', (_, gitops, folders) => {
  it('are taken, and not changed by taking them again', async () => {
    const out = await written(gitops);
    for (const folder of folders) {
      const path = join(out, 'gitops', folder);
      await lab.apply(path);
      const before = await stored(path);
      await lab.apply(path);
      expect(await stored(path)).toEqual(before);
      expect(before.length).toBeGreaterThan(0);
    }
    for (const folder of folders.toReversed()) await succeeds(['delete', '-k', join(out, 'gitops', folder)]);
  });
});

describe('the layers of Flux', () => {
  it('hold each object of the target once, in the order of the target', async () => {
    const out = await written(flux({ url: 'https://git.example.com/acme/mesh' }));
    const built = async (folder: string, ...more: string[]) =>
      parseAllDocuments(await succeeds(['kustomize', join(out, folder), ...more])).flatMap((document) => {
        const object = document.toJS() as KubeObject | null;
        return object ? [nameOf(object)] : [];
      });
    const index = parseAllDocuments(await succeeds(['kustomize', join(out, 'gitops/flux/prod-eu')])).map((one) =>
      one.toJS(),
    );
    const paths = index.filter(({ kind }) => kind === 'Kustomization').map(({ spec }) => spec.path as string);
    expect(paths).toHaveLength(8);
    const layers: string[] = [];
    for (const path of paths)
      layers.push(...(await built(path.replace('./out/', ''), '--load-restrictor', 'LoadRestrictionsNone')));
    expect(layers).toEqual(await built('prod-eu'));
  });

  it('may hold nothing', async () => {
    const out = await written(flux({ url: 'https://git.example.com/acme/mesh' }), DEPLOYABLE.slice(0, 1));
    const empty = join(out, 'gitops/flux/prod-eu/layers/traffic');
    expect((await succeeds(['kustomize', empty])).trim()).toBe('');
  });
});

describe('an ApplySet', () => {
  it('prunes what is gone, and nothing of others', async () => {
    const gitops = plain();
    const apply = (out: string) =>
      succeeds(
        [
          'apply',
          '--server-side',
          '--prune',
          '--applyset=applysets.meshwright.dev/meshwright-prod-eu',
          '-k',
          join(out, 'prod-eu'),
        ],
        ['KUBECTL_APPLYSET=true'],
      );
    const out = await written(gitops);
    await lab.apply(join(out, 'gitops/plain/prod-eu/crd'));
    await succeeds(['wait', '--for=condition=Established', 'crd/applysets.meshwright.dev']);
    await succeeds(['create', '-k', join(out, 'gitops/plain/prod-eu')]);
    expect(await apply(out)).toContain('serverside-applied');
    await succeeds(['create', 'configmap', 'mine', '-n', 'shop']);
    const there = async () =>
      JSON.parse(
        await succeeds([
          'get',
          'services,configmaps,virtualservices,authorizationpolicies',
          '-n',
          'shop',
          '-o',
          'json',
        ]),
      )
        .items.map(nameOf)
        .filter((name: string) => !name.includes('kube-root-ca'))
        .sort();
    const all = [
      'AuthorizationPolicy shop/cart',
      'AuthorizationPolicy shop/cart.deny',
      'ConfigMap shop/cart',
      'ConfigMap shop/mine',
      'Service shop/cart',
      'VirtualService shop/cart',
    ];
    expect(await there()).toEqual(all);
    const fewer = DEPLOYABLE.filter(
      ({ kind, metadata: { name } }) => kind !== 'VirtualService' && name !== 'cart.deny',
    );
    await apply(await written(gitops, fewer));
    expect(await there()).toEqual(all.filter((name) => !/VirtualService|cart\.deny/.test(name)));
    await apply(await written(gitops));
    expect(await there()).toEqual(all);
  });
});
