import { describe, expect, it } from '@jest/globals';
import { layout } from '../../src/emit/layout.ts';
import { outputFile, treeOf } from '../../src/emit/output-file.ts';
import type { Emitted } from '../../src/manifest/manifest.ts';
import type { ProxyConfig } from '../../src/xds/proxy-config.ts';
import { configMap, emitted } from './fixture.ts';

const scope = { rootNamespace: 'istio-system' };

describe('layout', () => {
  const manifests: Emitted[] = [
    emitted({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'b', namespace: 'shop' } }),
    emitted({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }),
    emitted({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'b', namespace: 'shop' } }),
    emitted({
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      metadata: { name: 'default-deny', namespace: 'istio-system' },
      spec: {},
    }),
  ];

  it('makes a file of each manifest, a kustomization in the order of application, and an inventory', () => {
    const { result, diagnostics } = layout('prod', manifests, scope);
    expect(diagnostics).toEqual([]);
    expect(Object.fromEntries(result.map(({ path, text }) => [path, text]))).toEqual({
      'prod/mesh/authorizationpolicy-default-deny.yaml': `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: default-deny
  namespace: istio-system
spec: {}
`,
      'prod/shop/namespace-shop.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n',
      'prod/shop/service-b.yaml': 'apiVersion: v1\nkind: Service\nmetadata:\n  name: b\n  namespace: shop\n',
      'prod/shop/serviceaccount-b.yaml':
        'apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: b\n  namespace: shop\n',
      'prod/kustomization.yaml': `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
sortOptions:
  order: fifo
resources:
  - shop/namespace-shop.yaml
  - shop/serviceaccount-b.yaml
  - shop/service-b.yaml
  - mesh/authorizationpolicy-default-deny.yaml
`,
      'prod/inventory.json': expect.stringMatching(/^\{\n {2}"version": 1,\n {2}"target": "prod",\n {2}"files": \{\n/),
    });
  });

  it('lists every file but itself in the inventory, by its digest', () => {
    const { result } = layout('prod', manifests, scope);
    const inventory = JSON.parse(result.at(-1)!.text);
    const listed = result.slice(0, -1).map(({ path, sha256 }) => [path.slice('prod/'.length), sha256]);
    expect(inventory).toEqual({ version: 1, target: 'prod', files: Object.fromEntries(listed) });
    expect(Object.keys(inventory.files)).toEqual(Object.keys(inventory.files).sort());
  });

  it('does not depend on the order in which manifests come', () => {
    const texts = (list: Emitted[]) => layout('prod', list, scope).result.map(({ path, text }) => [path, text]);
    expect(texts([...manifests].reverse())).toEqual(texts(manifests));
  });

  it('remembers what each file holds', () => {
    expect(layout('prod', manifests, scope).result.filter((file) => file.emitted)).toHaveLength(manifests.length);
  });

  it('refuses two declarations of one object, whatever version of the API they speak, and names both lines', () => {
    const { result, diagnostics } = layout(
      'prod',
      [
        emitted({ apiVersion: 'networking.istio.io/v1', kind: 'Sidecar', metadata: { name: 'a', namespace: 'n' } }, 4),
        emitted(
          { apiVersion: 'networking.istio.io/v1beta1', kind: 'Sidecar', metadata: { name: 'a', namespace: 'n' } },
          9,
        ),
        configMap('a', 'n'),
      ],
      scope,
    );
    expect(result).toEqual([]);
    expect(diagnostics).toMatchObject([
      {
        code: 'MW4012',
        message: 'two declarations make `Sidecar n/a`',
        span: { line: 9 },
        related: [{ span: { line: 4 } }],
      },
    ]);
  });

  it('refuses two objects for one file', () => {
    const nowhere = emitted({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } }, 3);
    const { result, diagnostics } = layout('prod', [configMap('a', 'istio-system'), nowhere], scope);
    expect(result).toEqual([]);
    expect(diagnostics).toMatchObject([{ code: 'MW4013', span: { line: 3 }, related: [{ span: { line: 1 } }] }]);
  });

  it('refuses names that are no file names, all at once', () => {
    const { result, diagnostics } = layout(
      'prod',
      [configMap('../x', 'n'), configMap('a', 'N'), configMap('ok', 'n')],
      scope,
    );
    expect(result).toEqual([]);
    expect(diagnostics.map(({ code }) => code)).toEqual(['MW4011', 'MW4011']);
  });

  it.each(['', '..', '../x', 'a/b', '.hidden', 'gitops', 'GitOps', 'a b', 'x'.repeat(64), 'é'])(
    'refuses a target %j',
    (name) => {
      expect(layout(name, manifests, scope)).toMatchObject({ result: [], diagnostics: [{ code: 'MW0211' }] });
    },
  );

  it('makes a target without manifests', () => {
    expect(layout('prod', [], scope).result.map(({ path }) => path)).toEqual([
      'prod/kustomization.yaml',
      'prod/inventory.json',
    ]);
  });
});

it('outputFile knows its digest and its folder', () => {
  expect(outputFile('a/b/c', 'x').sha256).toBe('2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881');
  expect(treeOf('a/b/c')).toBe('a');
});

describe('folders of proxies', () => {
  const span = { file: 'policies/index.ts', line: 1, column: 1 };
  const config = (kind: 'service' | 'gateway', name: string): ProxyConfig => ({
    proxy: { kind, namespace: 'shop', name },
    files: [{ name: { kind: 'bootstrap' }, content: {}, spans: [span] }],
  });
  const codes = (...configs: ProxyConfig[]) =>
    layout('prod', [], { ...scope, configs }).diagnostics.map(({ code }) => code);

  it('have names that do not lead elsewhere', () => {
    expect([codes(config('service', '../web')), codes(config('service', 'web'))]).toEqual([['MW4403'], []]);
  });

  it('are of one proxy each', () => {
    expect(codes(config('service', 'web'), config('gateway', 'web'))).toEqual(['MW4401']);
  });
});
