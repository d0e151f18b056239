import { describe } from '@jest/globals';
import fc from 'fast-check';
import type { Algebra, Interned } from '../../../src/access/algebra.ts';
import { addressAlgebra, parseAddress, parseBlock } from '../../../src/access/sets/addresses.ts';
import { booleanAlgebra } from '../../../src/access/sets/booleans.ts';
import { literal, repeat, sequence } from '../../../src/access/sets/language/pattern.ts';
import { pathOf, textOf } from '../../../src/access/sets/matches.ts';
import { optionalAlgebra } from '../../../src/access/sets/optional.ts';
import { portAlgebra } from '../../../src/access/sets/ranges.ts';
import { type Text, type TextAlgebra, textAlgebra } from '../../../src/access/sets/texts.ts';
import type { PathMatch, StringMatch } from '../../../src/model/match.ts';
import { laws } from './laws.ts';

const meter = { left: Infinity };

/** Sets made of simple ones, in all ways. */
function made<S extends Interned, P>({ union, intersect, complement }: Algebra<S, P>, simple: fc.Arbitrary<S>) {
  return fc.letrec<{ set: S }>((tie) => ({
    set: fc.oneof(
      { maxDepth: 2 },
      { weight: 2, arbitrary: simple },
      tie('set').map(complement),
      fc.tuple(tie('set'), tie('set')).map(([a, b]) => union(a, b)),
      fc.tuple(tie('set'), tie('set')).map(([a, b]) => intersect(a, b)),
    ),
  })).set;
}

function simpleTexts(texts: TextAlgebra, words: fc.Arbitrary<string>, regexes: readonly string[]): fc.Arbitrary<Text> {
  const match: fc.Arbitrary<StringMatch> = fc.oneof(
    words.map((value): StringMatch => ({ kind: 'exact', value })),
    words.map((value): StringMatch => ({ kind: 'prefix', value })),
    words.map((value): StringMatch => ({ kind: 'suffix', value })),
    fc.constantFrom(...regexes).map((value): StringMatch => ({ kind: 'regex', value })),
  );
  return match.map((one) => textOf(one, texts));
}

describe('ports', () => {
  const ports = portAlgebra();
  const port = fc.integer({ min: 1, max: 65535 });
  const range = fc.tuple(port, port).map(([a, b]) => ports.of([Math.min(a, b), Math.max(a, b) + 1]));
  laws(ports, made(ports, range), port);
});

describe('addresses', () => {
  const addresses = addressAlgebra();
  const blocks = [
    '10.0.0.0/8',
    '10.0.0.0/9',
    '10.128.0.0/9',
    '10.0.0.1',
    '0.0.0.0/0',
    '::/0',
    '2001:db8::/32',
    '::1',
    '::a:0/120',
  ];
  const points = ['10.0.0.1', '10.200.0.1', '0.0.0.0', '255.255.255.255', '::', '::1', '2001:db8::5', '::a:1'];
  const simple = fc.constantFrom(...blocks).map((block) => addresses.of(parseBlock(block)));
  laws(addresses, made(addresses, simple), fc.constantFrom(...points.map((point) => parseAddress(point)!)));
});

describe('yes and no', () => {
  laws(booleanAlgebra, made(booleanAlgebra, fc.constantFrom(booleanAlgebra.all, booleanAlgebra.none)), fc.boolean());
});

const REGEXES = ['a*', '(a|b)*', 'ab?', '[^a]*', '(ab)*', 'b.*|a', '.*a.*', '[ab]{0,2}'];

describe('strings', () => {
  const texts = textAlgebra({ letters: [1, 0x110000] }, meter);
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 4 });
  laws(texts, made(texts, simpleTexts(texts, word, REGEXES)), word);
});

describe('strings of a shape, or none', () => {
  const name = repeat({ kind: 'set', set: [97, 99] }, 1);
  const texts = textAlgebra({ letters: [0x2e, 0x7f], shape: sequence(name, literal('/'), name) }, meter);
  const optional = optionalAlgebra(texts);
  const word = fc.constantFrom('a/a', 'a/b', 'b/a', 'ab/a', 'a/ab', 'a/', '/', 'a', 'c/a');
  const simple = fc
    .tuple(fc.boolean(), simpleTexts(texts, word, ['a+/.*', '.*b/.*', '[^/]*/a']))
    .map(([absent, set]) => optional.of(absent, set));
  laws(optional, made(optional, simple), fc.option(word, { nil: undefined }));
});

describe('paths', () => {
  const texts = textAlgebra({ letters: [0x24, 0x3f, 0x40, 0x7f], start: '/' }, meter);
  const paths = fc.constantFrom('/', '/a', '/a/', '/a/b', '/ab', '/a/b/c', '//', '/b');
  const match: fc.Arbitrary<PathMatch> = fc.oneof(
    paths.map((value): PathMatch => ({ kind: 'exact', value })),
    paths.map((value): PathMatch => ({ kind: 'prefix', value })),
    paths.map((value): PathMatch => ({ kind: 'suffix', value })),
    fc
      .constantFrom('/{*}', '/a/{*}', '/{**}', '/a/{**}', '/{*}/b')
      .map((value): PathMatch => ({ kind: 'template', value })),
    fc.constantFrom('/a.*', '.*', '/[^/]*', '/a(/.*)?').map((value): PathMatch => ({ kind: 'regex', value })),
  );
  laws(
    texts,
    made(
      texts,
      match.map((one) => pathOf(one, texts)),
    ),
    paths,
  );
});
