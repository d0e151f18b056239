import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { argoCd, flux, plain } from '../../../src/config/index.ts';
import * as core from '../../../src/manifest/kinds/core.ts';
import * as networking from '../../../src/manifest/kinds/istio-networking.ts';
import * as security from '../../../src/manifest/kinds/istio-security.ts';
import * as telemetry from '../../../src/manifest/kinds/istio-telemetry.ts';
import type { Manifest } from '../../../src/manifest/manifest.ts';
import { groupOf } from '../../../src/manifest/names.ts';
import { synced } from './compiled.ts';

const EXPECTED = join(import.meta.dirname, 'expected');
const repoURL = 'https://git.example.com/acme/mesh.git';
const TWO = { 'prod-eu': undefined, 'prod-us': undefined };

/** A name, and what is configured. UPDATE=1 writes down what comes of it. */
const CASES: Readonly<Record<string, Parameters<typeof synced>>> = {
  'argo-cd': [argoCd({ repoURL }), TWO],
  'argo-cd-all-options': [
    argoCd({
      repoURL: 'git@git.example.com:acme/platform.git',
      targetRevision: 'release',
      path: './mesh/',
      name: 'bookinfo',
      project: 'mesh',
      namespace: 'argo',
      destination: { server: 'https://10.0.0.1:6443' },
      automated: false,
      pruneLast: true,
      applyOutOfSyncOnly: false,
    }),
  ],
  'argo-cd-list': [
    argoCd({ repoURL, applicationSet: 'list' }),
    {
      ...TWO,
      staging: argoCd({
        repoURL,
        applicationSet: 'list',
        targetRevision: 'staging',
      }),
    },
  ],
  'argo-cd-directories': [argoCd({ repoURL, applicationSet: 'directories', prune: false }), { ...TWO, dev: 'none' }],
  flux: [
    flux({
      url: 'ssh://git@git.example.com/acme/mesh',
      path: 'mesh',
      secretRef: 'deploy-key',
    }),
  ],
  'flux-oci': [
    flux({
      url: 'oci://registry.example.com/mesh',
      ref: { semver: '1.x' },
      provider: 'aws',
      name: 'bookinfo',
      namespace: 'mesh-sync',
      interval: '1h30m',
      retryInterval: '30s',
      timeout: '10m',
      prune: false,
      wait: false,
      serviceAccountName: 'applier',
      kubeConfig: 'prod-eu-kubeconfig',
    }),
  ],
  plain: [plain({ name: 'mesh' })],
  mixed: [
    argoCd({ repoURL }),
    {
      'prod-eu': undefined,
      edge: flux({ url: 'https://git.example.com/acme/mesh' }),
      lab: plain(),
      hand: 'none',
    },
  ],
};

describe('what makes clusters sync', () => {
  it.each(Object.entries(CASES))('%s', async (name, args) => {
    const files = await synced(...args);
    if (typeof files === 'string') throw new Error(files);
    const text = files.map((file) => `# ${file.path}\n${file.text}`).join('\n');
    const golden = join(EXPECTED, `${name}.txt`);
    if (process.env['UPDATE'] === '1') writeFileSync(golden, text);
    expect(text).toBe(readFileSync(golden, 'utf8'));
  });

  it('is expected of these cases and no others', () => {
    expect(readdirSync(EXPECTED).sort()).toEqual(
      Object.keys(CASES)
        .map((name) => `${name}.txt`)
        .sort(),
    );
  });

  it('is nothing where nothing is configured', async () => {
    expect(await synced(undefined, TWO)).toEqual([]);
    expect(await synced(argoCd({ repoURL }), { dev: 'none' })).toEqual([]);
  });

  it('is in every file of the inventory but itself', async () => {
    const files = (await synced(...CASES['mixed']!)) as Exclude<Awaited<ReturnType<typeof synced>>, string>;
    const { files: listed } = JSON.parse(files.at(-1)!.text);
    expect(Object.entries(listed)).toEqual(
      files.slice(0, -1).map(({ path, sha256 }) => [path.slice('gitops/'.length), sha256]),
    );
  });
});

describe('an ApplicationSet', () => {
  it('says what it cannot say of targets that differ', async () => {
    expect(
      await synced(argoCd({ repoURL, applicationSet: 'list' }), {
        a: undefined,
        b: argoCd({
          repoURL,
          applicationSet: 'list',
          prune: false,
          destination: { server: 'https://10.0.0.1' },
        }),
      }),
    ).toMatchInlineSnapshot(`
     "MW6102 the targets \`a\` and \`b\` differ in \`prune\`, which one ApplicationSet cannot say (let them say the same, or give one of them another \`name\` for an ApplicationSet of its own)
     MW6102 the targets \`a\` and \`b\` differ in \`destination\`, which one ApplicationSet cannot say (let them say the same, or give one of them another \`name\` for an ApplicationSet of its own)"
    `);
  });

  it('over directories wants clusters that are called as the targets are, and one revision', async () => {
    const of = (more: object) => argoCd({ repoURL, applicationSet: 'directories', ...more });
    expect(
      await synced(of({}), {
        a: of({ destination: { name: 'other' } }),
        b: of({ targetRevision: 'next' }),
        c: of({ destination: { server: 'https://10.0.0.1' } }),
      }),
    ).toMatchInlineSnapshot(`
     "MW6102 the targets \`a\` and \`b\` differ in \`targetRevision\`, which one ApplicationSet cannot say (let them say the same, or give one of them another \`name\` for an ApplicationSet of its own)
     MW6102 the targets \`a\` and \`c\` differ in \`destination\`, which one ApplicationSet cannot say (let them say the same, or give one of them another \`name\` for an ApplicationSet of its own)
     MW6102 the target \`a\` goes to the cluster \`other\`, which an ApplicationSet over \`directories\` cannot say (name the cluster \`a\` in Argo CD and in the configuration, or use \`applicationSet: 'list'\`)
     MW6102 the target \`c\` goes to a cluster by its URL, which an ApplicationSet over \`directories\` cannot say (name the cluster \`c\` in Argo CD and in the configuration, or use \`applicationSet: 'list'\`)"
    `);
  });
});

describe('an object that its CRD would not accept', () => {
  it('is an error, and there are no files', async () => {
    const { gitopsFiles } = await import('../../../src/compile/gitops.ts');
    const { compiledTargets, configured } = await import('./compiled.ts');
    const config = configured(flux({ url: 'https://git.example.com/acme/mesh' }));
    const wrong = { ...config, gitops: { ...config.gitops, interval: 'soon' } } as typeof config;
    const { result, diagnostics } = await gitopsFiles(compiledTargets(config), wrong);
    expect(result).toEqual([]);
    expect(diagnostics.map(({ code }) => code)).toEqual(Array.from({ length: 9 }, () => 'MW6103'));
    expect(diagnostics[0]!.message).toMatch(
      /^`gitops` makes `GitRepository flux-system\/meshwright-prod-eu`, which Kubernetes would refuse at `spec.interval`: /,
    );
  });
});

describe('an AppProject', () => {
  it('admits every kind that policies become, so that the last object of one is deleted', async () => {
    const { gitopsFiles } = await import('../../../src/compile/gitops.ts');
    const { compiledTargets, configured } = await import('./compiled.ts');
    const config = configured(argoCd({ repoURL }));
    const only = [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }];
    const { result } = await gitopsFiles(compiledTargets(config, only), config);
    const { spec } = parse(result.find(({ path }) => path.includes('appproject'))!.text);
    const made = [core, networking, security, telemetry].flatMap((kinds) =>
      Object.values(kinds).map((make) => (make as (metadata: object, spec: object) => Manifest)({}, {})),
    );
    const kinds = made.map((one) => ({ group: groupOf(one), kind: one.kind }));
    expect(kinds.length).toBeGreaterThan(10);
    expect([...spec.clusterResourceWhitelist, ...spec.namespaceResourceWhitelist]).toEqual(
      expect.arrayContaining(kinds),
    );
  });
});
