import type { AccessRow, Change, RiskLevel, RowCaller, RowDestination } from '../../../../src/analysis/diff/change.ts';
import { diffGraph } from '../../../../src/analysis/diff/graph.ts';
import type { Graph, GraphNode } from '../../../../src/analysis/graph.ts';
import type { Grant } from '../../../../src/analysis/matrix.ts';
import type { DiffReport } from '../../../../src/cli/diff/report.ts';

/** Reports as `diff` makes them, to show. */

export const service = (name: string, namespace = 'bookinfo'): RowCaller => ({
  ...{ kind: 'service', name, key: `service ${namespace}/${name}` },
});

export const place = (name: string, port = 9080, namespace = 'bookinfo'): RowDestination => ({
  ...{ key: `service ${namespace}/${name}`, name, port },
});

export function accessRow(effect: AccessRow['effect'], request: string, more: Partial<AccessRow> = {}): AccessRow {
  const [method = 'GET', path = '/'] = request.split(' ');
  const identity = { trustDomain: 'cluster.local', namespace: 'bookinfo', serviceAccount: 'productpage' };
  const http = { method, path: path.replace('{*}', '1'), host: 'reviews', headers: {} };
  const addresses = { sourceIp: '10.0.0.1', remoteIp: '10.0.0.1', destinationIp: '10.0.0.2', port: 9080, sni: '' };
  return {
    effect,
    callers: [service('productpage')],
    requests: [request],
    conditions: [],
    destinations: [place('reviews')],
    example: { request: { identity, http, ...addresses }, text: `${method} ${http.path}` },
    causes: [],
    risk: { level: 'low', reasons: [] },
    targets: ['dev', 'prod-eu', 'prod-us'],
    fingerprint: `${effect}-${method.toLowerCase()}-${(more.destinations ?? [place('reviews')])[0]!.name}`,
    ...more,
  };
}

export function change(kind: Change['kind'], subject: string, text: string, more: Partial<Change> = {}): Change {
  return {
    ...{ kind, subject, text, what: 'changed', key: `service bookinfo/${subject}`, causes: [] },
    risk: { level: 'low', reasons: [] },
    targets: ['dev', 'prod-eu', 'prod-us'],
    fingerprint: `${kind}-${subject}`,
    ...more,
  };
}

/** Who calls whom, as models have it: `[from, to]` by keys of nodes. */
export function graphOf(calls: readonly (readonly [from: string, to: string, ...requests: string[]])[]): Graph {
  const kindOf = (key: string): GraphNode['kind'] =>
    key === 'outside' ? 'outside' : ((/^(service|gateway)/.exec(key)?.[0] as 'service' | undefined) ?? 'group');
  const nameOf = (key: string) => key.slice(Math.max(key.indexOf('/'), key.startsWith('group ') ? 5 : -1) + 1);
  const keys = [...new Set(calls.flatMap((call) => call.slice(0, 2)))];
  return {
    nodes: keys.map((key) => ({ key, kind: kindOf(key), name: nameOf(key) })),
    edges: calls.map(([from, to, ...requests]) => ({
      ...{ from, to, kind: 'may-call' as const },
      grants: [{ requests } as unknown as Grant],
    })),
  };
}

const POLICIES = `import { DELETE, GET, header } from 'meshwright';
import { shop } from './mesh.ts';

export const bookinfo = shop.namespace('bookinfo', { dataPlane: 'sidecar' });

// Who may call whom. With deny-by-default, nothing else can.
productpage.calls(details, GET('/details/{*}'));
productpage.calls(reviews, GET('/reviews/{*}'), DELETE('/reviews/{*}'));
reviews.calls(ratings, GET('/ratings/{*}'));

edge.route(ratings, { hosts: ['bookinfo.example.com'], paths: [path.prefix('/ratings')] });
`;

const cause = (line: number, kind: 'added' | 'removed' | 'changed' = 'changed') => ({
  side: kind === 'removed' ? ('base' as const) : ('head' as const),
  span: { file: 'policies/bookinfo.ts', line, column: 1 },
  change: kind,
});

/** The Bookinfo application with a change of each sort. */
export function bookinfoReport(more: Partial<DiffReport> = {}): DiffReport {
  const access = [
    accessRow('allowed', 'GET /ratings/{*}', {
      callers: [{ kind: 'outside', name: 'outside', key: 'outside' }],
      destinations: [place('ratings')],
      conditions: ['host bookinfo.example.com'],
      causes: [cause(11, 'added')],
      risk: { level: 'high', reasons: ['outside', 'guardrail-near'] },
      targets: ['prod-eu', 'prod-us'],
    }),
    accessRow('allowed', 'DELETE /reviews/{*}', {
      causes: [cause(8)],
      risk: { level: 'medium', reasons: ['write-methods'] },
    }),
    accessRow('denied', 'GET /details/{*}', {
      callers: [service('reviews'), service('ratings'), service('mongodb')],
      requests: ['GET /details/{*}', 'HEAD /details/{*}', 'GET /health'],
      destinations: [place('details'), place('details-v2'), place('details-v3')],
      causes: [cause(7, 'removed')],
      targets: ['dev'],
    }),
  ];
  const changes = [
    change('mtls', 'ratings', 'strict → permissive on port 9080: plaintext is taken', {
      risk: { level: 'high', reasons: ['plaintext'] },
      causes: [cause(9)],
    }),
    change('routing', 'reviews', 'canary: v3 10% → 50%', { targets: ['prod-eu', 'prod-us'], causes: [cause(8)] }),
    change('exposure', 'bookinfo-gateway', 'listens for bookinfo.example.org on https:443', {
      what: 'added',
      key: 'gateway bookinfo/bookinfo-gateway',
      risk: { level: 'medium', reasons: ['outside'] },
    }),
    change('raw', 'EnvoyFilter bookinfo/legacy', 'a raw manifest, outside of the proof', {
      what: 'removed',
      key: 'raw',
    }),
  ];
  const diff = { targets: ['dev', 'prod-eu', 'prod-us'], access, changes, undecided: [] };
  const base = graphOf([
    ['outside', 'gateway bookinfo/bookinfo-gateway', 'bookinfo.example.com/productpage'],
    ['gateway bookinfo/bookinfo-gateway', 'service bookinfo/productpage'],
    ['service bookinfo/productpage', 'service bookinfo/details', 'GET /details/{*}'],
    ['service bookinfo/productpage', 'service bookinfo/reviews', 'GET /reviews/{*}'],
    ['service bookinfo/reviews', 'service bookinfo/ratings', 'GET /ratings/{*}'],
    ['service bookinfo/reviews', 'service bookinfo/details', 'GET /details/{*}'],
    ['service bookinfo/ratings', 'service bookinfo/mongodb'],
    ['group namespace monitoring', 'service bookinfo/productpage', 'GET /metrics'],
    ['service orders/checkout', 'service payments/ledger', 'POST /entries'],
  ]);
  return {
    diff,
    base: { kind: 'revision', name: 'main', commit: '4f1c2d3e5a6b7c8d9e0f4f1c2d3e5a6b7c8d9e0f', from: 'policies' },
    head: { kind: 'working-tree', name: 'the working tree', from: 'policies' },
    files: { policies: 3, out: 9 },
    notes: [],
    verdict: {
      failOn: ['outside', 'risk:high'],
      failing: ['allowed-get-ratings', 'mtls-ratings'],
      approved: [
        {
          fingerprint: 'allowed-delete-reviews',
          reason: 'moderators remove spam',
          owner: 'reviews-team',
          at: { file: 'meshwright.approve', line: 4, column: 1 },
        },
      ],
      stale: [],
    },
    authors: new Map([['policies/bookinfo.ts:8:1', { name: 'Ada Lovelace', commit: '0a1b2c3d4e5f' }]]),
    textOf: (_, file) => (file === 'policies/bookinfo.ts' ? POLICIES : undefined),
    graph: () => diffGraph(diff, [{ base, head: { ...base, edges: base.edges.filter((_, i) => i !== 5) } }]),
    ...more,
  };
}

/** Nothing to review, though forty files differ. */
export function unchangedReport(): DiffReport {
  const diff = { targets: ['dev', 'prod'], access: [], changes: [], undecided: [] };
  const { graph, ...rest } = bookinfoReport();
  const drawn = graph!();
  const same = {
    nodes: drawn.nodes,
    edges: drawn.edges.map((edge) => ({ ...edge, state: 'same' as const, rows: [] })),
  };
  return {
    ...rest,
    diff,
    files: { policies: 40, out: 0 },
    verdict: { failOn: [], failing: [], approved: [], stale: [] },
    graph: () => same,
  };
}

const LEVELS: readonly RiskLevel[] = ['high', 'medium', 'low', 'none'];
const METHODS = ['GET', 'POST', 'DELETE', 'PUT'];

/** A mesh of so many services in namespaces of 25, each calling a few others, with so many rows. */
export function largeReport(services: number, rows: number): DiffReport {
  const namespace = (i: number) => `team-${Math.floor(i / 25)}`;
  const name = (i: number) => `svc-${i}`;
  const key = (i: number) => `service ${namespace(i)}/${name(i)}`;
  const callees = (i: number) =>
    [i + 1, i + 7, i * 3 + 11, i * 7 + 5].map((to) => to % services).filter((to) => to !== i);
  const calls = Array.from({ length: services }, (_, i) =>
    callees(i).map((to) => [key(i), key(to), `GET /api/v1/${name(to)}/{*}`] as const),
  ).flat();
  const access = Array.from({ length: rows }, (_, i): AccessRow => {
    const from = (i * 13) % services;
    const to = callees(from)[i % 3] ?? 0;
    return accessRow(i % 4 === 3 ? 'denied' : 'allowed', `${METHODS[i % 4]} /api/v1/${name(to)}/items/{*}`, {
      callers: [service(name(from), namespace(from))],
      destinations: [place(name(to), 8080, namespace(to))],
      conditions: i % 5 === 0 ? ['header x-tenant is acme'] : [],
      causes: [cause((i % 9) + 1)],
      risk: { level: LEVELS[Math.floor((i * 4) / rows)]!, reasons: i % 2 === 0 ? ['write-methods'] : [] },
      targets: i % 3 === 0 ? ['dev', 'prod-eu', 'prod-us'] : ['prod-eu'],
      fingerprint: `row-${i}`,
    });
  });
  const diff = {
    targets: ['dev', 'prod-eu', 'prod-us'],
    access,
    changes: bookinfoReport().diff.changes,
    undecided: [],
  };
  const mesh = graphOf(calls);
  return bookinfoReport({
    diff,
    verdict: { failOn: [], failing: [], approved: [], stale: [] },
    graph: () => diffGraph(diff, [{ base: mesh, head: mesh }]),
  });
}
