import { runInNewContext } from 'node:vm';
import { expect, it } from '@jest/globals';
import { toPlainJson } from '../../src/load/plain.ts';

it.each<[string, unknown]>([
  ['scalars', [null, true, 1.5, 'é']],
  ['nested objects', { a: { b: [{}] } }],
  ['objects without a prototype', Object.assign(Object.create(null), { a: 1 })],
  ['objects of another realm', runInNewContext('({ a: [1, { b: 2 }] })')],
])('copies plain data: %s', (_, value) => {
  expect(toPlainJson(value)).toEqual({ value: JSON.parse(JSON.stringify(value)) });
});

it('leaves out fields without a value, and keeps a field called __proto__', () => {
  const plain = toPlainJson({ a: undefined, ...JSON.parse('{ "__proto__": { "x": 1 } }') });
  expect(JSON.stringify(plain)).toBe('{"value":{"__proto__":{"x":1}}}');
});

class Thing {}
const circle: { self?: unknown } = {};
circle.self = circle;

it.each<[unknown, string]>([
  [() => 1, 'a function'],
  [Symbol('s'), 'a symbol'],
  [1n, 'a bigint'],
  [Number.NaN, 'NaN'],
  [Number.POSITIVE_INFINITY, 'Infinity'],
  [new Thing(), 'an object of a class'],
  [new Date(0), 'an object of a class'],
  [new Map(), 'an object of a class'],
  [[undefined], 'undefined'],
  [new Array(1), 'undefined'],
  [circle, 'an object that contains itself'],
])('refuses what is none: %p', (value, what) => {
  const refused = toPlainJson({ list: [1, { value }] });
  expect(refused).toMatchObject({ what });
  expect((refused as { readonly path: readonly unknown[] }).path.slice(0, 3)).toEqual(['list', 1, 'value']);
});
