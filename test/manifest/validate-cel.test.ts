import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { kinds } from '../../schemas/kinds.mjs';
import { celRule } from '../../src/manifest/cel.ts';
import { goDuration, goRequestUri, re2 } from '../../src/manifest/cel-go.ts';
import { celValue } from '../../src/manifest/cel-value.ts';
import type { Node } from '../../src/manifest/validate-shape.ts';
import { linkShape } from '../../src/manifest/validate-shape.ts';
import { RULE_SAMPLES } from './validate-rule-samples.ts';

interface ListedRule {
  readonly rule: string;
  readonly message?: string;
  readonly skipped?: string;
}

const RULES = join(import.meta.dirname, '../../schemas/rules');
const tables = new Map(
  readdirSync(RULES, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .map((file) => [
      file.slice(0, -'.json'.length).replaceAll('\\', '/'),
      JSON.parse(readFileSync(join(RULES, file), 'utf8')) as Record<string, ListedRule[]>,
    ]),
);
const listed = [...tables.values()].flatMap((table) => Object.values(table).flat());
const distinct = [...new Set(listed.filter(({ skipped }) => skipped === undefined).map(({ rule }) => rule))];

function samplesOf(rule: string) {
  return RULE_SAMPLES.filter(([key]) => (key.endsWith('…') ? rule.startsWith(key.slice(0, -1)) : key === rule));
}

describe('the CEL rules of the CRDs', () => {
  it('are all there', () => {
    expect([listed.length, distinct.length]).toEqual([327, 116]);
  });

  it('leave out only those that compare with the object in the cluster', () => {
    const skipped = listed.filter((rule) => rule.skipped !== undefined).map(({ rule }) => rule);
    expect(skipped).toEqual(['self == oldSelf']);
  });

  it.each(distinct.map((rule) => [rule]))('accepts and refuses: %s', (rule) => {
    const samples = samplesOf(rule);
    expect(samples).toHaveLength(1);
    const [[, accepted, refused]] = samples as [(typeof samples)[0]];
    expect(celRule(rule)(celValue(accepted, ESCAPING))).toBe(true);
    expect(celRule(rule)(celValue(refused, ESCAPING))).toBe(false);
  });

  it('have no sample for a rule that is gone', () => {
    const unused = RULE_SAMPLES.filter((sample) => !distinct.some((rule) => samplesOf(rule).includes(sample)));
    expect(unused).toEqual([]);
  });
});

/** Rules call the field `namespace` by the name `__namespace__`. */
const ESCAPING = linkShape([
  { escaped: { namespace: '__namespace__' } },
  { items: 0, escaped: { namespace: '__namespace__' } },
]);

describe('the walk over a manifest', () => {
  it.each([...tables])('meets every rule of %s', async (file, table) => {
    const [group, kind] = file.split('/');
    const [, entry] = Object.entries(kinds).find(([gvk]) => gvk.startsWith(`${group}/`) && gvk.endsWith(`/${kind}`))!;
    const met: Record<string, ListedRule[]> = {};
    collect(linkShape((await entry.load()).shape), '', met);
    const wanted = Object.entries(table)
      .map(([path, rules]) => [path, rules.filter(({ skipped }) => skipped === undefined)] as const)
      .filter(([, rules]) => rules.length > 0);
    expect(met).toEqual(Object.fromEntries(wanted));
  });
});

/** The rules that a walk reaches by the fields that it follows. */
function collect(node: Node, path: string, met: Record<string, ListedRule[]>): void {
  if (node.rules.length > 0) met[path] = node.rules.map(({ text, message }) => ({ rule: text, message }));
  for (const { name, node: field } of node.ruled) collect(field, path === '' ? name : `${path}.${name}`, met);
  if (node.items?.hasRules) collect(node.items, `${path}[]`, met);
  if (node.values?.hasRules) collect(node.values, `${path}{}`, met);
}

describe('what Go decides', () => {
  it.each([
    ['1h15m30.918s', 4_530_918_000_000n],
    ['-1.5h', -5_400_000_000_000n],
    ['0', 0n],
    ['.5s', 500_000_000n],
    ['1.s', 1_000_000_000n],
    ['3ns', 3n],
  ])('reads the duration %s', (text, nanoseconds) => {
    expect(goDuration(text)).toBe(nanoseconds);
  });

  it.each(['', '3', 's', '1x', '1 s', '.s', '1h 5m', '--1s'])('refuses the duration "%s"', (text) => {
    expect(() => goDuration(text)).toThrow();
  });

  it('reads a flag at the start of a regular expression', () => {
    expect(re2('^(?i)ab$').test('AB')).toBe(true);
    expect(re2('(?i)ab').test('xAB')).toBe(true);
    expect(re2('^ab$').test('AB')).toBe(false);
  });

  it.each([
    ['https://example.com:8443/a?b', 'https'],
    ['HTTP://example.com', 'http'],
    ['/only/a/path', ''],
    ['localhost:5000/a', 'localhost'],
    ['http://[::1]:80/', 'http'],
    ['file:///a', 'file'],
  ])('reads the URL %s', (text, scheme) => {
    expect(goRequestUri(text)).toEqual({ scheme });
  });

  it.each(['', 'example.com/a', 'http://a b/', 'http://a/%zz', 'a\tb', 'http://a:x/', '://a'])(
    'refuses the URL "%s"',
    (text) => {
      expect(goRequestUri(text)).toBeUndefined();
    },
  );
});
