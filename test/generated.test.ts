import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';
import { istio } from '../src/backends/istio/index.ts';
import type { Json } from '../src/base/json.ts';
import { manifestsOf } from '../src/compile/manifests.ts';
import { declarationsToJson, toModel } from '../src/compile/policies.ts';
import { validateEmitted } from '../src/compile/validity.ts';
import { isError } from '../src/diag/diagnostic.ts';
import { layout } from '../src/emit/layout.ts';
import type { Emitted } from '../src/manifest/manifest.ts';
import { printManifest } from '../src/manifest/print.ts';
import { knownKinds, loadValidators } from '../src/manifest/validate.ts';
import { lookup } from '../src/model/lookup.ts';
import { build, type MeshShape, meshShape } from './arbitrary/mesh.ts';

const validators = await loadValidators(knownKinds());
let line = 0;

/** What a shape compiles to, or why it does not. */
function compiled(shape: MeshShape): { readonly emitted: readonly Emitted[]; readonly problems: readonly string[] } {
  const declarations = declarationsToJson(build(shape), () => ({
    file: 'policies/generated.ts',
    line: ++line,
    column: 1,
  }));
  const { result, diagnostics } = toModel(JSON.parse(JSON.stringify(declarations)) as Json);
  if (result === undefined)
    return { emitted: [], problems: diagnostics.map(({ code, message }) => `${code} ${message}`) };
  const model = lookup(result);
  const gaps = [...istio.gaps(model)].filter(isError);
  if (gaps.length > 0) return { emitted: [], problems: gaps.map(({ code }) => code) };
  return {
    emitted: manifestsOf(model, [istio]).result,
    problems: diagnostics.map(({ code, message }) => `${code} ${message}`),
  };
}

describe('any mesh that can be generated', () => {
  it('compiles to manifests that their schemas accept and that read back to the same values, or to a gap', () => {
    let withoutGaps = 0;
    fc.assert(
      fc.property(meshShape, (shape) => {
        const { emitted, problems } = compiled(shape);
        expect(problems.filter((problem) => !problem.startsWith('MW32'))).toEqual([]);
        if (problems.length === 0) withoutGaps++;
        expect(validateEmitted(emitted, validators).map(({ message }) => message)).toEqual([]);
        expect(layout('dev', emitted, { rootNamespace: 'istio-system' }).diagnostics).toEqual([]);
        for (const { manifest } of emitted) {
          const text = printManifest(manifest);
          const plain = JSON.parse(JSON.stringify(manifest));
          expect(parse(text, { version: '1.1' })).toEqual(plain);
          expect(parse(text, { version: '1.2' })).toEqual(plain);
        }
      }),
      { numRuns: 200 },
    );
    // A generator that draws gaps only would show nothing.
    expect(withoutGaps).toBeGreaterThan(50);
  });

  it('compiles to the same bytes however often', () => {
    fc.assert(
      fc.property(meshShape, (shape) => {
        const print = () => compiled(shape).emitted.map(({ manifest }) => printManifest(manifest));
        expect(print()).toEqual(print());
      }),
      { numRuns: 30 },
    );
  });
});
