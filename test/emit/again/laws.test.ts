import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { istio } from '../../../src/backends/istio/index.ts';
import type { Json } from '../../../src/base/json.ts';
import { manifestsOf } from '../../../src/compile/manifests.ts';
import { declarationsToJson, toModel } from '../../../src/compile/policies.ts';
import { changeOutput, type LeftOutput } from '../../../src/emit/again.ts';
import { writeOutput } from '../../../src/emit/write.ts';
import type { Emitted, Manifest } from '../../../src/manifest/manifest.ts';
import { lookup } from '../../../src/model/lookup.ts';
import { build, type MeshShape, meshShape } from '../../arbitrary/mesh.ts';
import { contents, emitted, quickDisk, removeTemporary, temporary } from '../fixture.ts';
import { aheadDisk, difference, laidOut, patientDisk, writeAll } from './fixture.ts';

afterAll(removeTemporary);

const GROUPS: Readonly<Record<string, string>> = {
  Namespace: 'v1',
  ConfigMap: 'v1',
  Service: 'v1',
  Deployment: 'apps/v1',
  AuthorizationPolicy: 'security.istio.io/v1',
  VirtualService: 'networking.istio.io/v1',
  Thing: 'example.com/v1',
};

/** What a manifest says, for policies the stage as well. */
const SPECS = [{}, { action: 'DENY' }, { rules: [{}] }, { action: 'ALLOW', rules: [{}] }] as const;

/** Folders that sort before and after the lists of a target, with and without quotes in one. */
const NAMESPACES = ['a', '9a', 'istio-system', 'mesh', 'kustomization', 'on', 'z'];

const manifest = fc
  .record({
    kind: fc.constantFrom(...Object.keys(GROUPS)),
    name: fc.constantFrom('a', 'a.b', 'b', 'x-1'),
    namespace: fc.constantFrom(...NAMESPACES),
    spec: fc.constantFrom(...SPECS),
  })
  .map(({ kind, name, namespace, spec }): Manifest => {
    const metadata = kind === 'Namespace' ? { name: namespace } : { name, namespace };
    return { apiVersion: GROUPS[kind]!, kind, metadata, spec };
  });

const keyOf = ({ kind, metadata }: Manifest) => `${kind} ${metadata.namespace ?? ''}/${metadata.name}`;

/** From one to the next, most stay as they are. */
const histories = fc
  .record({
    pool: fc.uniqueArray(manifest, { minLength: 8, maxLength: 40, selector: keyOf }),
    steps: fc.array(
      fc.array(fc.record({ at: fc.nat(99), change: fc.constantFrom('in', 'out', ...SPECS) }), { maxLength: 8 }),
      { minLength: 1, maxLength: 6 },
    ),
  })
  .map(({ pool, steps }) => {
    const states = [pool.slice(0, Math.ceil(pool.length * 0.7))];
    for (const step of steps) {
      const next = new Map(states.at(-1)!.map((one) => [keyOf(one), one]));
      for (const { at, change } of step) {
        const one = pool[at % pool.length]!;
        const key = keyOf(one);
        if (change === 'out') next.delete(key);
        else if (change === 'in') next.set(key, next.get(key) ?? one);
        else if (next.has(key)) next.set(key, { ...one, spec: change });
      }
      states.push([...next.values()]);
    }
    return states.map((state) => state.map((one) => emitted(one)));
  });

/** Some of a list, those that differ among them: what a caller knows that may have changed. */
function focused(before: readonly Emitted[], after: readonly Emitted[], also: (at: number) => boolean) {
  const text = new Map(before.map((one) => [keyOf(one.manifest), JSON.stringify(one.manifest)]));
  const is = new Map(after.map((one) => [keyOf(one.manifest), JSON.stringify(one.manifest)]));
  const mayDiffer = (one: Emitted, i: number) =>
    text.get(keyOf(one.manifest)) !== is.get(keyOf(one.manifest)) || also(i);
  const named = new Set([...before, ...after].filter(mayDiffer).map((one) => keyOf(one.manifest)));
  const some = (list: readonly Emitted[]) => list.filter((one) => named.has(keyOf(one.manifest)));
  return [some(before), some(after)] as const;
}

/** How many steps were done by their difference. */
async function follow(
  states: readonly (readonly Emitted[])[],
  { allowPrune = false, disk = quickDisk, also = (at: number) => at % 3 === 0 } = {},
): Promise<number> {
  const [whole, again] = [temporary(), temporary()];
  const options = { out: 'out', trees: ['prod'], allowPrune, disk };
  let left: LeftOutput | undefined;
  let before: readonly Emitted[] = [];
  let done = 0;
  for (const state of states) {
    const files = laidOut('prod', state);
    const { result } = await writeOutput(files, { ...options, root: whole });
    const change = left && { left, delta: difference('prod', ...focused(before, state, also)) };
    const changed = change && (await changeOutput([change], { ...options, root: again }));
    if (changed) {
      expect(changed.changes).toEqual(result?.changes);
      expect(changed.unchanged).toBe(result?.unchanged);
      [left] = changed.left;
      done++;
    } else {
      // Only where there is nothing to go by, or something to say, or nothing left.
      expect(left === undefined || result === undefined || state.length === 0).toBe(true);
      const wrote = await writeAll(files, { ...options, root: again });
      expect(wrote.written?.changes).toEqual(result?.changes);
      left = wrote.left;
      expect(left === undefined).toBe(result === undefined || state.length === 0);
    }
    if (result) before = state;
    else left = undefined;
    expect(contents(again)).toEqual(contents(whole));
  }
  return done;
}

describe('changing what differs', () => {
  it.each([
    ['where times tell nothing yet', quickDisk],
    ['where times tell', patientDisk],
    ['where all was made before', aheadDisk],
  ])('leaves what writing all leaves, one change after the other, %s', async (_, disk) => {
    let done = 0;
    await fc.assert(
      fc.asyncProperty(histories, fc.boolean(), async (states, allowPrune) => {
        done += await follow(states, { allowPrune, disk });
      }),
      { numRuns: 150 },
    );
    expect(done).toBeGreaterThan(200);
  });

  it('does so for what meshes become', async () => {
    let line = 0;
    const site = () => ({ file: 'policies/generated.ts', line: ++line, column: 1 });
    const of = (shape: MeshShape) => {
      const { result } = toModel(JSON.parse(JSON.stringify(declarationsToJson(build(shape), site))) as Json);
      return result ? [manifestsOf(lookup(result), [istio]).result] : [];
    };
    let done = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(meshShape, { minLength: 2, maxLength: 3 }), async (shapes) => {
        done += await follow(shapes.flatMap(of), { allowPrune: true });
      }),
      { numRuns: 15 },
    );
    expect(done).toBeGreaterThan(10);
  });
});
