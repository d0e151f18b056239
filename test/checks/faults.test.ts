import { expect, it } from '@jest/globals';
import { runChecks } from '../../src/checks/index.ts';
import { validateManifests } from '../../src/compile/validity.ts';
import type { SourceTree } from '../../src/load/evaluate.ts';
import type { Manifest } from '../../src/manifest/manifest.ts';
import { evaluated } from './evaluated.ts';

/** A small mesh that is right, and then one thing that is wrong. */
function policies(fault: string): SourceTree {
  const text = `
    import { anyone, GET, mesh, serviceAccount } from 'meshwright';
    export const shop = mesh('shop');
    const app = shop.namespace('app', { dataPlane: 'sidecar' });
    const cart = app.service('cart', { ports: { http: 8080 }, versions: { v1: { image: 'cart:1' }, v2: { image: 'cart:2' } } });
    const db = app.service('db', { ports: { tcp: 5432 } });
    const web = app.service('web', { ports: { http: 8080 } });
    const edge = shop.gateway('edge', { namespace: app, listeners: { http: { port: 80, hosts: ['shop.example.com'] } } });
    edge.route(web, { paths: ['/'] });
    web.calls(cart, GET('/cart/{*}'));
    cart.calls(db);
    ${fault}
  `;
  return {
    read: (path) => (path === 'policy.ts' ? { kind: 'file', path, text } : { kind: 'missing' }),
    list: () => [],
  };
}

async function codesOf(fault: string): Promise<readonly string[]> {
  const { mesh, diagnostics } = await evaluated('/', 'policy.ts', policies(fault));
  const raw = mesh?.mesh.raw.map(
    (one) => ({ manifest: one.manifest as Manifest, spans: [one.span], raw: 'manifest' }) as const,
  );
  const found = [...diagnostics, ...(mesh ? runChecks(mesh) : []), ...(await validateManifests(raw ?? []))];
  return [...new Set(found.map(({ code }) => code))];
}

function raw(kind: string, spec: string): string {
  const group = /Authorization|Peer/.test(kind) ? 'security' : 'networking';
  return `app.raw({ apiVersion: '${group}.istio.io/v1', kind: '${kind}', metadata: { name: 'x' }, spec: { ${spec} } });`;
}

const virtualService = (http: string) =>
  raw('VirtualService', `hosts: ['x.example.com'], gateways: ['app/x'], http: [{ ${http} }]`);
const policy = (rule: string, more = '') =>
  raw('AuthorizationPolicy', `action: 'DENY', selector: { matchLabels: { app: 'cart' } }, ${more} rules: [${rule}]`);
const toCart = (more: string) => `route: [{ destination: { host: 'cart' } }], ${more}`;
const deployment = `app.raw({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'x' }, spec: {
  selector: { matchLabels: { app: 'x' } },
  template: { metadata: { labels: { app: 'x' } }, spec: { serviceAccountName: 'x', containers: [{ name: 'x', image: 'x' }] } },
} });`;

/** What schema checkers miss, written in the language and as a raw manifest: each alone, each found. */
const FAULTS: readonly (readonly [what: string, fault: string, code: string])[] = [
  ['a bad duration', "cart.route({ name: 'a', to: { v1: 100, v2: 0 }, timeout: '5 sec' as never });", 'MW1004'],
  ['a bad duration, raw', virtualService(toCart("timeout: '5 sec'")), 'MW4001'],
  ['a weight over 100', "cart.route({ name: 'a', to: { v1: 120, v2: 10 } });", 'MW2002'],
  [
    'a weight over 100, raw',
    virtualService("route: [{ destination: { host: 'cart', subset: 'v1' }, weight: 120 }]"),
    'MW4110',
  ],
  ['weights that do not sum', "cart.route({ name: 'a', to: { v1: 50, v2: 40 } });", 'MW2001'],
  [
    'weights that do not sum, raw',
    virtualService("route: [{ destination: { host: 'cart', subset: 'v1' }, weight: 50 }]"),
    'MW4110',
  ],
  ['an unknown version', "cart.route({ name: 'a', to: { v9: 100 } as never });", 'MW1203'],
  ['an unknown subset, raw', virtualService("route: [{ destination: { host: 'cart', subset: 'v9' } }]"), 'MW4101'],
  ['an unknown principal', "cart.deny({ from: serviceAccount('app/crat') });", 'MW3106'],
  [
    'an unknown principal, raw',
    policy("{ from: [{ source: { principals: ['cluster.local/ns/app/sa/crat'] } }] }"),
    'MW4103',
  ],
  [
    'an unknown host',
    "cart.route({ name: 'a', match: { path: '/x' }, redirect: { host: 'crat.app.svc.cluster.local' } });",
    'MW2015',
  ],
  ['an unknown host, raw', virtualService("route: [{ destination: { host: 'crat' } }]"), 'MW4102'],
  ['a policy for no workload', "shop.namespace('empty', { dataPlane: 'sidecar' }).deny({ from: web });", 'MW3105'],
  [
    'a policy for no workload, raw',
    raw('AuthorizationPolicy', "action: 'DENY', selector: { matchLabels: { app: 'crat' } }, rules: [{}]"),
    'MW4104',
  ],
  ['client TLS disabled against STRICT', "cart.traffic({ tls: { mode: 'disabled' } });", 'MW3012'],
  [
    'client TLS disabled against STRICT, raw',
    raw('DestinationRule', "host: 'web.app.svc.cluster.local', trafficPolicy: { tls: { mode: 'DISABLE' } }"),
    'MW4105',
  ],
  ['an allow-all rule', 'cart.allow({ from: anyone });', 'MW3107'],
  ['an HTTP rule on a TCP port', "web.calls(db, GET('/x'));", 'MW3101'],
  [
    'an HTTP rule on a TCP port, raw',
    raw(
      'AuthorizationPolicy',
      "action: 'DENY', selector: { matchLabels: { app: 'db' } }, rules: [{ to: [{ operation: { paths: ['/x'] } }] }]",
    ),
    'MW4107',
  ],
  [
    'a missing service account',
    "web.calls(app.service('x', { ports: { http: 1 }, serviceAccount: { name: 'x', existing: true } }));",
    'MW3004',
  ],
  ['a missing service account, raw', deployment, 'MW3004'],
  ['a lower-case method', "web.calls(cart, { methods: ['get' as never] });", 'MW1005'],
  ['a lower-case method, raw', policy("{ to: [{ operation: { methods: ['get'], ports: ['8080'] } }] }"), 'MW4111'],
];

it('is without findings when nothing is wrong', async () => {
  expect(await codesOf('')).toEqual([]);
});

it.each(FAULTS)('finds %s', async (_, fault, code) => {
  expect(await codesOf(fault)).toEqual([code]);
});

it('finds an allow-all rule, raw, and that it admits more than the policies say', async () => {
  const open = raw('AuthorizationPolicy', "selector: { matchLabels: { app: 'cart' } }, rules: [{}]");
  expect(await codesOf(open)).toEqual(['MW4106', 'MW4109']);
});
