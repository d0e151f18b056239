import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { admits } from '../../src/access/access.ts';
import { equal } from '../../src/access/access-set.ts';
import type { Destination, DestinationPort, Policy, PolicyRule } from '../../src/access/destination.ts';
import { and, atom, type Formula, NONE, not, or } from '../../src/access/formula.ts';
import { plainlyAlike } from '../../src/access/plainly-alike.ts';
import { isRefusal } from '../../src/access/refusal.ts';
import { spaceOf } from '../../src/access/space.ts';
import { createStore } from '../../src/access/store.ts';
import { accepts, formulas } from './arbitrary.ts';

const store = createStore();

function admitTheSame(one: Destination, other: Destination, port: DestinationPort): boolean {
  const space = spaceOf([one, other], store);
  const [a, b] = [one, other].map((destination) => admits(destination, port, space));
  if (isRefusal(a!) || isRefusal(b!)) throw new Error('too complex');
  return equal(a!, b!);
}

const rules: fc.Arbitrary<PolicyRule> = fc.record({ http: formulas, tcp: formulas, source: fc.constant('here') });

const policies: fc.Arbitrary<Policy> = fc.record({
  effect: fc.constantFrom('allow', 'allow', 'deny', 'audit', 'custom'),
  dryRun: fc.constantFrom(false, false, false, true),
  provider: fc.constantFrom('opa', 'other'),
  rules: fc.array(rules, { maxLength: 3 }),
});

/** One policy said otherwise: sometimes it means the same, sometimes it does not. */
type Rewrite = (policy: Policy, more: PolicyRule) => readonly Policy[];

const each = (change: (formula: Formula) => Formula): Rewrite => {
  const changed = (rule: PolicyRule) => ({ ...rule, http: change(rule.http), tcp: change(rule.tcp) });
  return (policy) => [{ ...policy, rules: policy.rules.map(changed) }];
};
const inside = (formula: Formula, change: (of: readonly Formula[]) => readonly Formula[]): Formula =>
  formula.kind === 'and' || formula.kind === 'or' ? { ...formula, of: change(formula.of) } : formula;

const REWRITES: readonly Rewrite[] = [
  (policy) => [policy],
  (policy) => [{ ...policy, rules: [...policy.rules].reverse() }],
  (policy) => policy.rules.map((rule) => ({ ...policy, rules: [rule] })),
  (policy) => [{ ...policy, rules: policy.rules.slice(1) }],
  (policy, more) => [{ ...policy, rules: [...policy.rules, more] }],
  (policy) => [{ ...policy, dryRun: !policy.dryRun }],
  (policy) => [{ ...policy, effect: 'deny' }],
  (policy) => [{ ...policy, provider: 'opa' }],
  each((formula) => inside(formula, (of) => [...of].reverse())),
  each((formula) => inside(formula, (of) => of.slice(1))),
  each((formula) => inside(formula, (of) => [...of, ...of])),
  each((formula) => not(not(formula))),
  each(not),
  each((formula) => (formula.kind === 'and' ? { ...formula, kind: 'or' } : formula)),
  each((formula) => and(formula, or(formula, NONE))),
];

const pairs: fc.Arbitrary<readonly [Destination, Destination]> = fc
  .record({
    policies: fc.array(policies, { maxLength: 3 }),
    rewrites: fc.array(fc.constantFrom(...REWRITES), { minLength: 3, maxLength: 3 }),
    more: rules,
    tokens: fc.oneof(fc.constant([]), accepts),
    others: fc.option(accepts, { freq: 6 }),
    proxies: fc.constantFrom(['sidecar', 'sidecar'] as const, ['none', 'sidecar'] as const, ['none', 'none'] as const),
  })
  .map(({ policies, rewrites, more, tokens, others, proxies: [proxy, otherProxy] }) => {
    const rewritten = policies.flatMap((policy, i) => rewrites[i]!(policy, more));
    const common = { key: 'service a/b', ports: [] };
    return [
      { ...common, proxy, policies, accepts: tokens },
      { ...common, proxy: otherProxy, policies: rewritten, accepts: others ?? [...tokens].reverse() },
    ];
  });

const ports: fc.Arbitrary<DestinationPort> = fc.record({
  port: fc.constantFrom(80, 8080),
  http: fc.boolean(),
  mtls: fc.constantFrom('strict', 'permissive', 'disabled'),
});

function allowing(...rules: readonly Formula[]): Destination {
  return on({ effect: 'allow', dryRun: false, rules: rules.map((http) => ({ http, tcp: NONE, source: 'here' })) });
}

function on(...policies: readonly Policy[]): Destination {
  return { key: 'service a/b', proxy: 'sidecar', ports: [PORT], policies };
}

const PORT: DestinationPort = { port: 9080, http: true, mtls: 'strict' };

const from = (name: string) => atom({ on: 'principal', match: { kind: 'exact', value: `td/ns/a/sa/${name}` } });
const get = atom({ on: 'method', match: { kind: 'exact', value: 'GET' } });
const path = (kind: 'exact' | 'prefix', value: string) => atom({ on: 'path', match: { kind, value } });

describe('what is plainly alike', () => {
  it('admits the same', () => {
    const found = { alike: 0, unlike: 0 };
    fc.assert(
      fc.property(pairs, ports, ([one, other], port) => {
        const alike = plainlyAlike(one, other, port);
        found[alike ? 'alike' : 'unlike']++;
        if (alike) expect(admitTheSame(one, other, port)).toBe(true);
        expect(plainlyAlike(other, one, port)).toBe(alike);
      }),
      { numRuns: 600 },
    );
    expect(found.alike).toBeGreaterThan(100);
    expect(found.unlike).toBeGreaterThan(100);
  });

  it('may be merged, and in another order', () => {
    const apart = allowing(and(from('x'), get, path('prefix', '/a')), and(from('y'), get, path('prefix', '/a')));
    const merged = allowing(and(or(from('y'), from('x')), or(path('exact', '/a'), path('prefix', '/a/')), get));
    expect(plainlyAlike(apart, merged, PORT)).toBe(true);
    expect(plainlyAlike(apart, allowing(and(or(from('x'), from('y')), get)), PORT)).toBe(false);
    expect(plainlyAlike(apart, allowing(and(from('x'), get, path('prefix', '/a'))), PORT)).toBe(false);
  });

  it('is told of thousands of callers, as long as they are in one order', () => {
    const many = Array.from({ length: 5000 }, (_, i) => from(`s${i}`));
    const apart = allowing(...many.map((one) => and(one, get)));
    expect(plainlyAlike(apart, allowing(and(or(...many), get)), PORT)).toBe(true);
    expect(plainlyAlike(apart, allowing(and(or(...many.slice(1)), get)), PORT)).toBe(false);
  });

  it('tells apart to allow nothing, and not to say what is allowed', () => {
    const denying = (...rules: readonly Formula[]): Destination =>
      on({ effect: 'deny', dryRun: false, rules: rules.map((http) => ({ http, tcp: NONE, source: 'here' })) });
    expect(plainlyAlike(allowing(), on(), PORT)).toBe(false);
    expect(plainlyAlike(denying(), on(), PORT)).toBe(true);
    expect(plainlyAlike(denying(NONE), on(), PORT)).toBe(true);
    expect(plainlyAlike(denying(get), on(), PORT)).toBe(false);
  });
});
