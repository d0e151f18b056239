import { expect, it } from '@jest/globals';
import type { AccessDiff, AccessRow, Change } from '../../../src/analysis/diff/change.ts';
import { diffGraph } from '../../../src/analysis/diff/graph.ts';
import type { Graph } from '../../../src/analysis/graph.ts';
import type { Grant, Who } from '../../../src/analysis/matrix.ts';

type Call = readonly [from: string, to: string, ...requests: string[]];

function graphOf(...calls: readonly Call[]): Graph {
  const names = [...new Set(calls.flatMap((call) => call.slice(0, 2)))];
  const kindOf = (name: string): Who['kind'] => (name.startsWith('namespace') ? 'group' : 'service');
  const keyOf = (name: string) => (kindOf(name) === 'group' ? `group ${name}` : `service shop/${name}`);
  return {
    nodes: names.map((name) => ({ key: keyOf(name), kind: kindOf(name), name })),
    edges: calls.map(([from, to, ...requests]) => ({
      ...{ from: keyOf(from), to: keyOf(to), kind: 'may-call' as const },
      grants: [{ requests } as unknown as Grant],
    })),
  };
}

const row = (effect: AccessRow['effect'], from: string, to: string, more: Partial<AccessRow> = {}): AccessRow => ({
  effect,
  callers: [{ kind: 'service', name: from, key: `service shop/${from}` }],
  requests: ['GET /a'],
  conditions: [],
  destinations: [{ key: `service shop/${to}`, name: to, port: 8080 }],
  example: { request: { http: {} } as AccessRow['example']['request'], text: 'GET /a' },
  causes: [],
  risk: { level: 'low', reasons: [] },
  targets: ['dev'],
  fingerprint: `${effect} ${from} ${to}`,
  ...more,
});

const diffOf = (access: readonly AccessRow[], changes: readonly Change[] = []): AccessDiff => ({
  ...{ targets: ['dev'], access, changes, undecided: [] },
});

const states = (access: readonly AccessRow[], base: Graph, head: Graph) =>
  diffGraph(diffOf(access), [{ base, head }]).edges.map(({ from, to, state }) => `${state} ${from} ${to}`);

it('calls an edge added, removed or changed when a row says so', () => {
  const base = graphOf(['web', 'cart', 'GET /a'], ['web', 'db', 'GET /b'], ['cart', 'db']);
  const head = graphOf(['web', 'cart', 'GET /a', 'GET /c'], ['cart', 'db'], ['db', 'web']);
  const rows = [row('allowed', 'web', 'cart'), row('denied', 'web', 'db'), row('allowed', 'db', 'web')];
  expect(states(rows, base, head)).toEqual([
    'changed service shop/web service shop/cart',
    'same service shop/cart service shop/db',
    'added service shop/db service shop/web',
    'removed service shop/web service shop/db',
  ]);
});

it('says of rules that are written otherwise that nothing changed', () => {
  const base = graphOf(['web', 'db'], ['cart', 'db']);
  const head = graphOf(['namespace shop', 'db']);
  expect(states([], base, head)).toEqual(['same group namespace shop service shop/db']);
});

it('draws rows that no rule is about, as where only manifests are known', () => {
  const rows = [row('allowed', 'web', 'cart'), row('denied', 'web', 'db'), row('denied', 'web', 'cart')];
  const { nodes, edges } = diffGraph(diffOf(rows), []);
  expect(nodes.map(({ key, kind }) => `${kind}: ${key}`)).toEqual([
    'service: service shop/web',
    'service: service shop/cart',
    'service: service shop/db',
  ]);
  expect(edges).toEqual([
    {
      ...{
        from: 'service shop/web',
        to: 'service shop/cart',
        state: 'changed',
        requests: ['GET /a'],
        carries: 'requests',
      },
      rows: ['allowed web cart', 'denied web cart'],
    },
    {
      ...{
        from: 'service shop/web',
        to: 'service shop/db',
        state: 'removed',
        requests: ['GET /a'],
        carries: 'requests',
      },
      rows: ['denied web db'],
    },
  ]);
});

it('takes the caller of a row for the one that rules name', () => {
  const head = graphOf(['namespace shop', 'db']);
  const caller = { kind: 'namespace', name: 'namespace shop', key: 'namespace shop' } as const;
  expect(states([row('allowed', 'web', 'db', { callers: [caller] })], graphOf(), head)).toEqual([
    'added group namespace shop service shop/db',
  ]);
});

it('says what each edge lets through: all of it where one rule does', () => {
  const requests = (...calls: readonly Call[]) =>
    diffGraph(diffOf([]), [{ head: graphOf(...calls) }]).edges.map((edge) => edge.requests);
  expect(requests(['web', 'db', 'GET /a', 'GET /b'])).toEqual([['GET /a', 'GET /b']]);
  expect(requests(['web', 'db', 'GET /a'], ['web', 'db'])).toEqual([[]]);
});

it('keeps a row of a thousand callers and destinations small', () => {
  const many = Array.from({ length: 1_000 }, (_, i) => ({ key: `service shop/s${i}`, name: `s${i}`, port: 8080 }));
  const callers = many.map(({ key, name }) => ({ kind: 'service' as const, key, name }));
  const { nodes, edges } = diffGraph(diffOf([row('allowed', '', '', { callers, destinations: many })]), []);
  expect(edges).toHaveLength(1_000);
  expect(nodes[0]).toMatchObject({ kind: 'group', name: '1000 callers' });
});

it('marks the nodes that other changes are about', () => {
  const change = (kind: Change['kind'], what: Change['what'], key: string): Change => ({
    ...{ kind, what, subject: key, key, text: '', causes: [], risk: { level: 'low', reasons: [] }, targets: ['dev'] },
    fingerprint: `${kind} ${key}`,
  });
  const changes = [change('mtls', 'changed', 'service shop/db'), change('workload', 'added', 'service shop/cart')];
  const { nodes } = diffGraph(diffOf([], changes), [{ head: graphOf(['web', 'db'], ['cart', 'db']) }]);
  expect(nodes.map(({ name, state, changes: of }) => [name, state, of])).toEqual([
    ['web', 'same', []],
    ['db', 'changed', ['mtls service shop/db']],
    ['cart', 'added', ['workload service shop/cart']],
  ]);
});
