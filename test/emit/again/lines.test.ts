import { expect, it } from '@jest/globals';
import { INVENTORY_FORM, KUSTOMIZATION_FORM, linesOf, pathAt } from '../../../src/emit/write/again/lines.ts';
import { target } from '../fixture.ts';

it.each([
  ['inventory.json', INVENTORY_FORM, ['9/configmap-c.yaml', 'kustomization.yaml', 'shop/configmap-a.yaml']],
  ['kustomization.yaml', KUSTOMIZATION_FORM, ['9/configmap-c.yaml', 'shop/configmap-a.yaml']],
])('%s lists as many files as it has to', (name, form, paths) => {
  const { text } = target('prod', { a: '1', '9/c': '2' }).find(({ path }) => path === `prod/${name}`)!;
  const lines = linesOf(text, form, paths.length)!;
  expect(paths.map((_, row) => pathAt(lines, row))).toEqual(paths);
  expect(linesOf(text, form, paths.length - 1)).toBeUndefined();
  expect(linesOf(text, form, paths.length + 1)).toBeUndefined();
});
