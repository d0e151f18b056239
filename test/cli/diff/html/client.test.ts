import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { found, indexOf } from '../../../../src/cli/views/diff/html/client/filter.ts';
import {
  folded,
  isDense,
  MOST_LINKS,
  MOST_UNITS,
  thinned,
} from '../../../../src/cli/views/diff/html/client/graph/fold.ts';
import { placed } from '../../../../src/cli/views/diff/html/client/graph/layout.ts';
import { paths } from '../../../../src/cli/views/diff/html/client/graph/paths.ts';
import { between, partOf } from '../../../../src/cli/views/diff/html/client/graph/scope.ts';
import {
  parseState,
  printState,
  RISKS,
  SCOPES,
  type State,
  startState,
} from '../../../../src/cli/views/diff/html/client/state.ts';
import { pageData } from '../../../../src/cli/views/diff/html/page.ts';
import { bookinfoReport, largeReport } from './reports.ts';

const bookinfo = pageData(bookinfoReport(), { placeOf: () => undefined });
const large = pageData(largeReport(1_000, 40), { placeOf: () => undefined });
const start = startState({ kind: 'diff' });

describe('the address', () => {
  const state: fc.Arbitrary<State> = fc.record({
    query: fc.string({ maxLength: 50 }),
    effect: fc.constantFrom('', 'allowed', 'denied'),
    kind: fc.string({ maxLength: 10 }),
    risk: fc.constantFrom('', ...RISKS),
    target: fc.string({ maxLength: 10 }),
    view: fc.constantFrom('list', 'graph'),
    open: fc.array(fc.string({ maxLength: 10 }), { maxLength: 5 }),
    scope: fc.constantFrom(...SCOPES),
    focus: fc.string({ maxLength: 20 }),
  });

  it('says all that is set, and no more', () => {
    expect(printState(start, start)).toBe('');
    fc.assert(fc.property(state, (one) => expect(parseState(`#${printState(one, start)}`, start)).toEqual(one)));
  });

  it('is believed only where it says what can be set', () => {
    const said = parseState('#effect=__proto__&risk=highest&view=script&scope=all&open=a&open=b', start);
    expect(said).toEqual({ ...start, open: ['a', 'b'] });
    fc.assert(fc.property(fc.string(), (hash) => expect(['list', 'graph']).toContain(parseState(hash, start).view)));
  });
});

describe('search and filters', () => {
  const index = indexOf(bookinfo);
  const ask = (change: Partial<State>) => {
    const { rows, changes } = found(bookinfo, index, { ...start, ...change });
    return [rows.map((i) => bookinfo.rows[i]!.id), changes.map((i) => bookinfo.changes[i]!.id)];
  };

  it('finds services, callers and paths, by all words and in any case', () => {
    expect(ask({ query: 'DETAILS reviews' })).toEqual([['denied-get-details'], []]);
    expect(ask({ query: 'productpage' })[0]).toEqual(['allowed-delete-reviews']);
    expect(ask({ query: '/ratings/1' })[0]).toEqual(['allowed-get-ratings']);
    expect(ask({ query: 'canary' })[1]).toEqual(['routing-reviews']);
    expect(ask({ query: 'nothing like this' })).toEqual([[], []]);
  });

  it('leaves what every filter leaves', () => {
    expect(ask({ effect: 'denied' })).toEqual([['denied-get-details'], []]);
    expect(ask({ risk: 'high' })).toEqual([['allowed-get-ratings'], ['mtls-ratings']]);
    expect(ask({ risk: 'medium' })[0]).toEqual(['allowed-get-ratings', 'allowed-delete-reviews']);
    expect(ask({ target: 'dev' })[0]).toEqual(['allowed-delete-reviews', 'denied-get-details']);
    expect(ask({ kind: 'mTLS' })).toEqual([[], ['mtls-ratings']]);
    expect(ask({ kind: 'access', target: 'prod-eu', risk: 'high' })).toEqual([['allowed-get-ratings'], []]);
  });
});

describe('the part of the graph that is drawn', () => {
  const part = (data: typeof bookinfo, change: Partial<State>) => {
    const state = { ...start, view: 'graph' as const, ...change };
    const index = indexOf(data);
    return partOf(data, index, state, found(data, index, state));
  };
  const names = (data: typeof bookinfo, nodes: Iterable<number>) =>
    Array.from(nodes, (i) => data.nodes[i]!.name).sort();

  it('is what changes, with what is around it, or everything', () => {
    const only = part(bookinfo, { scope: 'changes' });
    expect(only.edges.every((i) => bookinfo.edges[i]!.state !== 'same')).toBe(true);
    expect(names(bookinfo, part(bookinfo, { scope: 'around' }).near)).toEqual(['namespace monitoring']);
    expect(part(bookinfo, { scope: 'mesh' }).edges).toHaveLength(bookinfo.edges.length);
  });

  it('follows search and filters', () => {
    expect(names(bookinfo, part(bookinfo, { scope: 'changes', query: 'DELETE' }).core)).toEqual([
      'productpage',
      'reviews',
    ]);
    expect(part(bookinfo, { scope: 'mesh', query: 'ledger' }).edges).toHaveLength(1);
  });

  it('is the calls of what is looked at alone', () => {
    const of = (focus: string) => part(large, { focus }).edges.map((i) => large.edges[i]!);
    const one = large.nodes.findIndex(({ name }) => name === 'svc-5');
    expect(of('service team-0/svc-5').every(({ from, to }) => from === one || to === one)).toBe(true);
    const pairs = of(between('namespace team-0', 'namespace team-1'));
    expect(pairs.length).toBeGreaterThan(0);
    expect(
      pairs.every(
        ({ from, to }) => large.nodes[from]!.namespace === 'team-0' && large.nodes[to]!.namespace === 'team-1',
      ),
    ).toBe(true);
  });

  it('fits, whatever the size of the mesh, and has each edge once', () => {
    for (const scope of SCOPES) {
      const shown = part(large, { scope });
      const whole = folded(large, shown, { core: true });
      expect(whole.units.length).toBeLessThanOrEqual(MOST_UNITS);
      const drawn = whole.links.flatMap(({ edges }) => edges);
      expect(new Set(drawn).size).toBe(drawn.length);
      if (whole.left.units === 0) expect(drawn.sort()).toEqual([...shown.edges].sort());
      const lines = thinned(whole, shown);
      expect(lines.links.length).toBeLessThanOrEqual(MOST_LINKS);
      expect(lines.links.length + lines.left.links).toBe(whole.links.length);
    }
    expect(isDense(folded(large, part(large, { scope: 'mesh' }), { core: true }), { all: true })).toBe(true);
  });

  it('leaves out nothing of the whole mesh by namespaces', () => {
    const { left, links } = folded(large, part(large, { scope: 'mesh' }), { core: true });
    expect([left.units, links.flatMap(({ edges }) => edges).length]).toEqual([0, large.edges.length]);
  });

  it('keeps what changes when there is no room', () => {
    const shown = part(large, { scope: 'around' });
    const { links } = thinned(folded(large, shown, { core: true }), shown);
    const changed = folded(large, shown, { core: true }).links.filter(({ state }) => state !== 'same');
    expect(links.filter(({ state }) => state !== 'same')).toHaveLength(Math.min(MOST_LINKS, changed.length));
  });

  it('is laid out from callers to what they call, the same each time, without boxes over each other', () => {
    const drawing = folded(bookinfo, part(bookinfo, { scope: 'around' }), { core: true });
    const sizes = drawing.units.map(() => ({ width: 100, height: 42 }));
    const layout = placed(drawing, sizes, 80);
    expect(placed(drawing, sizes, 80)).toEqual(layout);
    for (const [i, a] of layout.boxes.entries()) {
      for (const b of layout.boxes.slice(i + 1))
        expect(Math.abs(a.x - b.x) >= 100 || Math.abs(a.y - b.y) >= 42).toBe(true);
    }
    const at = (name: string) => layout.boxes[drawing.units.findIndex((unit) => unit.name === name)]!;
    expect(at('outside').x).toBeLessThan(at('productpage').x);
    expect(at('productpage').x).toBeLessThan(at('reviews').x);
    expect(paths(drawing.links, layout.boxes).every(({ d }) => /^M[-\d. C]+$/.test(d))).toBe(true);
  });
});
