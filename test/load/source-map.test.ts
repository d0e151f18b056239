import { describe, expect, it } from '@jest/globals';
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import { moduleRunnerTransformSync, transformSync } from 'oxc-transform';
import { originLookup } from '../../src/load/source-map.ts';

const SOURCE = Array.from(
  { length: 60 },
  (_, i) =>
    `${' '.repeat(i % 5)}export const é${i}: string = m\n  .say('${'😀'.repeat(i % 4)}', { a: [${i} as number] })\n  .name;\n`,
).join('');

describe('looking up where generated text came from', () => {
  it.each([
    ['types removed', transformSync('a.ts', SOURCE, { sourcemap: true })],
    [
      'a module made a function',
      moduleRunnerTransformSync('a.js', transformSync('a.ts', SOURCE).code, { sourcemap: true }),
    ],
  ])('gives what a library gives, at every column: %s', (_, { code, map }) => {
    const origin = originLookup((map as { mappings: string }).mappings);
    const trace = new TraceMap(map as unknown as ConstructorParameters<typeof TraceMap>[0]);
    code.split('\n').forEach((text, index) => {
      for (let column = 0; column <= text.length; column++) {
        const { line, column: expected } = originalPositionFor(trace, { line: index + 1, column });
        expect(origin({ line: index + 1, column })).toEqual(line === null ? undefined : { line, column: expected });
      }
    });
  });

  it('knows nothing of lines that the map does not have', () => {
    const origin = originLookup('AAAA');
    expect([
      origin({ line: 1, column: 5 }),
      origin({ line: 2, column: 0 }),
      originLookup('')({ line: 1, column: 0 }),
    ]).toEqual([{ line: 1, column: 0 }, undefined, undefined]);
  });
});
