import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { diskTree, evaluate, type SourceTree, snapshotOf } from '../../src/load/evaluate.ts';
import { declared, options, project, removeProjects, write } from './project.ts';

afterAll(removeProjects);

const MESH = { 'm.ts': "import { mesh } from 'meshwright';\nexport const m = mesh('m');\n" };
const ENTRY = "import { m } from './m.ts';\nexport { m };\n";

/** What the policies said, in order, with `ENTRY` before the body. */
async function said(body: string, files: Readonly<Record<string, string>> = {}): Promise<unknown[]> {
  return (await declared({ ...MESH, 'index.ts': ENTRY + body, ...files })).slice(1).map((one) => one.said);
}

describe('an import', () => {
  it.each([
    ['./x.ts', 'x.ts'],
    ['./x.js', 'x.ts'],
    ['./x.mjs', 'x.mts'],
    ['./x.js', 'x.js'],
    ['./x', 'x.ts'],
    ['./x', 'x/index.ts'],
    ['./x/', 'x/index.ts'],
    ['./x/y.ts', 'x/y.ts'],
    ['.', 'index.js'],
  ])('of %s leads to %s', async (specifier, file) => {
    const entry = specifier === '.' ? 'lib/entry.ts' : 'entry.ts';
    const target = specifier === '.' ? `lib/${file}` : file;
    const files = { [entry]: `export { v } from '${specifier}';`, [target]: 'export const v = 1;' };
    expect(await said(`import { v } from './${entry}';\nm.say(v);`, files)).toEqual([1]);
  });

  it('prefers the TypeScript to what was compiled from it', async () => {
    const files = { 'x.ts': 'export const v = "ts";', 'x.js': 'export const v = "js";' };
    expect(await said("import { v } from './x.js';\nm.say(v);", files)).toEqual(['ts']);
  });

  it('may be of JSON', async () => {
    const body =
      "import data from './data.json' with { type: 'json' };\nimport plain from './data.json';\nm.say([data.a, plain.a]);";
    expect(await said(body, { 'data.json': '{"a": ["é"]}' })).toEqual([[['é'], ['é']]]);
  });

  it('follows the paths of tsconfig.json', async () => {
    const files = {
      'tsconfig.base.json':
        '{ "compilerOptions": { "paths": { "#lib/*": ["./lib/*.ts"], "shared": ["./lib/shared.ts"] } } }',
      'tsconfig.json': '{ // a comment\n "extends": "./tsconfig.base.json", }',
      'lib/shared.ts': 'export const v = 1;',
    };
    expect(
      await said("import { v } from 'shared';\nimport { v as w } from '#lib/shared';\nm.say([v, w]);", files),
    ).toEqual([[1, 1]]);
  });

  it('runs a module for its effect only, also when its names are unused or types', async () => {
    const files = {
      'a.ts': "import { m } from './m.ts';\nm.say('a');",
      'b.ts': "import { m } from './m.ts';\nm.say('b');\nexport const unused = 1;",
      'c.ts': "import { m } from './m.ts';\nm.say('c');\nexport interface T { a: 1 }",
    };
    const body =
      "import './a.ts';\nimport { unused } from './b.ts';\nimport { T } from './c.ts';\nimport type { U } from './nowhere.ts';\nm.say({ a: 1 } satisfies T as U);";
    expect(await said(body, files)).toEqual(['a', 'b', 'c', { a: 1 }]);
  });

  it('of a package is by Node’s rules, from the importing file', async () => {
    const files = {
      'node_modules/dual/package.json':
        '{ "name": "dual", "exports": { "import": "./esm.mjs", "require": "./cjs.cjs" } }',
      'node_modules/dual/esm.mjs': 'export const kind = "esm";',
      'node_modules/dual/cjs.cjs': 'exports.kind = "cjs";',
      'node_modules/common/package.json': '{ "name": "common", "main": "main.js" }',
      'node_modules/common/main.js': 'exports.kind = "common";\nexports.deep = 1;',
      'sub/node_modules/dual/package.json': '{ "name": "dual", "exports": "./near.mjs" }',
      'sub/node_modules/dual/near.mjs': 'export const kind = "near";',
      'sub/x.ts': "export { kind } from 'dual';",
    };
    const body =
      "import { kind } from 'dual';\nimport common, { deep } from 'common';\nimport { kind as near } from './sub/x.ts';\nimport { sep } from 'node:path';\nm.say([kind, common.kind, deep, near, sep]);";
    expect(await said(body, files)).toEqual([['esm', 'common', 1, 'near', '/']]);
  });

  it('of meshwright is of the running one, also where a package of that name is installed', async () => {
    const files = {
      'node_modules/meshwright/package.json': '{ "name": "meshwright", "exports": "./no.mjs" }',
      'node_modules/meshwright/no.mjs': '',
    };
    expect(await said('m.say(1);', files)).toEqual([1]);
  });
});

describe('modules', () => {
  it('run once, imports first, in the order of the import statements', async () => {
    const leaf = (name: string, ...imports: string[]) =>
      `${imports.map((path) => `import './${path}.ts';`).join('\n')}\nimport { m } from './m.ts';\nm.say('${name}');`;
    const files = { 'a.ts': leaf('a', 'c', 'b'), 'b.ts': leaf('b', 'c'), 'c.ts': leaf('c') };
    expect(await said("import './b.ts';\nimport './a.ts';\nm.say('index');", files)).toEqual(['c', 'b', 'a', 'index']);
  });

  it('have live bindings', async () => {
    const files = { 'count.ts': 'export let n = 0;\nexport const up = () => { n++; };' };
    const body =
      "import { n, up } from './count.ts';\nimport * as all from './count.ts';\nup();\nup();\nm.say([n, all.n]);";
    expect(await said(body, files)).toEqual([[2, 2]]);
  });

  it('may import each other, as long as nothing is used too early', async () => {
    const files = {
      'a.ts':
        "import { m } from './m.ts';\nimport { b } from './b.ts';\nexport const a = 'a';\nexport function early() { return m.name; }\nm.say(b());",
      'b.ts': "import { a, early } from './a.ts';\nexport const b = () => a + seen;\nconst seen = early();",
    };
    expect(await said("import './a.ts';", files)).toEqual(['am']);
  });

  it('export everything that they say, in every way', async () => {
    const files = {
      'all.ts':
        "export * from './x.ts';\nexport * as ns from './x.ts';\nexport { one as uno, default as def } from './x.ts';\nexport const two = 'own';\nexport const { three, four: [four] } = { three: 3, four: [4] };\nexport default class {}\nexport enum E { A = 5 }",
      'x.ts': 'export const one = 1, two = 2;\nconst d = 6;\nexport default d;\nexport type T = 1;',
    };
    const body =
      "import * as all from './all.ts';\nm.say([Object.keys(all).sort(), all.one, all.two, all.ns.two, all.uno, all.def, all.three, all.four, all.E.A, typeof all.default]);";
    expect(await said(body, files)).toEqual([
      [['E', 'def', 'default', 'four', 'ns', 'one', 'three', 'two', 'uno'], 1, 'own', 2, 1, 6, 3, 4, 5, 'function'],
    ]);
  });

  it('may wait at their top level, and those that import them wait too', async () => {
    const files = {
      'slow.ts':
        "import { m } from './m.ts';\nawait new Promise((resolve) => setTimeout(resolve, 5));\nm.say('slow');\nexport const v = await Promise.resolve(1);",
      'next.ts': "import { m } from './m.ts';\nm.say('next');",
    };
    expect(await said("import { v } from './slow.ts';\nimport './next.ts';\nm.say(v);", files)).toEqual([
      'slow',
      'next',
      1,
    ]);
  });

  it('may be imported dynamically, by any expression', async () => {
    const files = {
      'lib/x.ts': "import { m } from '../m.ts';\nm.say('x');\nexport const v = 1;",
      'lib/y.ts': 'export const v = 2;',
    };
    const body =
      "for (const name of ['x', 'y', 'x']) {\n  const { v } = await import(`./lib/${name}.ts`);\n  m.say(v);\n}\nm.say((await import('node:path')).sep);\nm.say((await import('meshwright')).target.environment);";
    expect(await said(body, files)).toEqual(['x', 1, 2, 1, '/', 'dev']);
  });

  it('know where they are', async () => {
    const [url, dirname, filename] = (
      await said('m.say([import.meta.url, import.meta.dirname, import.meta.filename]);')
    )[0] as string[];
    expect(url).toBe(`file://${filename}`);
    expect(filename).toBe(`${dirname}/index.ts`);
  });

  it('are strict, and have no `this`', async () => {
    expect(
      await said('m.say(this === undefined);\nm.say((function (this: unknown) { return this === undefined; })());'),
    ).toEqual([true, true]);
  });

  it('may start with a hashbang, a directive or comments', async () => {
    const files = {
      'a.ts': "#!/usr/bin/env node\n'use strict';\n// é\n/* x */ import { m } from './m.ts';\nm.say(1);",
      'b.ts': '#!/usr/bin/env node\nexport const b = 1;',
    };
    expect(await said("import './a.ts';\nimport { b } from './b.ts';\nm.say(b);", files)).toEqual([1, 1]);
  });
});

describe('an evaluation', () => {
  it('makes each module anew, and knows its target', async () => {
    const root = project({
      ...MESH,
      'index.ts': `${ENTRY}import { target } from 'meshwright';\nimport { up } from './count.ts';\nm.say([target.environment, up()]);`,
      'count.ts': 'let n = 0;\nexport const up = () => ++n;',
    });
    const results = await Promise.all(
      ['dev', 'prod'].map((environment) =>
        evaluate('index.ts', options(root, { target: { name: 'x', environment, cluster: 'c', values: {} } })),
      ),
    );
    expect(results.map(({ result }) => (result?.declarations as { said: unknown }[] | undefined)?.[1]?.said)).toEqual([
      ['dev', 1],
      ['prod', 1],
    ]);
  });

  it('names the files that took part', async () => {
    const root = project({
      ...MESH,
      'index.ts': `${ENTRY}import './lib/a.ts';\nimport d from './d.json';`,
      'lib/a.ts': '',
      'd.json': '{}',
      'unused.ts': '',
    });
    const { result } = await evaluate('index.ts', options(root));
    expect(result?.files).toEqual(['d.json', 'index.ts', 'lib/a.ts', 'm.ts']);
  });

  it('takes a folder as entry', async () => {
    const root = project({ 'policies/index.ts': "import { mesh } from 'meshwright';\nexport default mesh('m');" });
    expect((await evaluate('policies', options(root))).result?.files).toEqual(['policies/index.ts']);
  });

  it('counts a mesh once, however often it is exported', async () => {
    const made = await declared({
      'index.ts':
        "import { mesh } from 'meshwright';\nexport const a = mesh('a');\nexport const b = a;\nexport default a;",
    });
    expect(made).toHaveLength(1);
  });

  it('reads from any tree of sources', async () => {
    const texts: Record<string, string> = { 'index.ts': "export { m } from './lib/m';", 'lib/m.ts': MESH['m.ts'] };
    const sources: SourceTree = {
      read: (path) => (texts[path] === undefined ? { kind: 'missing' } : { kind: 'file', path, text: texts[path] }),
      list: () => [],
    };
    const { result } = await evaluate('index.ts', options(project({}), { sources }));
    expect(result?.files).toEqual(['index.ts', 'lib/m.ts']);
  });

  it('reads what is on disk at its time, unless it has a snapshot', async () => {
    const root = project({ ...MESH, 'index.ts': `${ENTRY}m.say(1);` });
    const snapshot = snapshotOf(diskTree(root));
    const run = async (sources?: SourceTree) => {
      const { result } = await evaluate('index.ts', options(root, sources && { sources }));
      return (result?.declarations as { said: unknown }[] | undefined)?.[1]?.said;
    };
    expect(await run(snapshot)).toBe(1);
    write(join(root, 'index.ts'), `${ENTRY}m.say(2);`);
    expect([await run(snapshot), await run()]).toEqual([1, 2]);
  });

  it('knows a file by its own path, also through a symbolic link', async () => {
    const root = project({
      'real/m.ts': MESH['m.ts'],
      'index.ts':
        "import { m } from './link/m.ts';\nimport { m as n } from './real/m.ts';\nexport { m };\nm.say(m === n);",
    });
    symlinkSync('real', join(root, 'link'));
    const { result } = await evaluate('index.ts', options(root));
    expect(result?.files).toEqual(['index.ts', 'real/m.ts']);
    expect(result?.declarations).toMatchObject([{ said: 'm' }, { said: true }]);
  });

  it('keeps what policies print out of stdout', async () => {
    expect(await said('console.log("to stderr");\nconst own = { console };\nm.say(typeof own.console.table);')).toEqual(
      ['function'],
    );
  });
});
