import { afterAll, describe, expect, it } from '@jest/globals';
import { layout } from '../../src/emit/layout.ts';
import { applyPlan, planOutput, writeOutput } from '../../src/emit/write.ts';
import { contents, quickDisk as disk, emitted, removeTemporary, target, temporary } from './fixture.ts';

afterAll(removeTemporary);

const maps = (count: number, prefix = 'm') =>
  target('prod', Object.fromEntries(Array.from({ length: count }, (_, i) => [`${prefix}${i}`, 'x'])));

/** Writes one, then asks for the other. */
async function then(before: ReturnType<typeof target>, after: ReturnType<typeof target>, allowPrune?: boolean) {
  const root = temporary();
  const options = { root, out: 'out', trees: ['prod'], disk };
  expect((await writeOutput(before, options)).diagnostics).toEqual([]);
  const was = contents(root);
  const { result, diagnostics } = await writeOutput(after, { ...options, allowPrune });
  expect(planOutput(after, options).diagnostics).toEqual(diagnostics);
  if (!result) expect(contents(root)).toEqual(was);
  return diagnostics.map(({ code, message, note }) => `${code} ${message} (${note})`);
}

describe('a target', () => {
  it('may lose up to half of what it has', async () => {
    expect(await then(maps(10), maps(5))).toEqual([]);
    expect(await then(maps(9), maps(1))).toEqual([]);
  });

  it('that would lose more than half of ten or more is not written', async () => {
    expect(await then(maps(10), maps(4))).toEqual([
      'MW6101 `out/prod` would lose 6 of its 10 manifests, which whatever syncs it would delete from the cluster (gone: shop/configmap-m4.yaml, shop/configmap-m5.yaml, shop/configmap-m6.yaml, shop/configmap-m7.yaml, shop/configmap-m8.yaml, shop/configmap-m9.yaml)',
    ]);
  });

  it('whose manifests all get other names loses them all the same', async () => {
    const [said] = await then(maps(20), maps(20, 'renamed'));
    expect(said).toMatch(/^MW6101 `out\/prod` would lose all its 20 manifests, .*configmap-m17.yaml and 10 more\)$/);
  });

  it('that would lose everything is not written, however little it is', async () => {
    expect(await then(maps(1), maps(0))).toEqual([
      'MW6101 `out/prod` would lose its only manifest, which whatever syncs it would delete from the cluster (gone: shop/configmap-m0.yaml)',
    ]);
  });

  it('that would lose a Namespace is not written', async () => {
    const namespaces = (...names: string[]) =>
      layout(
        'prod',
        names.map((name) => emitted({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })),
        { rootNamespace: 'istio-system' },
      ).result;
    expect(await then(namespaces('a', 'b', 'istio-system'), namespaces('a'))).toEqual([
      'MW6101 `out/prod` would lose 2 Namespaces, which takes all that is in it along, whoever made it (gone: b/namespace-b.yaml, mesh/namespace-istio-system.yaml)',
    ]);
  });

  it('is written when that is meant', async () => {
    expect(await then(maps(10), maps(0), true)).toEqual([]);
  });

  it('that is no longer compiled goes, since nothing deletes for a folder that is not there', async () => {
    const root = temporary();
    const options = { root, out: 'out', disk };
    await writeOutput([...maps(20), ...target('dev', { a: 'x' })], { ...options, trees: ['prod', 'dev'] });
    const { result, diagnostics } = planOutput(target('dev', { a: 'x' }), { ...options, trees: ['dev'] });
    expect(diagnostics).toEqual([]);
    expect(applyPlan(result!, disk)).toEqual([]);
    expect(Object.keys(contents(root)).filter((path) => path.startsWith('out/prod'))).toEqual([]);
  });
});
