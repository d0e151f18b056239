import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseDocument } from 'yaml';
import type { Json, JsonObject } from '../../src/base/json.ts';
import type { Manifest } from '../../src/manifest/manifest.ts';
import { printManifest, printYaml } from '../../src/manifest/print.ts';
import { json, mapping, TRICKY } from './json.ts';

/** Reads with every schema that a reader may have; what is plain must be the same string in all of them. */
const READERS = [
  { version: '1.2', schema: 'core' },
  { version: '1.2', schema: 'json' },
  { version: '1.1', schema: 'yaml-1.1' },
  { version: '1.2', schema: 'yaml-1.1', merge: true },
] as const;

function readBack(text: string, options: (typeof READERS)[number]): unknown {
  const document = parseDocument(text, { ...options, prettyErrors: false });
  // The JSON schema calls every plain string unresolved, and gives the string.
  const errors = document.errors.filter((error) => !error.message.startsWith('Unresolved plain scalar'));
  expect(errors).toEqual([]);
  expect(document.warnings).toEqual([]);
  return document.toJS();
}

function expectSame(value: JsonObject): void {
  const text = printYaml(value);
  for (const reader of READERS)
    expect({ reader, text, value: readBack(text, reader) }).toEqual({ reader, text, value });
}

describe('printManifest', () => {
  it('prints what people know from the documentation', () => {
    const manifest: Manifest = {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name: 'reviews', namespace: 'bookinfo', labels: { app: 'reviews', version: '1' } },
      spec: {
        hosts: ['reviews.bookinfo.svc.cluster.local', '*.example.com'],
        http: [
          {
            name: 'canary',
            match: [{ headers: { 'end-user': { exact: 'jason' } } }],
            route: [{ destination: { host: 'reviews', port: { number: 9080 } }, weight: 90 }],
            timeout: '5s',
            retries: { attempts: 2, perTryTimeout: '2s', retryOn: '5xx,reset' },
          },
        ],
        exportTo: [],
        tls: {},
      },
    };
    expect(printManifest(manifest)).toBe(`apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: reviews
  namespace: bookinfo
  labels:
    app: reviews
    version: "1"
spec:
  hosts:
    - reviews.bookinfo.svc.cluster.local
    - "*.example.com"
  http:
    - name: canary
      match:
        - headers:
            end-user:
              exact: jason
      route:
        - destination:
            host: reviews
            port:
              number: 9080
          weight: 90
      timeout: 5s
      retries:
        attempts: 2
        perTryTimeout: 2s
        retryOn: "5xx,reset"
  exportTo: []
  tls: {}
`);
  });

  it('leaves undefined fields out, also where nothing else is left', () => {
    expect(printYaml({ a: undefined, b: { c: undefined }, d: [{ e: undefined }] })).toBe('b: {}\nd:\n  - {}\n');
  });

  it('begins lists and mappings inside a list on the line of the dash', () => {
    expect(printYaml({ a: [[1, [2], []], { b: { c: 1 }, d: 2 }] })).toBe(
      'a:\n  - - 1\n    - - 2\n    - []\n  - b:\n      c: 1\n    d: 2\n',
    );
  });

  it('writes text of several lines as a literal block where that is exact, and in quotes where it is not', () => {
    expect(printYaml({ a: 'one\n  two\n\nthree\n', b: ['x\ny'] })).toBe(
      'a: |\n  one\n    two\n\n  three\nb:\n  - |-\n    x\n    y\n',
    );
    for (const inexact of ['\na', ' a\nb', 'a\n\n', 'a\n \nb', 'a\n\tb', 'a\r\nb', 'a\n\u0085b', 'a\n\ud800', '\n']) {
      expect(printYaml({ a: inexact })).toMatch(/^a: ".*"\n$/);
    }
  });

  it('never folds a line, and repeats rather than refers', () => {
    const long = 'word '.repeat(400).trim();
    const shared = { x: [1] };
    expect(printYaml({ long, a: shared, b: shared })).toBe(`long: ${long}\na:\n  x:\n    - 1\nb:\n  x:\n    - 1\n`);
  });

  it('prints a key in the same way however often, and wherever, it stands', () => {
    for (const [key, printed] of [
      ['kind', 'kind'],
      ['yes', '"yes"'],
      ['a: b', '"a: b"'],
    ] as const) {
      const text = printYaml({ a: { [key]: 1 }, b: [{ [key]: { [key]: 2 } }] });
      expect(text).toBe(`a:\n  ${printed}: 1\nb:\n  - ${printed}:\n      ${printed}: 2\n`);
      expect(printYaml({ a: { [key]: 1 }, b: [{ [key]: { [key]: 2 } }] })).toBe(text);
    }
  });

  it('keeps `__proto__` a key like any other', () => {
    const value = JSON.parse('{"__proto__":{"a":"b"},"constructor":"c"}') as JsonObject;
    expect(printYaml(value)).toBe('__proto__:\n  a: b\nconstructor: c\n');
    expectSame(value);
  });

  it('writes a key that is too long for the line of its value as an explicit one', () => {
    const key = 'k'.repeat(2_000);
    expectSame({ [key]: { [`${key}2`]: ['x', { [key]: 'deep' }] }, after: 1 });
  });

  it('refuses what is no JSON, as a bug', () => {
    expect(() => printYaml({ a: Number.NaN })).toThrow('NaN is no JSON');
  });
});

describe('what is printed, read back', () => {
  it('stays a string where it was one, as a value, an item and a key', () => {
    for (const text of TRICKY) {
      expectSame({ value: text, list: [text, [text]], [text]: text, map: { [text]: [{ [text]: text }] } });
    }
  });

  it('is the same under YAML 1.1 and 1.2, whatever the values', () => {
    fc.assert(fc.property(mapping, expectSame), { numRuns: 300 });
  });

  it('is the same to PyYAML, if there is one', () => {
    if (spawnSync('python3', ['-c', 'import yaml']).status !== 0) return;
    const values: Json[] = [
      ...TRICKY.map((text) => ({ value: text, list: [text], [text]: text })),
      ...fc.sample(mapping, 300),
    ];
    const cases = values.map((value) => ({ value, text: printYaml(value as JsonObject) }));
    // Python has its own idea of halves of characters, so the comparison is made on what JSON writes.
    const python = spawnSync('python3', ['-c', COMPARE], { input: JSON.stringify(cases), maxBuffer: 1 << 28 });
    expect(python.stderr.toString()).toBe('');
    expect(JSON.parse(python.stdout.toString())).toEqual([]);
  });
});

const COMPARE = `
import json, sys, yaml
wrong = []
for case in json.load(sys.stdin):
    try:
        read = yaml.safe_load(case["text"])
    except Exception as problem:
        wrong.append([case["text"], str(problem)])
        continue
    if json.dumps(read, sort_keys=True) != json.dumps(json.loads(json.dumps(case["value"])), sort_keys=True):
        wrong.append([case["text"], repr(read)])
print(json.dumps(wrong[:3]))
`;

describe('numbers', () => {
  it.each([
    [1e21, '1.0e+21'],
    [1.5e-7, '1.5e-7'],
    [1e-7, '1.0e-7'],
    [0.1, '0.1'],
    [-0, '0'],
    [-12, '-12'],
    [Number.MAX_SAFE_INTEGER, '9007199254740991'],
  ])('%p is written as %s', (value, text) => {
    expect(printYaml({ value })).toBe(`value: ${text}\n`);
    expectSame({ value: value + 0 });
  });
});

// The arbitraries are worth nothing if they never make what they are for.
it('the values are tricky enough', () => {
  const printed = fc.sample(json, 500).map((value) => printYaml({ value }));
  for (const sort of [/: \|-?\n/, /\\u[0-9a-f]{4}/, /\n +- - /, /: \{\}/, /: \[\]/, /: [a-z]/]) {
    expect(printed.some((text) => sort.test(text))).toBe(true);
  }
});
