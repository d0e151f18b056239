import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isInside, printOwned, readInventory } from '../../src/emit/inventory.ts';

const sha = 'a'.repeat(64);
const other = 'b'.repeat(64);

describe('the inventory', () => {
  it('is JSON, a file a line, in order, and comes back as it was', () => {
    const path = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter((text) => isInside(text) && text !== 'inventory.json');
    fc.assert(
      fc.property(fc.uniqueArray(path), (paths) => {
        const text = printOwned(
          'prod',
          paths.map((each) => [each, sha] as const),
        );
        expect(JSON.parse(text).files).toEqual(Object.fromEntries(paths.map((each) => [each, sha])));
        expect(readInventory(text)).toEqual({
          kind: 'inventory',
          target: 'prod',
          owned: new Map([...paths].sort().map((each) => [each, sha])),
        });
      }),
    );
  });

  it('does not look different for the order in which files come', () => {
    expect(
      printOwned('t', [
        ['b', sha],
        ['a', sha],
      ]),
    ).toBe(
      printOwned('t', [
        ['a', sha],
        ['b', sha],
      ]),
    );
  });

  it('still tells what is ours in the middle of a merge: what either side lists', () => {
    const text = printOwned('t', [
      ['a', sha],
      ['b', sha],
    ]);
    const merging = text
      .replace(`    "b"`, `<<<<<<< ours\n    "b"`)
      .replace('\n  }\n', `\n=======\n    "c": "${other}"\n>>>>>>> theirs\n  }\n`);
    expect(() => JSON.parse(merging)).toThrow();
    expect(readInventory(merging)).toEqual({
      kind: 'inventory',
      target: 't',
      owned: new Map([
        ['a', sha],
        ['b', sha],
        ['c', other],
      ]),
    });
  });

  it.each([
    ['', 'it is no inventory of meshwright'],
    ['{}', 'it is no inventory of meshwright'],
    [printOwned('t', []).replace('"version": 1', '"version": 2'), 'it is of version 2, which a later meshwright wrote'],
  ])('refuses %j', (text, why) => {
    expect(readInventory(text)).toEqual({ kind: 'refused', why });
  });

  it.each(['../x', '/etc/passwd', 'a/../../x', 'a//b', './a', 'a\\b', 'C:x', 'a\0b', '..', '', 'inventory.json'])(
    'refuses to own %j',
    (path) => {
      expect(readInventory(printOwned('t', [[path, sha]]))).toMatchObject({ kind: 'refused' });
    },
  );
});
