import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { parseAllDocuments } from 'yaml';
import { layout } from '../../src/emit/layout.ts';
import { writeOutput } from '../../src/emit/write.ts';
import { withProvenance } from '../../src/manifest/provenance.ts';
import { TRICKY } from '../manifest/json.ts';
import { configMap, emitted, removeTemporary, temporary } from './fixture.ts';

afterAll(removeTemporary);

const hasKubectl = spawnSync('kubectl', ['version', '--client']).status === 0;
const whenAtHand = hasKubectl ? it : it.skip;

async function kustomized(manifests: Parameters<typeof layout>[1]): Promise<Record<string, unknown>[]> {
  const root = temporary();
  const { result, diagnostics } = layout('prod', manifests.map(withProvenance), { rootNamespace: 'istio-system' });
  expect(diagnostics).toEqual([]);
  await writeOutput(result, { root, out: 'out' });
  const { stdout, stderr } = spawnSync('kubectl', ['kustomize', join(root, 'out/prod')], { maxBuffer: 1 << 26 });
  expect(stderr.toString()).toBe('');
  return parseAllDocuments(stdout.toString()).map((document) => document.toJS());
}

whenAtHand('kustomize takes a target, and keeps the order', async () => {
  const policy = (name: string, spec: object) =>
    emitted({
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      metadata: { name, namespace: 'shop' },
      spec: { ...spec },
    });
  const manifests = [
    policy('all', {}),
    policy('b', { rules: [{ to: [{ operation: { methods: ['GET'] } }] }] }),
    configMap('a', 'shop'),
    emitted({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'b', namespace: 'shop' },
      spec: { ports: [{ port: 80 }] },
    }),
    emitted({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }),
    emitted({ apiVersion: 'networking.istio.io/v1', kind: 'Gateway', metadata: { name: 'g', namespace: 'shop' } }),
    emitted({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: { name: 'g', namespace: 'shop' },
    }),
  ];
  const kinds = (await kustomized(manifests)).map((each) => `${each.kind} ${(each.metadata as { name: string }).name}`);
  expect(kinds).toEqual([
    'Namespace shop',
    'ConfigMap a',
    'Service b',
    'AuthorizationPolicy b',
    'AuthorizationPolicy all',
    'Gateway g',
    'Gateway g',
  ]);
});

// It reads YAML as everything written in Go around Kubernetes does.
whenAtHand('kustomize reads every tricky string as it was meant', async () => {
  // It writes what it read, and reads that again: what cannot be printed, it loses on its own way.
  const said = TRICKY.filter((text) => !/[^\n\t\P{C}]|[\u2028\u2029]/u.test(text));
  const data = Object.fromEntries(said.map((text, i) => [`k${i}`, text]));
  // A key `<<` means a merge to it even in quotes; no field or map of Kubernetes has one.
  const keys = Object.fromEntries(said.filter((text) => text !== '' && text !== '<<').map((text) => [text, 'x']));
  const map = emitted({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'n' }, data });
  const custom = emitted({
    apiVersion: 'example.com/v1',
    kind: 'Thing',
    metadata: { name: 'a', namespace: 'n' },
    spec: { keys, list: said },
  });
  const read = await kustomized([map, custom]);
  const found = (kind: string) => read.find((each) => each.kind === kind) as Record<string, Record<string, unknown>>;
  expect(sorted(found('ConfigMap').data!)).toEqual(sorted(data));
  expect(sorted(found('Thing').spec!.keys as object)).toEqual(sorted(keys));
  expect(found('Thing').spec!.list).toEqual(said);
});

const sorted = (map: object) => Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1));
