import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { withSharedShapes } from '../../scripts/spreads.mjs';

const PROTOTYPE = '__proto__:Object.prototype,';

describe('object literals of what is built', () => {
  it.each([
    ['f({ ...a, b: 1 })', `f({ ${PROTOTYPE}...a, b: 1 })`],
    ['f({ ...a && { ...b, c }, d })', `f({ ${PROTOTYPE}...a && { ${PROTOTYPE}...b, c }, d })`],
    ["'é'; f({ ...a, ...b })", `'é'; f({ ${PROTOTYPE}...a, ...b })`],
  ])('begin with no spread where they go on: %s', (text, expected) => {
    expect(withSharedShapes('a.js', text)).toBe(expected);
  });

  it.each([
    'f({ ...a })',
    'f({ b: 1, ...a })',
    'f({ ...a, __proto__: b })',
    'const { ...a } = b;',
    'f([...a, b], ...c)',
  ])('are left as they are: %s', (text) => {
    expect(withSharedShapes('a.js', text)).toBe(text);
  });

  it('are the same objects', () => {
    const anything = fc.dictionary(fc.constantFrom('__proto__', 'constructor', '0', 'a', 'b'), fc.nat(), {
      maxKeys: 4,
    });
    const literal = 'return { ...first, a: 1, ...second, b: 2 }';
    const [plain, shared] = [literal, withSharedShapes('a.js', `(function () { ${literal} })`).slice(14, -3)].map(
      (body) => new Function('first', 'second', body),
    );
    fc.assert(
      fc.property(fc.option(anything), fc.option(anything), (first, second) => {
        const made = [plain, shared].map((make) => make!(first, second));
        expect(Object.getOwnPropertyDescriptors(made[1])).toEqual(Object.getOwnPropertyDescriptors(made[0]));
        expect(Object.keys(made[1])).toEqual(Object.keys(made[0]));
        expect(Object.getPrototypeOf(made[1])).toBe(Object.getPrototypeOf(made[0]));
      }),
    );
  });

  it('have to be in something that can be read', () => {
    expect(() => withSharedShapes('a.js', 'f({ ...a, b: })')).toThrow('a.js');
  });
});
