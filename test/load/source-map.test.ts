import { describe, expect, it } from '@jest/globals';
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import { moduleRunnerTransformSync, transformSync } from 'oxc-transform';
import { composed, type Origins, originOf, readMappings } from '../../src/load/source-map.ts';

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
    const origins = readMappings((map as { mappings: string }).mappings);
    const trace = new TraceMap(map as unknown as ConstructorParameters<typeof TraceMap>[0]);
    code.split('\n').forEach((text, index) => {
      for (let column = 0; column <= text.length; column++) {
        const { line, column: expected } = originalPositionFor(trace, { line: index + 1, column });
        expect(originOf(origins, { line: index + 1, column })).toEqual(
          line === null ? undefined : { line, column: expected },
        );
      }
    });
  });

  it('goes through two steps at once', () => {
    const stripped = transformSync('a.ts', SOURCE, { sourcemap: true });
    const runnable = moduleRunnerTransformSync('a.js', stripped.code, { sourcemap: true });
    const [first, second] = [stripped, runnable].map(({ map }) =>
      readMappings((map as { mappings: string }).mappings),
    ) as [Origins, Origins];
    const both = composed(second, first);
    const found = runnable.code.split('\n').flatMap((text, index) =>
      Array.from({ length: text.length + 1 }, (_, column) => {
        const at = { line: index + 1, column };
        const between = originOf(second, at);
        expect(originOf(both, at)).toEqual(between && originOf(first, between));
        return originOf(both, at) ?? [];
      }).flat(),
    );
    expect(found.length).toBeGreaterThan(1000);
  });

  it('knows nothing of what came from a place that the first step made', () => {
    const [first, second] = ['KAAA', 'AAAA,CAAK'].map(readMappings) as [Origins, Origins];
    const both = composed(second, first);
    expect([0, 1].map((column) => originOf(both, { line: 1, column }))).toEqual([undefined, { line: 1, column: 0 }]);
  });

  it('knows nothing of lines that the map does not have', () => {
    const origins = readMappings('AAAA');
    expect([
      originOf(origins, { line: 1, column: 5 }),
      originOf(origins, { line: 2, column: 0 }),
      originOf(readMappings(''), { line: 1, column: 0 }),
    ]).toEqual([{ line: 1, column: 0 }, undefined, undefined]);
  });
});
