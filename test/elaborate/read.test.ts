import { readDeclarations } from '../../src/elaborate/read.ts';

const shop = { ref: 'mesh', id: 'shop' };
const mesh = { kind: 'mesh', in: shop, args: ['shop', {}], span: { file: 'policies/index.ts', line: 1, column: 1 } };
const namespace = {
  kind: 'namespace',
  in: shop,
  args: ['payments', { dataPlane: 'sidecar' }],
  span: { file: 'policies/index.ts', line: 2, column: 1 },
};
const misspelt = { ...namespace, args: ['payments', { dataPlane: 'sidecars' }] };

describe('declarations that are read more than once', () => {
  it('are the same as if each was read alone', () => {
    const known = new Map();
    const moved = { ...namespace, span: { ...namespace.span, line: 3 } };
    for (const input of [
      [mesh, namespace],
      [mesh, moved],
      [namespace, mesh, namespace],
    ]) {
      expect(readDeclarations(input, known)).toEqual(readDeclarations(input));
    }
    expect(known.size).toBe(3);
  });

  it('are refused each time', () => {
    const known = new Map();
    const first = readDeclarations([mesh, misspelt], known);
    expect(first.diagnostics).toHaveLength(1);
    expect(readDeclarations([mesh, misspelt], known)).toEqual(first);
    expect(first).toEqual(readDeclarations([mesh, misspelt]));
  });
});
