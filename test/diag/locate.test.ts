import { beforeAll, describe, expect, it } from '@jest/globals';
import type { ArgumentPath } from '../../src/base/span.ts';
import { type Locate, loadLocator } from '../../src/diag/locate.ts';

let locate: Locate;
beforeAll(async () => {
  locate = await loadLocator();
});

/** The text of the range that is found for the place of `«` in the source. */
function shown(marked: string, at?: ArgumentPath): string | undefined {
  const source = marked.replace('«', '');
  const before = marked.slice(0, marked.indexOf('«')).split(/\r\n|\n/);
  const span = {
    file: 'a.ts',
    line: before.length,
    column: (before.at(-1) as string).replace('\ufeff', '').length + 1,
    ...(at && { at }),
  };
  const range = locate(source, span);
  if (!range) return undefined;
  const lines = source
    .replace('\ufeff', '')
    .split(/\r\n|\n/)
    .slice(range.line - 1, range.endLine);
  lines[lines.length - 1] = (lines.at(-1) as string).slice(0, range.endColumn - 1);
  return [(lines[0] as string).slice(range.column - 1), ...lines.slice(1)].join('\n');
}

describe('a span without a path', () => {
  it.each([
    ['a method call, by where it begins', '«reviews.route({ to: 1 });\nx.y();', 'reviews.route({ to: 1 })'],
    ['a method call, by the name of its method', 'const r = foo().«route({ to: 1 }).traffic();', 'route({ to: 1 })'],
    ['the last call of a chain on several lines', 'reviews\n  .route(1)\n  .«traffic(2);', 'traffic(2)'],
    ['a plain call', "export const shop = «mesh('shop');", "mesh('shop')"],
    ['the innermost of calls that begin at the same place', '«a.b().c();', 'a.b()'],
    ['a constructor', 'const x = «new Helper(1);', 'new Helper(1)'],
    ['an optional call', '«a?.b(1);', 'a?.b(1)'],
    ['a call with type arguments', '«a.b<string>(1);', 'a.b<string>(1)'],
    ['a call after astral characters and tabs', "\tconst s = '😀é'; «a.b(1);", 'a.b(1)'],
    ['a call after CRLF', 'const s = 1;\r\n«a.b(\r\n  1);', 'a.b(\n  1)'],
    ['a call after a byte order mark', '\ufeff«a.b(1);', 'a.b(1)'],
    ['the specifier of an import', "import x from «'./x.ts';", "'./x.ts'"],
    ['a name', 'import { «mesh } from "meshwright";', 'mesh'],
    ['a character that belongs to nothing', 'const x = «;', ';'],
  ])('shows %s', (_, source, expected) => {
    expect(shown(source)).toBe(expected);
  });

  it('finds nothing past the end', () => {
    expect(locate('a();', { file: 'a.ts', line: 3, column: 1 })).toBeUndefined();
    expect(locate('a();', { file: 'a.ts', line: 1, column: 99 })).toBeUndefined();
  });
});

describe('a path into the arguments', () => {
  it.each<[string, string, ArgumentPath, string]>([
    ['a field with its value', "«r.route({ name: 'c', to: { v9: 10, v1: 90 } });", [0, 'to', 'v9'], 'v9: 10'],
    ['an argument', "«r.calls(a, GET('/x'));", [1], "GET('/x')"],
    ['an element of a list', "«g.route(p, { hosts: ['a', 'b'] });", [1, 'hosts', 1], "'b'"],
    ['the name of a field that goes on over lines', '«r.route({ to: {\n v1: 1 } });', [0, 'to'], 'to'],
    ['a quoted field', "«m.set({ 'end-user': 1 });", [0, 'end-user'], "'end-user': 1"],
    ['a numbered field', '«m.set({ 80: 1 });', [0, '80'], '80: 1'],
    ['a computed literal field', "«m.set({ ['a']: 1 });", [0, 'a'], "['a']: 1"],
    [
      'through as const, satisfies, parentheses and !',
      '«m.set(({ a: [1, 2] as const } satisfies X)!);',
      [0, 'a', 1],
      '2',
    ],
    ['through a constant', 'const base = { to: { v9: 1 } };\n«r.route(base);', [0, 'to', 'v9'], 'v9: 1'],
    ['through constants of constants', 'const a = { x: 1 }, b = a;\n«r.route({ c: b });', [0, 'c', 'x'], 'x: 1'],
    ['through shorthand', 'const to = { v9: 1 };\n«r.route({ to });', [0, 'to', 'v9'], 'v9: 1'],
    [
      'through a spread constant',
      'const base = { to: { v9: 1 } };\n«r.route({ ...base, name: 1 });',
      [0, 'to', 'v9'],
      'v9: 1',
    ],
    ['the last of two fields', '«r.route({ a: 1, a: 2 });', [0, 'a'], 'a: 2'],
    [
      'as deep as the text goes',
      "«r.route({ match: header.exact('x') });",
      [0, 'match', 'exact', 'deep'],
      "match: header.exact('x')",
    ],
    ['the object when the field is missing', '«r.route({ a: { b: 1 } });', [0, 'a', 'c'], 'a: { b: 1 }'],
    ['the call when the argument is missing', '«r.route(1);', [3, 'a'], 'r.route(1)'],
    [
      'the call when arguments before it are spread',
      '«r.route(...list, { a: 1 });',
      [1, 'a'],
      'r.route(...list, { a: 1 })',
    ],
    [
      'the inner constant of two',
      'const a = { x: 1 };\nfunction f() { const a = { x: 2 }; «r.route(a); }',
      [0, 'x'],
      'x: 2',
    ],
    ['no constant behind a parameter', 'const a = { x: 1 };\nconst f = (a: X) => «r.route(a);', [0, 'x'], 'a'],
    ['no constant behind a loop', 'const a = { x: 1 };\nfor (const a of list) «r.route(a);', [0, 'x'], 'a'],
    [
      'no constant behind a destructured parameter',
      'const a = { x: 1 };\nfunction f({ b: [a] }) { «r.route(a); }',
      [0, 'x'],
      'a',
    ],
    ['no value behind a variable', 'let a = { x: 1 };\n«r.route(a);', [0, 'x'], 'a'],
    ['no value behind an import', "import { a } from './a.ts';\n«r.route(a);", [0, 'x'], 'a'],
    ['an argument of a later call in a chain', 'r.route({ a: 1 })\n .«route({ a: 2 });', [0, 'a'], 'a: 2'],
    ['a field after astral characters', "«r.route({ n: '😀', to: { v9: 1 } });", [0, 'to', 'v9'], 'v9: 1'],
  ])('leads to %s', (_, source, at, expected) => {
    expect(shown(source, at)).toBe(expected);
  });

  it('ends when constants go in a circle', () => {
    expect(shown('const a = b; const b = a;\n«r.route(a);', [0, 'x'])).toBe('a');
  });
});
