import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RE2JS } from 're2js';
import { textAlgebra } from '../../../src/access/sets/texts.ts';

const texts = textAlgebra({ letters: [1, 0x110000] }, { left: Infinity });

const WORDS = fc.string({
  unit: fc.constantFrom('a', 'b', 'k', 'K', '/', '1', '\n', 'é', ' ', '_', '😀'),
  maxLength: 6,
});

/** Regular expressions of RE2, as text. */
const regexes = fc.letrec<{ any: string; part: string; run: string }>((tie) => ({
  part: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('a', 'b', 'k', '1', '/', 'é', '😀') },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        '.',
        '[^a]',
        '[a-k]',
        '[[:alpha:]]',
        '[[:^digit:]]',
        '\\d',
        '\\W',
        '\\w',
        '\\s',
        '\\pL',
        '\\P{Lu}',
        '\\p{^L}',
        '[\\pN_]',
        '\\Qa/b\\E',
        '\\x{e9}',
        '\\x61',
        '[]a]',
        '[a\\-b]',
        '(?i:k)',
        '(?i:É)',
        '(?i:[^K])',
        '(?s:.)',
        '\\/',
      ),
    },
    { weight: 1, arbitrary: fc.constantFrom('^', '$', '\\b', '\\B', '\\A', '\\z', '(?m:^)', '(?m:$)') },
    { weight: 1, arbitrary: tie('any').map((of) => `(${of})`) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(tie('any'), fc.constantFrom('*', '+', '?', '{2}', '{1,2}', '*?', '{1,}'))
        .map(([of, times]) => `(?:${of})${times}`),
    },
  ),
  run: fc.array(tie('part'), { maxLength: 4 }).map((parts) => parts.join('')),
  any: fc.array(tie('run'), { minLength: 1, maxLength: 2 }).map((runs) => runs.join('|')),
})).any;

describe('regular expressions', () => {
  it('match what RE2 matches', () => {
    fc.assert(
      fc.property(regexes, fc.array(WORDS, { minLength: 8, maxLength: 8 }), (source, words) => {
        const compiled = RE2JS.compile(source);
        for (const word of words)
          expect([source, word, texts.has(texts.regex(source), word)]).toEqual([source, word, compiled.matches(word)]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('edges of words and lines', () => {
  const words = ['', 'a', ' a', 'a ', 'a\n', '\na', ' \n', '\n ', 'a b', 'a\nb', '_', 'é', 'aé'];
  it.each([
    '\\ba\\b',
    '(?s).*\\b.*',
    '(?s).*\\B.*',
    '(?s).\\b.',
    '(?s).\\B.',
    '(?sm).*^a',
    '(?sm)a$.*',
    'a$',
    '^a',
    '(?s)a$\\n',
  ])('%s matches what RE2 matches', (source) => {
    const compiled = RE2JS.compile(source);
    for (const word of words)
      expect([word, texts.has(texts.regex(source), word)]).toEqual([word, compiled.matches(word)]);
  });
});

describe('lists and automata', () => {
  const { only, regex, union, intersect, complement } = texts;
  const numbers = Array.from({ length: 3000 }, (_, i) => `${i}`.padStart(4, '0'));

  it('are one set however it was made', () => {
    expect(regex('[0-2][0-9]{3}')).toBe(only(numbers));
    expect(regex('[0-9]{3}').kind).toBe('only');
    expect(union(only(numbers.slice(0, 1500)), only(numbers.slice(1500)))).toBe(regex('[0-2]\\d{3}'));
    expect(complement(regex('[0-2]\\d{3}'))).toBe(
      intersect(complement(only(numbers.slice(9))), complement(only(numbers.slice(0, 9)))),
    );
    expect(intersect(only(numbers), regex('0.*')).kind).toBe('only');
  });

  it('of beginnings are known as such', () => {
    expect(regex('a/b(?s:.*)')).toBe(texts.prefix('a/b'));
    expect(regex('(?s)a(/.*)?')).toBe(texts.prefix('a', 'nothing or a segment'));
    expect(complement(complement(regex('(?s)[^a].*|')))).toBe(complement(texts.prefix('a')));
    expect(union(texts.prefix('ab'), texts.prefix('a'))).toBe(texts.prefix('a'));
  });
});
