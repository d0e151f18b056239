import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import * as z from 'zod/mini';
import type { Json } from '../../src/base/json.ts';
import { declarationsToJson } from '../../src/compile/policies.ts';
import { DECLARATIONS, type DeclarationKind } from '../../src/dsl/declaration.ts';
import { MISFIT, takeBy } from '../../src/elaborate/take.ts';
import { build, meshShape } from '../arbitrary/mesh.ts';

const PLACE = { file: 'policies/generated.ts', line: 1, column: 1 };
const ODD: readonly Json[] = [
  null,
  '',
  'odd',
  '/a//b',
  -1,
  70_000,
  0.5,
  true,
  [],
  ['GET'],
  {},
  { ref: 'mesh', id: 'a' },
];

/** A change at one place of a declaration: where is a number for each step down, until a step has nowhere to go. */
const change = fc.record({
  steps: fc.array(fc.nat(20), { minLength: 1, maxLength: 8 }),
  how: fc.constantFrom('remove', 'replace', 'reverse', 'add'),
  odd: fc.constantFrom(...ODD),
});
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

function changed(value: Json, { steps, how, odd }: Change): Json {
  const [step, ...rest] = steps;
  if (typeof value !== 'object' || value === null) return odd;
  const entries = Object.entries(value);
  if (step === undefined || entries.length === 0) return changedHere(value, entries, how, odd);
  const at = step % entries.length;
  const after = entries.map(([key, one], i) => [key, i === at ? changed(one as Json, { steps: rest, how, odd }) : one]);
  return Array.isArray(value) ? after.map(([, one]) => one as Json) : Object.fromEntries(after);
}

function changedHere(value: Json, entries: [string, unknown][], how: Change['how'], odd: Json): Json {
  if (how === 'replace') return odd;
  const after =
    how === 'remove' ? entries.slice(1) : how === 'reverse' ? [...entries].reverse() : [...entries, ['odd', odd]];
  return Array.isArray(value) ? after.map(([, one]) => one as Json) : Object.fromEntries(after);
}

/** What either says of a declaration; the order of fields is part of it. */
function bothOf(declaration: Json): readonly [taken: string, parsed: string] {
  const schema = DECLARATIONS[(declaration as { readonly kind: DeclarationKind }).kind];
  const taken = takeBy(schema)(declaration);
  const parsed = z.safeParse(schema, declaration);
  return [taken === MISFIT ? 'misfit' : JSON.stringify(taken), parsed.success ? JSON.stringify(parsed.data) : 'misfit'];
}

const declarations = meshShape.map((shape) =>
  JSON.parse(JSON.stringify(declarationsToJson(build(shape), () => PLACE))),
);

describe('what fits a schema', () => {
  it('is taken as zod gives it', () => {
    let fitting = 0;
    fc.assert(
      fc.property(declarations, (list) => {
        for (const one of list as readonly Json[]) {
          const [taken, parsed] = bothOf(one);
          expect(taken).toBe(parsed);
          if (taken !== 'misfit') fitting++;
        }
      }),
      { numRuns: 100 },
    );
    expect(fitting).toBeGreaterThan(500);
  });

  it('is no more and no less than for zod', () => {
    const seen = { fitting: 0, misfit: 0 };
    fc.assert(
      fc.property(declarations, fc.array(change, { minLength: 1, maxLength: 20 }), (list, changes) => {
        for (const [i, one] of (list as readonly { kind: string }[]).entries()) {
          const { kind, ...rest } = one;
          const [taken, parsed] = bothOf({ ...(changed(rest, changes[i % changes.length]!) as object), kind });
          expect(taken).toBe(parsed);
          seen[taken === 'misfit' ? 'misfit' : 'fitting']++;
        }
      }),
      { numRuns: 300 },
    );
    expect(Math.min(seen.fitting, seen.misfit)).toBeGreaterThan(200);
  });

  it('is the same value where nothing has to be put in order', () => {
    const span = PLACE;
    const request = { methods: ['GET'], paths: ['/a'] };
    const call = {
      kind: 'call',
      span,
      in: { ref: 'service', id: 'a/b' },
      args: [{ ref: 'service', id: 'a/c' }, request],
    };
    expect(takeBy(DECLARATIONS.call)(call)).toBe(call);
  });

  it.each<[string, z.core.$ZodType, unknown]>([
    ['fields that a schema leaves open', z.looseObject({ a: z.string() }), { b: 1, a: 'x' }],
    [
      'a value that zod makes another',
      z.strictObject({
        a: z.pipe(
          z.string(),
          z.transform((text) => text.length),
        ),
      }),
      { a: 'x' },
    ],
    [
      'elements that zod makes others',
      z.array(
        z.pipe(
          z.string(),
          z.transform((text) => text.length),
        ),
      ),
      ['x'],
    ],
    ['an argument that may be left out', z.tuple([z.string(), z.optional(z.string())]), ['x']],
    ['keys that are all named', z.record(z.enum(['a', 'b']), z.string()), { a: 'x', b: 'y' }],
    [
      'the first alternative that fits',
      z.union([z.number(), z.strictObject({ b: z.string(), a: z.string() })]),
      { a: '', b: '' },
    ],
  ])('holds for %s', (_, schema, value) => {
    expect(JSON.stringify(takeBy(schema)(value))).toBe(JSON.stringify(z.parse(schema, value)));
  });

  it.each<[string, z.core.$ZodType, unknown]>([
    ['a key that would be a prototype', z.record(z.string(), z.string()), JSON.parse('{"__proto__":"x"}')],
    ['an object of a class', z.record(z.string(), z.string()), new URLSearchParams()],
    ['too many arguments', z.tuple([z.string()]), ['x', 'y']],
    ['too few arguments', z.tuple([z.string(), z.string()]), ['x']],
    ['a field that is undefined', z.strictObject({ a: z.optional(z.string()) }), { a: undefined }],
  ])('leaves %s to zod', (_, schema, value) => {
    expect(takeBy(schema)(value)).toBe(MISFIT);
  });

  it('is told apart after something else did not fit', () => {
    const take = takeBy(
      z.union([z.strictObject({ a: z.int() }), z.strictObject({ a: z.string().check(z.minLength(2)) })]),
    );
    expect([take({ a: 'x' }), take({ a: 1 }), take({ a: 'xy' }), take({ a: 'x' })]).toEqual([
      MISFIT,
      { a: 1 },
      { a: 'xy' },
      MISFIT,
    ]);
  });
});
