import { runInThisContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import { mayLookElsewhere } from '../../src/load/closed.ts';

describe('policies that depend on their text alone', () => {
  it.each([
    ["export const shop = mesh('shop', { mtls: 'strict' });"],
    ["web.calls(api, GET('/a'), POST(`/b/${name}`));"],
    ['for (const [name, port] of Object.entries(ports)) web.service(name, { ports: { http: port } });'],
    ["for (const name of ['a', 'b', ...others]) team(name, names[0], sizes['large']);"],
    ['const max = Math.max(1, ...sizes.map((size) => size.replicas)) as number;'],
    ['type Sizes = readonly Size[]; const names: string[] = [...new Set(all)].sort();'],
    ["const at = (x: number) => x >= 1 && x.y === 2; if (a.b == 'c') web.deny({ to: [GET('/')] });"],
    ['// the process of the console, by Date\n/**\n * fetch `nothing`\n */ export const a = 1;'.replaceAll('`', '')],
  ])('%s', (text) => {
    expect(mayLookElsewhere(text)).toBe(false);
  });
});

describe('policies that may depend on something else', () => {
  it.each([
    ['the environment', "const region = process.env['REGION'];"],
    ['the environment, in a template', "const a = `it's ${process.env.A}`; // '"],
    ['the environment, after what only looks like a comment', 'const a = `\n// ${process.env.A}`;'],
    ['the environment, at the end of a comment', 'a(); /*\n// */ b(process.env.A);\n'],
    ['the clock', 'const now = Date.now();'],
    ['what was matched last', 'const a = RegExp.$1;'],
    ['chance', 'const n = Math.random();'],
    ['chance, by another name', 'const { random: n } = Math;'],
    ['the language of the machine', 'names.sort((a, b) => a.localeCompare(b));'],
    ['what it prints', "console.log('here');"],
    ['a module that is named later', 'const { a } = await import(name);'],
    ['where it is', 'const here = import.meta.url;'],
    ['code that is made of a text', "const a = (() => {}).constructor('return 1')();"],
    ['the same, hidden', "const a = f['const' + 'ructor']('return 1')();"],
    ['the same, otherwise', 'const { [key]: make } = f;'],
    ['the same, by its letters', 'const a = f.\\u0063onstructor;'],
    ['a name that is worked out', 'const a = all[name];'],
    ['what others left behind', 'GET.seen = 1;'],
    ['the same, counted', 'GET.seen += 1; ++GET.seen;'],
    ['the same, by a function', 'Object.assign(GET, { seen: 1 });'],
    ['a global by its own name', 'globalThis.seen ??= 1;'],
    ['timers', 'setTimeout(() => {}, 1);'],
    ['places on the stack', 'Error.prepareStackTrace = () => {};'],
  ])('%s: %s', (_, text) => {
    expect(mayLookElsewhere(text)).toBe(true);
  });

  it('a global that somebody added', () => {
    const text = 'const a = ofSomebody.b;';
    expect(mayLookElsewhere(text)).toBe(false);
    runInThisContext('globalThis.ofSomebody = {}');
    try {
      expect(mayLookElsewhere(text)).toBe(true);
    } finally {
      runInThisContext('delete globalThis.ofSomebody');
    }
  });
});
