import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { JsonObject } from '../../src/base/json.ts';
import type { Emitted, Manifest } from '../../src/manifest/manifest.ts';
import { canonical } from '../../src/manifest/order.ts';
import { printManifest } from '../../src/manifest/print.ts';
import { withProvenance } from '../../src/manifest/provenance.ts';
import { mapping } from './json.ts';

const jumbled = {
  spec: {
    template: { metadata: { labels: { version: 'v1', app: 'a' } } },
    selector: { matchLabels: { z: '1', b: '2' } },
    containers: [{ name: 'app', image: 'i', resources: { limits: { memory: '1Gi', cpu: '1' } } }],
  },
  status: { ready: true },
  metadata: {
    finalizers: ['f'],
    annotations: { b: '1', a: '2' },
    labels: { b: '1', a: '2' },
    namespace: 'shop',
    name: 'x',
  },
  kind: 'Deployment',
  apiVersion: 'apps/v1',
} as unknown as Manifest;

describe('canonical', () => {
  it('puts first what identifies, sorts maps that have no order, and keeps the order of the rest', () => {
    expect(printManifest(canonical(jumbled))).toBe(`apiVersion: apps/v1
kind: Deployment
metadata:
  name: x
  namespace: shop
  labels:
    a: "2"
    b: "1"
  annotations:
    a: "2"
    b: "1"
  finalizers:
    - f
spec:
  template:
    metadata:
      labels:
        app: a
        version: v1
  selector:
    matchLabels:
      b: "2"
      z: "1"
  containers:
    - name: app
      image: i
      resources:
        limits:
          cpu: "1"
          memory: 1Gi
`);
  });

  it('changes nothing that it was given', () => {
    const before = JSON.stringify(jumbled);
    canonical(jumbled);
    expect(JSON.stringify(jumbled)).toBe(before);
  });

  it('says the same whatever the values, and twice says what once does', () => {
    fc.assert(
      fc.property(mapping, mapping, (spec, data) => {
        const manifest = { apiVersion: 'v1', kind: 'K', metadata: { name: 'n' }, spec, data } as Manifest;
        const once = canonical(manifest);
        expect(once).toEqual(manifest);
        expect(printManifest(canonical(once))).toBe(printManifest(once));
      }),
      { numRuns: 200 },
    );
  });

  it('does not depend on the order in which a map was made', () => {
    const map = fc.dictionary(fc.string({ unit: 'grapheme', maxLength: 5 }), fc.string(), { noNullPrototype: true });
    fc.assert(
      fc.property(map, (labels) => {
        const reversed = Object.fromEntries(Object.entries(labels).reverse());
        const made = [labels, reversed].map((each) =>
          canonical({ apiVersion: 'v1', kind: 'K', metadata: { name: 'n', labels: each }, spec: { selector: each } }),
        );
        expect(printManifest(made[0]!)).toBe(printManifest(made[1]!));
      }),
    );
  });

  it('keeps a field called `__proto__`, and sorts inside it', () => {
    const spec = JSON.parse('{"__proto__":{"selector":{"b":"1","a":"2"}},"selector":{"d":"3","c":"4"}}');
    const ordered = canonical({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' }, spec } as Manifest);
    expect(JSON.stringify((ordered as unknown as { readonly spec: unknown }).spec)).toBe(
      '{"__proto__":{"selector":{"a":"2","b":"1"}},"selector":{"c":"4","d":"3"}}',
    );
  });

  it('keeps a label called `__proto__`', () => {
    const labels = JSON.parse('{"b":"1","__proto__":"2"}') as Record<string, string>;
    const { metadata } = canonical({ apiVersion: 'v1', kind: 'K', metadata: { name: 'n', labels } });
    expect(Object.keys(metadata.labels!)).toEqual(['__proto__', 'b']);
  });
});

describe('withProvenance', () => {
  const at = (file: string, line: number) => ({ file, line, column: 1 });
  const emitted = (metadata: JsonObject = {}): Emitted => ({
    manifest: {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'x', ...metadata },
      spec: { template: { metadata: { labels: { app: 'a' } } } },
    },
    spans: [at('policies/b.ts', 3), at('policies/a.ts', 1), at('policies/b.ts', 9)],
  });

  it('marks the object, and nothing inside it', () => {
    const { manifest } = withProvenance(emitted({ labels: { z: '1', a: '2' } }));
    expect(manifest.metadata).toEqual({
      name: 'x',
      labels: { a: '2', 'app.kubernetes.io/managed-by': 'meshwright', z: '1' },
      annotations: { 'meshwright.dev/policy': 'policies/a.ts,policies/b.ts' },
    });
    expect(manifest.spec).toEqual(emitted().manifest.spec);
  });

  it('leaves what a raw manifest says itself', () => {
    const own = {
      labels: { 'app.kubernetes.io/managed-by': 'helm' },
      annotations: { 'meshwright.dev/policy': 'mine' },
    };
    expect(withProvenance(emitted(own)).manifest.metadata).toEqual({ name: 'x', ...own });
  });

  it.each([null, 'text', { __proto__: null, z: '1' }])(
    'takes whatever a raw manifest holds where labels belong: %j',
    (labels) => {
      const { metadata } = withProvenance(emitted({ labels } as unknown as JsonObject)).manifest;
      expect(metadata.labels).toEqual({ ...(labels as object), 'app.kubernetes.io/managed-by': 'meshwright' });
    },
  );

  it('does not change when lines move', () => {
    const moved: Emitted = { ...emitted(), spans: [at('policies/a.ts', 70), at('policies/b.ts', 80)] };
    expect(printManifest(withProvenance(moved).manifest)).toBe(printManifest(withProvenance(emitted()).manifest));
  });

  it('names so many files at most', () => {
    const spans = Array.from({ length: 30 }, (_, i) => at(`p/${i + 10}.ts`, 1));
    const marked = withProvenance({ ...emitted(), spans: spans as unknown as Emitted['spans'] });
    expect(marked.manifest.metadata.annotations!['meshwright.dev/policy']).toMatch(/^p\/10\.ts,.*,p\/29\.ts,…$/);
  });
});
