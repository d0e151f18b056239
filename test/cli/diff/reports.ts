import type { AccessRow, Change, RowCaller, RowDestination } from '../../../src/analysis/diff/change.ts';
import type { DiffReport } from '../../../src/cli/diff/report.ts';
import type { DiffLook } from '../../../src/cli/views/diff/index.ts';
import { plain } from '../../../src/diag/render/paint.ts';

/** Reports written by hand: what views make of them is the same, whoever finds the differences. */

export const FILE = 'policies/bookinfo.ts';
export const HEAD = `import { bookinfo, details, productpage, reviews } from './services.ts';

productpage.calls(reviews, GET('/reviews/{*}'));
productpage.calls(reviews, DELETE('/reviews/{*}'));

reviews.route({ name: 'canary', to: { v1: 50, v3: 50 } });
`;
export const BASE = `import { bookinfo, details, productpage, reviews } from './services.ts';

productpage.calls(reviews, GET('/reviews/{*}'));
productpage.calls(details, GET('/details/{*}'));

reviews.route({ name: 'canary', to: { v1: 90, v3: 10 } });
`;

export const LOOK: DiffLook = { paint: plain, verbose: false, quiet: false };

export function caller(name: string): RowCaller {
  return { kind: 'service', name, key: `service bookinfo/${name}` };
}

export function destination(name: string, port = 9080): RowDestination {
  return { key: `service bookinfo/${name}`, name, port };
}

export function allowed(more: Partial<AccessRow> = {}): AccessRow {
  return {
    effect: 'allowed',
    callers: [caller('productpage')],
    requests: ['DELETE /reviews/{*}'],
    conditions: [],
    destinations: [destination('reviews')],
    example: {
      request: {
        identity: { trustDomain: 'cluster.local', namespace: 'bookinfo', serviceAccount: 'productpage' },
        sourceIp: '10.0.0.1',
        remoteIp: '10.0.0.1',
        destinationIp: '10.0.0.2',
        port: 9080,
        sni: '',
        http: { method: 'DELETE', path: '/reviews/1', host: 'reviews', headers: {} },
      },
      text: 'DELETE /reviews/1',
    },
    causes: [{ side: 'head', change: 'added', span: { file: FILE, line: 4, column: 1 } }],
    risk: { level: 'medium', reasons: ['write-methods'] },
    targets: ['dev', 'prod-eu', 'prod-us'],
    fingerprint: 'a1b2c3d4e5f6',
    ...more,
  };
}

export function denied(more: Partial<AccessRow> = {}): AccessRow {
  return allowed({
    effect: 'denied',
    requests: ['GET /details/{*}'],
    destinations: [destination('details')],
    example: { ...allowed().example, text: 'GET /details/1' },
    causes: [{ side: 'base', change: 'removed', span: { file: FILE, line: 4, column: 1 } }],
    risk: { level: 'none', reasons: [] },
    fingerprint: '0f1e2d3c4b5a',
    ...more,
  });
}

export function change(more: Partial<Change> = {}): Change {
  return {
    kind: 'routing',
    what: 'changed',
    subject: 'reviews',
    key: 'service bookinfo/reviews',
    text: 'canary: v3 10% → 50%',
    causes: [{ side: 'head', change: 'changed', span: { file: FILE, line: 6, column: 1 } }],
    risk: { level: 'none', reasons: [] },
    targets: ['prod-eu', 'prod-us'],
    fingerprint: '112233445566',
    ...more,
  };
}

export interface Rows {
  readonly access?: readonly AccessRow[];
  readonly changes?: readonly Change[];
  readonly undecided?: DiffReport['diff']['undecided'];
}

export function report(
  { access = [], changes = [], undecided = [] }: Rows,
  more: Partial<Omit<DiffReport, 'diff'>> = {},
): DiffReport {
  return {
    diff: { targets: ['dev', 'prod-eu', 'prod-us'], access, changes, undecided },
    base: { kind: 'revision', name: 'main', commit: '4f1c2d3e5a6b7c8d9e0f4f1c2d3e5a6b7c8d9e0f', from: 'policies' },
    head: { kind: 'working-tree', name: 'the working tree', from: 'policies' },
    notes: [],
    verdict: { failOn: [], failing: [], approved: [], stale: [] },
    textOf: (side, file) => (file === FILE ? (side === 'head' ? HEAD : BASE) : undefined),
    ...more,
  };
}

/** One of each: what most changes look like. */
export const USUAL = report(
  { access: [allowed(), denied()], changes: [change()] },
  { files: { policies: 2, out: 12 } },
);
