import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Emitted, Manifest } from '../../src/manifest/manifest.ts';
import { boundedName, fileName, manifestPath, nameProblem, objectKey } from '../../src/manifest/names.ts';
import { knownKinds } from '../../src/manifest/validate.ts';

function manifest(apiVersion: string, kind: string, name: string, namespace?: string): Manifest {
  return { apiVersion, kind, metadata: namespace === undefined ? { name } : { name, namespace } };
}

const scope = { rootNamespace: 'istio-system' };
const pathOf = (...args: Parameters<typeof manifest>) => manifestPath(manifest(...args), scope);

describe('manifestPath', () => {
  it.each<[string, Parameters<typeof manifest>]>([
    ['bookinfo/service-reviews.yaml', ['v1', 'Service', 'reviews', 'bookinfo']],
    ['bookinfo/namespace-bookinfo.yaml', ['v1', 'Namespace', 'bookinfo']],
    ['mesh/peerauthentication-default.yaml', ['security.istio.io/v1', 'PeerAuthentication', 'default', 'istio-system']],
    ['mesh/namespace-istio-system.yaml', ['v1', 'Namespace', 'istio-system']],
    ['mesh/clusterrole-reader.yaml', ['rbac.authorization.k8s.io/v1', 'ClusterRole', 'reader']],
    ['mesh.namespace/service-a.yaml', ['v1', 'Service', 'a', 'mesh']],
    ['mesh.namespace/namespace-mesh.yaml', ['v1', 'Namespace', 'mesh']],
    ['n/gateway-edge.yaml', ['networking.istio.io/v1', 'Gateway', 'edge', 'n']],
    ['n/gateway.gateway.networking.k8s.io-edge.yaml', ['gateway.networking.k8s.io/v1', 'Gateway', 'edge', 'n']],
    ['n/httproute-edge.yaml', ['gateway.networking.k8s.io/v1', 'HTTPRoute', 'edge', 'n']],
    ['n/service.serving.knative.dev-a.yaml', ['serving.knative.dev/v1', 'Service', 'a', 'n']],
    ['n/certificate.cert-manager.io-a.yaml', ['cert-manager.io/v1', 'Certificate', 'a', 'n']],
  ])('%s', (path, args) => {
    expect(pathOf(...args)).toBe(path);
  });

  it('keeps what is in the root namespace in mesh/, also when that is called mesh', () => {
    expect(manifestPath(manifest('v1', 'Service', 'a', 'mesh'), { rootNamespace: 'mesh' })).toBe('mesh/service-a.yaml');
  });

  it('does not change with the version of the API', () => {
    expect(pathOf('networking.istio.io/v1beta1', 'Sidecar', 'a', 'n')).toBe(
      pathOf('networking.istio.io/v1', 'Sidecar', 'a', 'n'),
    );
  });

  it('writes a name that file systems would stumble over with `_`, and apart from its like', () => {
    const role = (name: string) => fileName(manifest('rbac.authorization.k8s.io/v1', 'Role', name));
    expect(role('system:reader')).toMatch(/^role-system_reader-[0-9a-f]{10}\.yaml$/);
    expect(new Set([role('system:reader'), role('system_reader'), role('System:reader')]).size).toBe(3);
  });

  it('stays short enough for any file system', () => {
    const long = fileName(manifest('v1', 'Service', 'a'.repeat(253)));
    expect(long).toHaveLength(205);
    expect(long).not.toBe(fileName(manifest('v1', 'Service', `${'a'.repeat(252)}b`)));
  });
});

const letter = fc.constantFrom(...'ab19');
const label = fc
  .tuple(letter, fc.string({ unit: fc.constantFrom(...'ab1-'), maxLength: 61 }), letter)
  .map(([first, middle, last]) => `${first}${middle}${last}`);
const anything = fc.oneof(
  label,
  fc.string({ maxLength: 10 }),
  fc.constantFrom(
    '..',
    '.',
    '',
    '/',
    '../../etc',
    'a/b',
    'A',
    '\0',
    '__proto__',
    'é',
    '😀',
    'a..b',
    '-a',
    'a-',
    'x'.repeat(300),
    'mesh',
  ),
);
const arbitrary = fc
  .record({
    apiVersion: fc.oneof(
      fc.constantFrom('v1', 'apps/v1', 'rbac.authorization.k8s.io/v1', 'x.io/v1', '../v1', 'a/b/c'),
      anything,
    ),
    kind: fc.oneof(fc.constantFrom('Service', 'Namespace', 'Role'), anything),
    name: anything,
    namespace: fc.option(anything, { nil: undefined }),
  })
  .map(({ apiVersion, kind, name, namespace }) => manifest(apiVersion, kind, name, namespace));

function emitted(each: Manifest): Emitted {
  return { manifest: each, spans: [{ file: 'policies/a.ts', line: 2, column: 3 }] };
}

describe('nameProblem', () => {
  it.each([
    manifest('v1', 'Service', 'a/b', 'n'),
    manifest('v1', 'Service', '..', 'n'),
    manifest('v1', 'Service', 'Reviews', 'n'),
    manifest('v1', 'Service', 'a\0b', 'n'),
    manifest('v1', 'Service', '', 'n'),
    manifest('v1', 'Service', 'a_b', 'n'),
    manifest('v1', 'Service', 'é', 'n'),
    manifest('v1', 'Service', '__proto__', 'n'),
    manifest('v1', 'Service', 'a\n', 'n'),
    manifest('v1', 'Service', 'x'.repeat(254), 'n'),
    manifest('v1', 'Service', 'a', '../../etc'),
    manifest('v1', 'Service', 'a', 'a.b'),
    manifest('v1', 'Service', 'a', 'x'.repeat(64)),
    manifest('v1', 'Namespace', 'x'.repeat(64)),
    manifest('v1', 'Namespace', 'a.b'),
    manifest('v1', '../Service', 'a', 'n'),
    manifest('../x/v1', 'Service', 'a', 'n'),
    manifest('x.io/v1/../..', 'Service', 'a', 'n'),
    manifest('rbac.authorization.k8s.io/v1', 'Role', 'a/b', 'n'),
    manifest('rbac.authorization.k8s.io/v1', 'Role', '..', 'n'),
  ])('refuses $apiVersion $kind $metadata', (each) => {
    expect(nameProblem(emitted(each))).toMatchObject({ code: 'MW4011', severity: 'error', span: { line: 2 } });
  });

  it('says what is wrong on one line, in printable words', () => {
    const found = nameProblem(emitted(manifest('v1', 'ConfigMap', `A\n\u0000${'b'.repeat(500)}`)))!;
    expect(found.message).toMatch(/^the ConfigMap name `A\\n\\u0000b+…` cannot be written to a file$/);
  });

  it.each([
    manifest('v1', 'Service', 'a', 'n'),
    manifest('v1', 'ConfigMap', 'kube-root-ca.crt', 'n'),
    manifest('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'gateways.networking.istio.io'),
    manifest('rbac.authorization.k8s.io/v1', 'ClusterRole', 'system:auth-delegator'),
  ])('takes $apiVersion $kind $metadata', (each) => {
    expect(nameProblem(emitted(each))).toBeUndefined();
  });

  it('lets nothing through whose path leaves its folder, or could be another in capitals', () => {
    fc.assert(
      fc.property(arbitrary, (each) => {
        if (nameProblem(emitted(each))) return;
        expect(manifestPath(each, scope)).toMatch(/^[a-z0-9][a-z0-9.-]*\/[a-z0-9][a-z0-9._-]*\.yaml$/);
        expect(manifestPath(each, scope)).not.toContain('..');
      }),
      { numRuns: 3_000 },
    );
  });

  it('lets only the same object go to the same file, but for what has no namespace', () => {
    const kinds = fc.constantFrom(
      ['v1', 'Service'],
      ['v1', 'Namespace'],
      ['apps/v1', 'Deployment'],
      ['rbac.authorization.k8s.io/v1', 'Role'],
      ['serving.knative.dev/v1', 'Service'],
      ['networking.istio.io/v1', 'Gateway'],
      ['gateway.networking.k8s.io/v1', 'Gateway'],
    );
    const valid = fc
      .tuple(kinds, anything, anything)
      .map(([[apiVersion, kind], name, namespace]) => manifest(apiVersion!, kind!, name, namespace))
      .filter((each) => nameProblem(emitted(each)) === undefined);
    const seen = new Map<string, string>();
    for (const each of fc.sample(valid, 3_000)) {
      const path = manifestPath(each, scope);
      expect(seen.get(path) ?? objectKey(each)).toBe(objectKey(each));
      seen.set(path, objectKey(each));
    }
  });
});

it('every kind that has a schema has file names of its own, and only the second Gateway says its group', () => {
  const objects = knownKinds().map((known) =>
    manifest(known.slice(0, known.lastIndexOf('/')), known.slice(known.lastIndexOf('/') + 1), 'x'),
  );
  const byObject = new Map(objects.map((each) => [objectKey(each), fileName(each)]));
  expect(byObject.size).toBeGreaterThan(40);
  expect(new Set(byObject.values()).size).toBe(byObject.size);
  expect([...byObject.values()].filter((name) => name.split('-')[0]!.includes('.'))).toEqual([
    'gateway.gateway.networking.k8s.io-x.yaml',
  ]);
});

describe('boundedName', () => {
  it('joins, and cuts what is too long', () => {
    expect(boundedName(['reviews', 'canary'], 63)).toBe('reviews-canary');
    expect(boundedName(['a'.repeat(60), 'b'.repeat(60)], 63)).toMatch(/^a{52}-[0-9a-f]{10}$/);
    expect(boundedName(['a.'.repeat(40)], 21)).toMatch(/^(a\.){4}a-[0-9a-f]{10}$/);
  });

  it('gives a valid name of the length asked for, and another for other parts', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.array(label, { minLength: 1, maxLength: 4 }), { selector: (parts) => parts.join('-') }),
        (all) => {
          const names = all.map((parts) => boundedName(parts, 40));
          for (const name of names) expect(name).toMatch(/^(?=.{1,40}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?$/);
          expect(new Set(names).size).toBe(all.length);
        },
      ),
    );
  });
});
