import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { covers, pathCovers } from '../../src/access/subsumption.ts';
import { type Request, takes } from '../../src/checks/redirects/request.ts';
import { Taken } from '../../src/checks/routes/taken.ts';
import type { HeaderMatch, PathMatch, StringMatch } from '../../src/model/match.ts';
import type { HttpMatch } from '../../src/model/route.ts';

const segment = fc.constantFrom('a', 'b', 'ab', '');
const plain = fc.array(segment, { minLength: 1, maxLength: 3 }).map((parts) => `/${parts.join('/')}`);
const template = fc
  .tuple(fc.array(fc.constantFrom('a', 'b', '{*}'), { maxLength: 3 }), fc.boolean())
  .filter(([parts, rest]) => parts.length > 0 || rest)
  .map(([parts, rest]) => `/${[...parts, ...(rest ? ['{**}'] : [])].join('/')}`);
const path: fc.Arbitrary<PathMatch> = fc.oneof(
  fc.record({ kind: fc.constantFrom('exact', 'prefix', 'suffix'), value: plain }),
  fc.record({ kind: fc.constant('template' as const), value: template }),
);
const value: fc.Arbitrary<StringMatch> = fc.oneof(
  fc.record({ kind: fc.constantFrom('exact', 'prefix', 'suffix'), value: fc.constantFrom('x', 'xy', 'y', '') }),
  fc.constant({ kind: 'present' } as const),
);
const header: fc.Arbitrary<HeaderMatch> = fc.record({
  name: fc.constantFrom('h1', 'h2'),
  values: fc.array(value, { minLength: 1, maxLength: 2 }).map((values) => values as [StringMatch, ...StringMatch[]]),
  negated: fc.boolean(),
});
const match: fc.Arbitrary<HttpMatch> = fc.record(
  {
    path,
    methods: fc.constantFrom<readonly [string, ...string[]]>(['GET'], ['GET', 'POST'], ['POST']),
    headers: fc.array(header, { maxLength: 2 }),
    query: fc.array(fc.record({ name: fc.constantFrom('q'), match: value }), { maxLength: 1 }),
  },
  { requiredKeys: ['headers', 'query'] },
) as fc.Arbitrary<HttpMatch>;
const headers = fc.dictionary(fc.constantFrom('h1', 'h2'), fc.constantFrom('x', 'xy', 'y', '', 'z'));
const request: fc.Arbitrary<Request> = fc
  .record({ path: plain, method: fc.constantFrom('GET', 'POST'), headers, q: fc.option(fc.constantFrom('x', 'xy')) })
  .map(({ q, headers: given, ...rest }) => ({
    ...rest,
    scheme: 'http',
    host: 'a.example.com',
    port: 80,
    headers: new Map(Object.entries(given)),
    query: new Map(q === null ? [] : [['q', q]]),
  }));

const of = (kind: 'exact' | 'prefix' | 'suffix' | 'template', text: string): PathMatch => ({ kind, value: text });

/** Everything small: all paths of three segments and less, all conditions on a header, and requests for them. */
const PLAIN = ['/', '/a', '/b', '/ab', '/a/', '/a/a', '/a/b', '/a/ab', '/b/a', '/a/b/a', '/a/b/', '/a//b'];
const TEMPLATES = [
  '/{*}',
  '/{**}',
  '/a/{*}',
  '/a/{**}',
  '/{*}/b',
  '/{*}/{*}',
  '/{*}/b/{**}',
  '/a/{*}/{**}',
  '/a/b/{*}',
];
const PATHS: PathMatch[] = [
  ...PLAIN.flatMap((text) => [of('exact', text), of('suffix', text), ...(text === '/a/' ? [] : [of('prefix', text)])]),
  ...TEMPLATES.map((text) => of('template', text)),
];
const STRINGS: StringMatch[] = [
  ...['x', 'xy', 'y', ''].flatMap((text): StringMatch[] => [
    { kind: 'exact', value: text },
    { kind: 'prefix', value: text },
    { kind: 'suffix', value: text },
  ]),
  { kind: 'present' },
];
const HEADERS: HeaderMatch[] = STRINGS.flatMap((one) =>
  [false, true].flatMap((negated) => [
    { name: 'h', values: [one] as const, negated },
    ...STRINGS.map((other) => ({ name: 'h', values: [one, other] as const, negated })),
  ]),
);
const REQUEST: Request = {
  scheme: 'http',
  host: 'a.example.com',
  port: 80,
  path: '/',
  method: 'GET',
  headers: new Map(),
  query: new Map(),
};

/** Pairs of which the first is said to cover the second, and a request that only the second takes. */
function wrong(matches: readonly HttpMatch[], requests: readonly Request[]): string[] {
  return matches.flatMap((wider) =>
    matches
      .filter((narrower) => covers(wider, narrower))
      .flatMap((narrower) => {
        const missed = requests.find((one) => takes(narrower, one) && !takes(wider, one));
        return missed ? [`${JSON.stringify(wider)} ${JSON.stringify(narrower)} ${missed.path}`] : [];
      }),
  );
}

describe('a match that covers another', () => {
  it('takes every path that the other takes', () => {
    const matches = PATHS.map((one): HttpMatch => ({ path: one, headers: [], query: [] }));
    const paths = [
      ...PLAIN,
      '/c',
      '/a/c',
      '/c/b',
      '/c/b/',
      '/c/b/c',
      '/abb',
      '/a/bb',
      '/a/b/c',
      '/a/b/c/d',
      '/xa',
      '/x/ab',
    ];
    expect(
      wrong(
        matches,
        paths.map((one) => ({ ...REQUEST, path: one })),
      ),
    ).toEqual([]);
  });

  it('takes every header that the other takes', () => {
    const matches = HEADERS.map((one): HttpMatch => ({ headers: [one], query: [] }));
    const values = [undefined, '', 'x', 'y', 'xy', 'yx', 'z', 'xz', 'zy', 'xzy'];
    const requests = values.map((one) => ({ ...REQUEST, headers: new Map(one === undefined ? [] : [['h', one]]) }));
    expect(wrong(matches, requests)).toEqual([]);
  });

  it('takes every request that the other takes', () => {
    fc.assert(
      fc.property(match, match, fc.array(request, { minLength: 5 }), (wider, narrower, requests) => {
        expect(wrong([wider, narrower], requests)).toEqual([]);
      }),
    );
  });

  it('covers itself', () => {
    fc.assert(fc.property(match, (one) => expect(covers(one, one)).toBe(true)));
  });

  it.each([
    [of('prefix', '/a'), of('exact', '/a'), true],
    [of('prefix', '/a'), of('exact', '/ab'), false],
    [of('prefix', '/a'), of('prefix', '/a/b'), true],
    [of('prefix', '/a'), of('template', '/a/{*}'), true],
    [of('prefix', '/'), of('suffix', '.css'), true],
    [of('template', '/a/{*}'), of('exact', '/a/'), false],
    [of('template', '/a/{*}'), of('template', '/a/{**}'), false],
    [of('template', '/a/{**}'), of('template', '/a/{*}'), true],
    [of('template', '/a/{**}'), of('prefix', '/a'), false],
    [of('template', '/a/{**}'), of('prefix', '/a/b'), true],
    [of('suffix', '/b'), of('exact', '/a/b'), true],
    [of('exact', '/a'), of('prefix', '/a'), false],
  ] as const)('%j covers %j: %s', (wider, narrower, expected) => {
    expect(pathCovers(wider, narrower)).toBe(expected);
  });
});

describe('what earlier routes have taken', () => {
  it('is what some of them covers, found by where paths begin', () => {
    fc.assert(
      fc.property(fc.array(match, { maxLength: 6 }), match, (earlier, later) => {
        const taken = new Taken<number>();
        for (const [index, one] of earlier.entries()) taken.add(one, index);
        if (earlier.some((one) => covers(one, later))) expect(taken.takers(later).size).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });

  it('is nothing of which some request is left', () => {
    fc.assert(
      fc.property(
        fc.array(match, { maxLength: 6 }),
        match,
        fc.array(request, { minLength: 20 }),
        (earlier, later, asked) => {
          const taken = new Taken<number>();
          for (const [index, one] of earlier.entries()) taken.add(one, index);
          if (taken.takers(later).size === 0) return;
          for (const one of asked) if (takes(later, one)) expect(earlier.some((each) => takes(each, one))).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});
