import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Json } from '../../src/base/json.ts';
import { runChecks, runChecksOfRest } from '../../src/checks/index.ts';
import { declarationsToJson, toModel } from '../../src/compile/policies.ts';
import { type Diagnostic, isError } from '../../src/diag/diagnostic.ts';
import { lookup } from '../../src/model/lookup.ts';
import { build, meshShape } from '../arbitrary/mesh.ts';

let line = 0;
const site = () => ({ file: 'policies/test.ts', line: ++line, column: 1 });

/** What is told of which line: the same may be shown by another service. */
function told(findings: readonly Diagnostic[]): readonly string[] {
  return findings.filter(isError).map(({ code, span }) => `${code} ${span?.line}`);
}

describe('what is left of a mesh when declarations are malformed', () => {
  it('is blamed for nothing that the whole mesh is not', () => {
    let errors = 0;
    fc.assert(
      fc.property(meshShape, fc.array(fc.nat(), { minLength: 1, maxLength: 3 }), (shape, places) => {
        const declarations = JSON.parse(JSON.stringify(declarationsToJson(build(shape), site))) as Json[];
        const { result: whole } = toModel(declarations);
        if (whole === undefined) return;
        const malformed = new Set(places.map((place) => 1 + (place % (declarations.length - 1))));
        const spoiled = declarations.map((one, i) =>
          malformed.has(i) ? { ...(one as object), args: [0, 0, 0] } : one,
        );
        const { result: rest, diagnostics } = toModel(spoiled as Json);
        expect(diagnostics.some(isError)).toBe(true);
        if (rest === undefined) return;
        const found = told(runChecksOfRest(lookup(rest)));
        errors += found.length;
        expect(told(runChecks(lookup(whole)))).toEqual(expect.arrayContaining([...found]));
      }),
      { numRuns: 300 },
    );
    expect(errors).toBeGreaterThan(20);
  });
});
