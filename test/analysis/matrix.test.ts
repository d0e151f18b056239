import { expect, it } from '@jest/globals';
import { graph } from '../../src/analysis/graph.ts';
import { matrix } from '../../src/analysis/matrix.ts';
import { graphDot, graphMermaid } from '../../src/cli/views/graph.ts';
import { matrixCsv } from '../../src/cli/views/matrix.ts';
import type { SourceTree } from '../../src/load/evaluate.ts';
import { evaluated } from '../checks/evaluated.ts';

async function meshOf(body: string) {
  const text = `
    import { anyone, GET, mesh, path, POST } from 'meshwright';
    export const shop = mesh('shop');
    const app = shop.namespace('app', { dataPlane: 'sidecar' });
    const web = app.service('web', { ports: { http: 8080 } });
    const cart = app.service('cart', { ports: { http: 8080, tcp: 9000 } });
    const db = app.service('db', { ports: { tcp: 5432 } });
    ${body}`;
  const tree: SourceTree = {
    read: (file) => (file === 'policy.ts' ? { kind: 'file', path: file, text } : { kind: 'missing' }),
    list: () => [],
  };
  const { mesh } = await evaluated('/', 'policy.ts', tree);
  if (mesh === undefined) throw new Error('no mesh');
  return mesh;
}

async function rows(body: string): Promise<string[]> {
  const { grants } = matrix(await meshOf(body));
  return grants.map(
    ({ from, toName, ports, less }) => `${from.name} ${toName} ${ports.join()}${less.length ? ' less' : ''}`,
  );
}

it('leaves out what is wholly denied, by one rule or by several together', async () => {
  expect(
    await rows(
      "web.calls(cart, GET('/a/{*}')); shop.deny({ from: anyone, requests: { paths: [path.prefix('/a')] } });",
    ),
  ).toEqual([]);
  expect(
    await rows(
      "web.calls(cart, GET('/a'), POST('/b')); cart.deny({ from: web, requests: GET('/a') }); cart.deny({ from: app, requests: POST('/b') });",
    ),
  ).toEqual([]);
});

it('keeps what is denied in part, and to others', async () => {
  expect(await rows("web.calls(cart, GET('/a', '/b')); cart.deny({ from: web, requests: GET('/a') });")).toEqual([
    'web cart 8080 less',
  ]);
  expect(await rows('web.calls(cart); cart.deny({ from: db });')).toEqual(['web cart 8080,9000']);
});

it('says what a caller may send that may send everything', async () => {
  const mesh = await meshOf('web.calls(db); cart.calls(web); web.calls(cart);');
  const said = matrixCsv(matrix(mesh)).split('\r\n').slice(1, -1);
  expect(said.map((line) => line.split(',').at(-3))).toEqual([
    'any request',
    'any request or connection',
    'any connection',
  ]);
  const lines = [...graphMermaid(graph(mesh)).matchAll(/-->\|"(.*)"\|/g)].map(([, label]) => label);
  expect(lines.sort()).toEqual(['any connection', 'any request', 'any request or connection']);
});

it('names the ports that are left', async () => {
  expect(await rows("web.calls(cart, GET('/a'));")).toEqual(['web cart 8080']);
  expect(await rows("web.calls(cart); cart.deny({ from: anyone, requests: { ports: ['tcp'] } });")).toEqual([
    'web cart 8080',
  ]);
});

it('follows callers that a rule names as a whole', async () => {
  const mesh = await meshOf('web.calls(cart); db.allow({ from: app });');
  const { edges } = graph(mesh, { reaches: { kind: 'service', service: 'app/db' } });
  expect(edges.map(({ from, to }) => `${from} > ${to}`)).toContain('service app/cart > group namespace app');
  expect(edges.map(({ from, to }) => `${from} > ${to}`)).toContain('service app/web > service app/cart');
});

it('lets no name out of its label', () => {
  const name = '"]; evil -->|x| <b>`\\';
  const hostile = { nodes: [{ key: 'a', kind: 'service', name }], edges: [] } as const;
  expect(graphMermaid(hostile)).toBe('flowchart LR\n  n0["#34;#93;#59; evil --#62;#124;x#124; #60;b#62;#96;#92;"]\n');
  expect(graphDot(hostile)).toContain('label="\\"]; evil -->|x| <b>`\\\\"');
  const from = { kind: 'address', key: 'a', name: '=1+"1"' } as const;
  const to = { kind: 'service', service: 'a/b' } as const;
  const grant = { from, to, toName: 'b', ports: [1], requests: [], carries: 'requests' as const, when: [], less: [] };
  expect(matrixCsv({ grants: [grant], unreachable: [] })).toContain('"\'=1+""1"""');
});
