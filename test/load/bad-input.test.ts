import { chmodSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { printPosition } from '../../src/base/span.ts';
import type { Diagnostic } from '../../src/diag/diagnostic.ts';
import { evaluate } from '../../src/load/evaluate.ts';
import { findings, options, project, removeProjects } from './project.ts';

afterAll(removeProjects);

const MESH = { 'm.ts': "import { mesh } from 'meshwright';\nexport const m = mesh('m');\n" };
const ENTRY = "import { m } from './m.ts';\nexport { m };\n";

/** What is found, a line each: code, place, message, label, note, help. */
function shown({ code, span, message, label, note, help, related = [] }: Diagnostic): string {
  const place = span && [span, ...(span.calledFrom ?? [])].map(printPosition).join(' < ');
  const more = [label, note, help, ...related.map((one) => `${printPosition(one.span)} ${one.note}`)];
  return [`${code} ${place ?? '-'} ${message}`, ...more.filter((text) => text !== undefined)].join(' | ');
}

async function found(index: string, files: Readonly<Record<string, string>> = {}): Promise<string[]> {
  return (await findings({ ...MESH, 'index.ts': index, ...files })).map(shown);
}

const inBody = (body: string, files?: Readonly<Record<string, string>>) => found(ENTRY + body, files);

describe('an entry', () => {
  it('that does not exist', async () => {
    const at = async (entry: string, files: Record<string, string>) =>
      (await evaluate(entry, options(project(files)))).diagnostics.map(shown);
    expect(await at('policies/index.ts', {})).toEqual([
      'MW0004 - `policies/index.ts` does not exist | write the policies there, or say in the configuration where they are',
    ]);
    expect(await at('policies/indx.ts', { 'policies/index.ts': '' })).toEqual([
      'MW0004 - `policies/indx.ts` does not exist | did you mean `policies/index.ts`?',
    ]);
    expect(await at('policies', { 'policies/x.txt': '' })).toHaveLength(1);
    expect(await at('../policies/index.ts', {})).toEqual([
      'MW0104 - `../policies/index.ts` leads out of the project | it is ../policies/index.ts',
    ]);
  });

  it('that exports no mesh', async () => {
    expect(await found("import { mesh } from 'meshwright';\nmesh('m');\nexport const x = 1;")).toEqual([
      "MW0115 index.ts:1:1 `index.ts` exports no mesh | export it there: `export { shop as default } from './mesh.ts';`",
    ]);
    expect(await found('')).toHaveLength(1);
  });

  it('that exports two', async () => {
    expect(
      await found("import { mesh } from 'meshwright';\nexport const a = mesh('a');\nexport const b = mesh('b');"),
    ).toEqual([
      'MW0116 index.ts:3:18 `index.ts` exports more than one mesh: `a`, `b` | compile each mesh from an entry of its own | index.ts:2:18 `a` is declared here',
    ]);
  });
});

describe('an import', () => {
  it('that leads nowhere', async () => {
    expect(await inBody("import { a } from './lib/bookinf.ts';", { 'lib/bookinfo.ts': '' })).toEqual([
      'MW0103 index.ts:3:19 there is no module `./lib/bookinf.ts` | did you mean `./lib/bookinfo.ts`?',
    ]);
    expect(await inBody("/* ü😀 */ export * from './nowhere/at-all.ts';")).toEqual([
      'MW0103 index.ts:3:25 there is no module `./nowhere/at-all.ts`',
    ]);
    expect(await inBody("await import('./mm.ts');")).toEqual([
      'MW0103 index.ts:3:14 there is no module `./mm.ts` | did you mean `./m.ts`?',
    ]);
  });

  it('of a package that is not there, or fails', async () => {
    expect(await inBody("import x from 'no-such-package';")).toEqual([
      'MW0103 index.ts:3:15 there is no package `no-such-package` | install it in the project with `npm install`',
    ]);
    const files = {
      'node_modules/bad/package.json': '{ "name": "bad", "main": "main.js" }',
      'node_modules/bad/main.js': 'throw new Error("no way\\nat all");',
    };
    expect(await inBody("import 'bad';", files)).toEqual([
      'MW0108 index.ts:3:8 the package `bad` failed when it was imported: no way',
    ]);
  });

  it('that leads out of the project', async () => {
    expect(await inBody("import x from '../../etc/passwd.ts';")).toEqual([
      'MW0104 index.ts:3:15 `../../etc/passwd.ts` leads out of the project | it is ../../etc/passwd.ts | move the module into the project, or make it a package',
    ]);
    const outside = project({ 'x.ts': 'export const x = 1;' });
    const root = project({ ...MESH, 'index.ts': `${ENTRY}import './link.ts';\nimport './folder/x.ts';` });
    symlinkSync(join(outside, 'x.ts'), join(root, 'link.ts'));
    symlinkSync(outside, join(root, 'folder'));
    const { diagnostics } = await evaluate('index.ts', options(root));
    expect(diagnostics.map(({ code, message, note }) => [code, message, note])).toEqual([
      ['MW0104', '`./link.ts` leads out of the project', `it is ${outside}/x.ts`],
      ['MW0104', '`./folder/x.ts` leads out of the project', `it is ${outside}/x.ts`],
    ]);
  });

  it('of a name that the module does not have', async () => {
    expect(await inBody("import { a, mm as b } from './m.ts';\nb;")).toEqual([
      'MW0107 index.ts:3:13 `./m.ts` exports no `mm` | did you mean `m`?',
    ]);
    expect(await inBody("import x from './m.ts';\nx;")).toEqual(['MW0107 index.ts:3:8 `./m.ts` has no default export']);
    expect(await found("export { m, n } from './m.ts';")).toEqual([
      'MW0107 index.ts:1:13 `./m.ts` exports no `n` | did you mean `m`?',
    ]);
    expect(await inBody("import { mash } from 'meshwright';\nmash();")).toEqual([
      'MW0107 index.ts:3:10 `meshwright` exports no `mash` | did you mean `mesh`?',
    ]);
    expect(await inBody("import { defineConfig } from 'meshwright';\ndefineConfig({});")).toEqual([
      'MW0107 index.ts:3:10 `meshwright` exports no `defineConfig` | import it from `meshwright/config`',
    ]);
  });

  it('of a file that is not UTF-8, not readable, or not JSON', async () => {
    const root = project({
      ...MESH,
      'index.ts': `${ENTRY}import './latin1.ts';\nimport './secret.ts';`,
      'secret.ts': '',
    });
    writeFileSync(join(root, 'latin1.ts'), Buffer.from([0x2f, 0x2f, 0xe9, 0x0a]));
    chmodSync(join(root, 'secret.ts'), 0);
    const { diagnostics } = await evaluate('index.ts', options(root));
    expect(diagnostics.map(shown)[0]).toBe('MW0105 index.ts:3:8 `latin1.ts` cannot be read: it is not UTF-8');
    const root0 = process.getuid?.() === 0;
    expect(diagnostics.map(shown)[1]).toBe(
      root0 ? undefined : 'MW0105 index.ts:4:8 `secret.ts` cannot be read: permission denied',
    );
    const [json] = await inBody("import './d.json';", { 'd.json': '{ "a": }' });
    expect(json).toMatch(/^MW0106 d.json:1:1 `d.json` is not JSON: Unexpected token/);
  });
});

describe('a syntax error', () => {
  it.each([
    ['const a = ;', '3:11 syntax error: unexpected token'],
    ["const é = '😀'; const x = ;", '3:27 syntax error: unexpected token'],
    ['m.say({ to: { v9: 10 }', '3:23 syntax error: expected `}` but found `EOF` | `}` expected'],
    [
      'const a = 1;\r\n\tconst a = 2;',
      '3:7 syntax error: identifier `a` has already been declared | `a` has already been declared here',
    ],
    ['/* é😀 */ export { nope };', "3:20 syntax error: export 'nope' is not defined"],
    ['return 1;', "3:1 syntax error: a 'return' statement can only be used within a function body"],
  ])('is at its place: %s', async (body, expected) => {
    const [first] = await inBody(body);
    expect(first).toMatch(new RegExp(`^MW0101 index.ts:${expected.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`));
  });

  it('that is a merge conflict has its help in one line', async () => {
    const [first] = await inBody('<<<<<<< ours\nm;');
    expect(first).toMatch(/^MW0101 index\.ts:3:1 .*conflict marker[^\n]*$/);
  });

  it('is reported for every file at once', async () => {
    const files = { 'a.ts': 'const = 1;', 'b.ts': "import './a.ts';\nimport './c.ts';\nconst = 2;" };
    const codes = (await inBody("import './a.ts';\nimport './b.ts';\nimport './nowhere.ts';", files)).map((line) =>
      line.slice(0, 17),
    );
    expect(codes).toEqual(['MW0101 a.ts:1:7 s', 'MW0101 b.ts:3:7 s', 'MW0103 index.ts:5']);
  });
});

describe('syntax that policies cannot use', () => {
  it.each([
    ["import fs = require('node:fs');", '3:1 `import … = require(…)` cannot be used in policies'],
    ['export = 1;', '3:1 `export =` cannot be used in policies'],
    ['const é = (x: any) => x;\n@é class A {}', '4:1 decorators cannot be used in policies'],
    ['class A {\n  @dec x = 1;\n}', '4:3 decorators cannot be used in policies'],
    ['using x = open();', '3:1 `using` declarations cannot be used in policies'],
  ])('is refused in words of our own: %s', async (body, expected) => {
    const [first, ...rest] = await inBody(body);
    expect(first?.startsWith(`MW0102 index.ts:${expected}`)).toBe(true);
    expect(rest).toEqual([]);
  });

  it('is not seen in text', async () => {
    const { result } = await evaluate(
      'index.ts',
      options(project({ ...MESH, 'index.ts': `${ENTRY}m.say(\`\nimport x = require('y')\nexport = 1\n\`);` })),
    );
    expect(result).toBeDefined();
  });
});

describe('an exception', () => {
  it.each([
    ['  throw new Error("no\\nway");', '3:9 the policy threw: no'],
    [
      'const x: any = undefined;\nx.calls(1);',
      "4:1 the policy threw: Cannot read properties of undefined (reading 'calls')",
    ],
    [
      "import { target } from 'meshwright';\n/* é😀 */ (target as any)();",
      '4:12 the policy threw: target is not a function',
    ],
    ["import * as lang from 'meshwright';\n(lang as any).nope();", '4:15 the policy threw: nope is not a function'],
    [
      'const f = () => { throw new TypeError("deep"); };\n[1].map(() => f());',
      '3:25 < index.ts:4:15 < index.ts:4:5 the policy threw: deep',
    ],
    ['await null;\nthrow new Error("late");', '4:7 the policy threw: late'],
    ['await Promise.reject(new Error("rejected"));', '3:22 the policy threw: rejected'],
    [
      "const text: any = 1;\nJSON.parse('{');",
      "4:1 the policy threw: Expected property name or '}' in JSON at position 1",
    ],
    ['const f = (): any => f();\nf();', '3:22 the policy threw: Maximum call stack size exceeded'],
  ])('is at the line of the user: %s', async (body, expected) => {
    const lines = await inBody(body);
    expect(lines).toHaveLength(1);
    expect(lines[0]?.startsWith(`MW0110 index.ts:${expected}`) ? expected : lines[0]).toBe(expected);
  });

  it('is at the line of the user also when the language threw', async () => {
    const [line] = await inBody('const o: any = {};\n  m.child.call(o.x, "name");');
    expect(line).toMatch(/^MW0110 index.ts:4:3 the policy threw: Cannot read properties of undefined/);
  });

  it('names the default import as the user does', async () => {
    const [line] = await inBody("import thing from './d.ts';\n(thing as any)();", { 'd.ts': 'export default {};' });
    expect(line).toBe('MW0110 index.ts:4:2 the policy threw: thing is not a function');
  });

  it.each([
    ["throw 'just text';", 'just text'],
    ['throw { a: 1 };', '{"a":1}'],
    ['throw null;', 'null'],
    ['throw undefined;', 'undefined'],
    ['throw Symbol("s");', 'Symbol(s)'],
    ['const o: any = {};\no.o = o;\nthrow o;', 'a value that cannot be shown'],
  ])('may be anything: %s', async (body, expected) => {
    expect(await inBody(body)).toEqual([
      `MW0110 index.ts:1:1 the policy threw: ${expected} | throw an \`Error\`: it knows the line that it comes from`,
    ]);
  });

  it('that nobody handles is told too', async () => {
    expect(await inBody('Promise.reject(new Error("lost"));')).toEqual([
      'MW0111 index.ts:3:16 a promise was rejected and nobody handled it: lost | wait for the promise with `await`, or handle its rejection',
    ]);
    expect(await inBody('const f = async () => {\n  await null;\n  throw new Error("lost");\n};\nf();')).toEqual([
      expect.stringMatching(/^MW0111 index.ts:5:9 a promise was rejected and nobody handled it: lost/),
    ]);
  });

  it('is no matter when the policy catches it', async () => {
    const { result } = await evaluate(
      'index.ts',
      options(
        project({
          ...MESH,
          'index.ts': `${ENTRY}try { throw 1; } catch {}\nawait Promise.reject(1).catch(() => {});\nawait import('./x.ts').catch(() => {});`,
        }),
      ),
    );
    expect(result).toBeDefined();
  });
});

describe('circular imports', () => {
  it('that use a value too early name the circle', async () => {
    const files = {
      'index.ts': "export { m } from './a.ts';",
      'a.ts': "import { mesh } from 'meshwright';\nimport { b } from './b.ts';\nexport const m = mesh(b);",
      'b.ts': "import './c.ts';\nexport const b = 'b';",
      'c.ts': "import { m } from './a.ts';\nexport const c = m.child('c');",
    };
    expect(await found(files['index.ts'], files)).toEqual([
      'MW0109 c.ts:2:18 circular import: `m` of `a.ts` is used before it has a value | the circle is a.ts -> b.ts -> c.ts -> a.ts | move what both modules need into a third one',
    ]);
  });

  it('are seen through a function of the other module', async () => {
    const files = {
      'index.ts': "export { m } from './a.ts';",
      'a.ts':
        "import { mesh } from 'meshwright';\nimport './b.ts';\nexport const m = mesh('m');\nexport const f = 1;\nexport function g() { return m; }",
      'b.ts': "import { g } from './a.ts';\ng().say(1);",
    };
    const [line] = await found(files['index.ts'], files);
    expect(line).toMatch(
      /^MW0109 a.ts:5:30 < b.ts:2:1 circular import: `m` of `a.ts` .* the circle is a.ts -> b.ts -> a.ts/,
    );
  });

  it('are not blamed for a mistake inside one module', async () => {
    expect(await inBody('x;\nconst x = 1;')).toEqual([
      "MW0110 index.ts:3:1 the policy threw: Cannot access 'x' before initialization",
    ]);
  });
});

describe('tsconfig.json', () => {
  it('that cannot be read is told once', async () => {
    const body = "import a from 'aliased-a';\nimport b from 'aliased-b';";
    const lines = await inBody(body, { 'tsconfig.json': '{ "extends": "./nowhere.json" }' });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^MW0119 - `tsconfig.json` cannot be read: .*nowhere/);
  });
});

describe('the process', () => {
  it('is not for policies to end', async () => {
    expect(await inBody('const stop = () => process.exit(0);\nstop();')).toEqual([
      'MW0114 index.ts:3:20 < index.ts:4:1 the policy called `process.exit(0)` | throw an `Error` to stop the compile',
    ]);
    expect(await inBody('try { process.exit(); } catch {}')).toHaveLength(1);
  });

  it('keeps its exit code', async () => {
    const { exitCode } = process;
    await evaluate('index.ts', options(project({ ...MESH, 'index.ts': `${ENTRY}process.exitCode = 5;` })));
    expect(process.exitCode).toBe(exitCode);
  });
});

describe('what goes on after the policies', () => {
  it('is warned of when it is a timer', async () => {
    const { result, diagnostics } = await evaluate(
      'index.ts',
      options(project({ ...MESH, 'index.ts': `${ENTRY}setTimeout(() => {}, 50);` })),
    );
    expect(result).toBeDefined();
    expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([['MW0118', 'warning']]);
  });

  it('is an exception of theirs when what they export throws as it is read', async () => {
    const body = 'export const trap = new Proxy({}, {\n  getPrototypeOf() {\n    throw new Error("trap");\n  },\n});';
    expect(await inBody(body)).toEqual(['MW0110 index.ts:5:11 the policy threw: trap']);
  });
});

describe('what is collected', () => {
  it('must be plain data', async () => {
    const collect = () => ({
      meshes: [{ name: 'm', span: { file: 'index.ts', line: 1, column: 1 } }],
      declarations: [{ at: new Date(0) }],
    });
    expect((await findings({ ...MESH, 'index.ts': ENTRY }, { collect })).map(shown)).toEqual([
      'MW0117 - the declarations hold an object of a class at `0.at`: only plain data can be compiled',
    ]);
  });
});

describe('policies that do not end', () => {
  const soon = { deadline: { seconds: 0.3 } };

  it.each([
    ['a loop', 'let i = 0;\nfor (;;) i++;', 'index.ts:4:'],
    ['a loop in a promise', 'Promise.resolve().then(() => {\n  for (;;);\n});', 'index.ts:4:'],
    ['a loop of promises', 'const f = async () => {\n  for (;;)\n    await null;\n};\nf();', 'index.ts:'],
    ['a loop after a wait', 'await Promise.resolve(1);\nfor (;;);', 'index.ts:4:'],
  ])('are ended, and their line is named: %s', async (_, body, place) => {
    const [finding, ...rest] = await findings({ ...MESH, 'index.ts': ENTRY + body }, soon);
    expect(rest).toEqual([]);
    expect(finding).toMatchObject({ code: 'MW0113', message: 'the policies did not finish within 0.3 s' });
    expect(shown(finding as Diagnostic)).toContain(place);
  });

  it('are ended when a timer keeps them alive', async () => {
    const body = 'setTimeout(() => {}, 900);\nconst x = 1;\n  await new Promise(() => {});';
    const [finding] = await findings({ ...MESH, 'index.ts': ENTRY + body }, soon);
    expect(shown(finding as Diagnostic)).toMatch(/^MW0113 index.ts:5:3 the policies did not finish within 0.3 s/);
  });
});
