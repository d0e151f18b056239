import { describe, expect, it } from '@jest/globals';
import { runChecks } from '../../src/checks/index.ts';
import type { ServiceKey } from '../../src/model/ids.ts';
import { focusOn, type Lookup } from '../../src/model/lookup.ts';
import type { HeaderMatch, RequestMatch } from '../../src/model/match.ts';
import { caller, mesh, route, rule, service } from '../backends/model.ts';

/** So many that all ways to have one pair of them, asked for in this order, are more than are looked at. */
const PAIRS = Array.from({ length: 24 }, (_, i) => i);

const present = (name: string): HeaderMatch => ({ name, values: [{ kind: 'present' }], negated: false });
const inOrder: readonly RequestMatch[] = ['x', 'y'].map((one) => ({
  headers: PAIRS.map((i) => present(`${one}-${i}`)),
}));
const pairs: readonly RequestMatch[] = PAIRS.map((i) => ({ headers: [present(`x-${i}`), present(`y-${i}`)] }));
const crossed: readonly RequestMatch[] = PAIRS.map((i) => ({
  headers: [present(`x-${i}`), present(`y-${(i + 1) % PAIRS.length}`)],
}));

const requests = (list: readonly RequestMatch[]) => ({ requests: list as [RequestMatch, ...RequestMatch[]] });
const from = { from: [caller('web')] as const } as const;
const answered = { routes: [route('web', { action: { kind: 'direct-response', status: 204 } })] };

function codes(model: Lookup, ...keys: readonly ServiceKey[]): readonly string[] {
  return [...new Set(runChecks(focusOn(model, new Set(keys))).map(({ code }) => code))].sort();
}

/** Where it depends on what was asked before whether something can be told in time, all is asked. */
describe('what cannot be told in time for some services', () => {
  const services = [service('web'), service('hard'), service('easy'), service('other', answered)];

  it.each([
    ['allow', 'MW3303'],
    ['deny', 'MW3301'],
  ] as const)('is asked for all: by %s rules together', (effect, code) => {
    const model = mesh({
      services,
      rules: [
        rule('hard', { ...from, effect, ...requests(inOrder) }),
        ...(effect === 'deny' ? crossed : []).map((pair) => rule('hard', { ...from, ...requests([pair]) })),
        ...pairs.map((pair) => rule('hard', { ...from, effect, ...requests([pair]) })),
        rule('easy', from),
        rule('other', { ...from, ...requests([{ methods: ['GET'], notMethods: ['GET'], headers: [] }]) }),
        ...[1, 2].map(() => rule('other', { ...from, ...requests([{ methods: ['PUT'], headers: [] }]) })),
      ],
    });
    expect(codes(model, 'shop/hard')).toContain(code);
    expect(codes(model, 'shop/easy')).not.toContain(code);
  });

  it('is asked for all: by routes', () => {
    const away = service('hard', { routes: [route('web', { matches: [{ headers: [present('z')], query: [] }] })] });
    const model = mesh({
      services: services.map((one) => (one.name === 'hard' ? away : one)),
      rules: [rule('hard', { ...from, ...requests([...inOrder, ...pairs]) }), rule('easy', from), rule('other', from)],
    });
    expect(codes(model, 'shop/hard')).toContain('MW3307');
    expect(codes(model, 'shop/easy')).not.toContain('MW3307');
  });
});
