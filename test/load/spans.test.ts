import { afterAll, describe, expect, it } from '@jest/globals';
import { printPosition, type Span } from '../../src/base/span.ts';
import { declared, removeProjects } from './project.ts';

afterAll(removeProjects);

const MESH = "import { mesh } from 'meshwright';\nexport const m = mesh('m');\n";

/** `file:line:column` of the second declaration, and of the calls that led to it. */
async function spanOf(body: string, files: Readonly<Record<string, string>> = {}): Promise<string> {
  const made = await declared({ 'index.ts': MESH + body, ...files });
  return shown((made[1] as { span: Span }).span);
}

function shown({ calledFrom = [], ...position }: Span): string {
  return [position, ...calledFrom].map(printPosition).join(' < ');
}

/** The same, for the mark `«` in the body: where the call is expected. */
async function expectAt(marked: string): Promise<void> {
  const before = (MESH + marked.slice(0, marked.indexOf('«'))).split(/\r\n|\n/);
  const expected = `index.ts:${before.length}:${(before.at(-1) as string).length + 1}`;
  expect((await spanOf(marked.replace('«', ''))).split(' < ')[0]).toBe(expected);
}

describe('the span of a call', () => {
  it.each([
    ['a method call', '«m.say(1);'],
    ['a declaration', "const c = «m.child('c');"],
    ['an exported declaration', "export const c: string = «m.child('c').name;"],
    ['a plain function of the language', "const c = «mesh('c'); m.made.push(...c.made);"],
    ['a constructor of the language', "import { Noun } from 'meshwright';\nconst c = «new Noun('c', m.made);"],
    ['a namespace import', "import * as lang from 'meshwright';\nconst c = «lang.mesh('c'); m.made.push(...c.made);"],
    ['after a multi-line call', 'console.assert(\n  true,\n  `a\nb`,\n);\n  «m.say(1);'],
    ['after a multi-line type', 'interface A {\n  a: string;\n}\ntype B =\n  | 1\n  | 2;\n«m.say(1 as B);'],
    ['after non-ASCII and astral text', "const é = 'ü😀', s = \"日本\"; «m.say(é + '👩‍👩‍👧');"],
    ['after a comment in the line', '/* ü😀 */ «m.say(1); // x'],
    ['after CRLF line ends', 'const a = 1;\r\nconst b =\r\n  2;\r\n  «m.say(a + b);'],
    ['after tabs', '\t\tif (true) «m.say(1);'],
    ['with arguments on several lines', '«m.say({\n  a: 1,\n  b: [\n    2,\n  ],\n});'],
    ['with type arguments and as', '(«m.say({ a: 1 } as const) as unknown);'],
    ['with a non-null assertion', 'const o: { m?: typeof m } = { m };\n«o.m!.say(1);'],
    ['with optional chaining', 'const o: { m?: typeof m } = { m };\n«o.m?.say(1);'],
    ['in a template', 'const s = `${«m.say(1).name} ü`;'],
    ['in an object literal', 'const o = { a: 1, b: «m.say(1) };'],
    ['in an arrow function', 'const f = () => «m.say(1);\nf();'],
    ['in a function that is hoisted', 'f();\nfunction f(): void {\n  «m.say(1);\n}'],
    [
      'in a method of a class',
      'class A {\n  constructor(private readonly m0: typeof m) {}\n  run(): void {\n    «this.m0.say(1);\n  }\n}\nnew A(m).run();',
    ],
    ['in a static block', 'class A { static { «m.say(1); } }'],
    ['in a getter', 'const o = { get x() { return «m.say(1); } };\no.x;'],
    ['in a default parameter', 'function f(x = «m.say(1)) { return x; }\nf();'],
    ['in a loop', 'for (const x of [1]) {\n  «m.say(x);\n}'],
    ['in a callback', '[1].forEach((x) => {\n  «m.say(x);\n});'],
    ['in a namespace', 'namespace N {\n  export const x = «m.say(1);\n}\nN.x;'],
    ['after an enum', "enum E { A, B = 'ü' }\n«m.say(E.A);"],
    ['in a conditional', 'true ? «m.say(1) : 0;'],
    ['after await at the top level', 'await Promise.resolve();\n«m.say(1);'],
    ['in an async function', 'async function f() {\n  await null;\n  «m.say(1);\n}\nawait f();'],
    ['with the receiver on an earlier line', 'm\n  .«say(1);'],
    ['with a call as receiver', '(() => m)().«say(1);'],
    ['with an index as receiver', '[m][0].«say(1);'],
    ['with a long receiver', 'const o = { a: { b: m } };\n«o.a.b.say(1);'],
    ['with a receiver of non-ASCII letters', 'const größe = m;\n  «größe.say(1);'],
  ])('is exact: %s', async (_, marked) => {
    await expectAt(marked);
  });

  it('is that of each call in a chain', async () => {
    const made = await declared({ 'index.ts': `${MESH}m.say(1)\n  .say(2)\n  .say(3);\n` });
    expect(made.slice(1).map(({ span }) => shown(span))).toEqual(['index.ts:3:1', 'index.ts:4:4', 'index.ts:5:4']);
  });

  it('is exact after a byte order mark', async () => {
    const [made] = await declared({
      'index.ts': "\ufeffexport { m } from './m.ts';",
      'm.ts': "\ufeffimport { mesh } from 'meshwright'; export const m = mesh('m');",
    });
    expect(shown((made as { span: Span }).span)).toBe('m.ts:1:53');
  });

  it('is exact on every line of a long file', async () => {
    const lines = Array.from(
      { length: 300 },
      (_, i) => `${' '.repeat(i % 7)}m.say('${'é😀'.repeat(i % 3)}'); m.say(${i});`,
    );
    const made = await declared({ 'index.ts': `${MESH}${lines.join('\n')}\n` });
    const expected = lines.flatMap((line, i) => [
      `index.ts:${i + 3}:${(i % 7) + 1}`,
      `index.ts:${i + 3}:${line.indexOf('; m.') + 3}`,
    ]);
    expect(made.slice(1).map(({ span }) => shown(span))).toEqual(expected);
  });
});

describe('the calls that led to it', () => {
  it('are named when a helper in another file declares', async () => {
    const helper = 'import type { Noun } from "meshwright";\nexport function add(to: Noun): void {\n  to.say(1);\n}\n';
    expect(
      await spanOf("import { add } from './lib/helper.ts';\nadd(m);\n  add(m);", { 'lib/helper.ts': helper }),
    ).toBe('lib/helper.ts:3:3 < index.ts:4:1');
  });

  it('are named for each turn of a loop and each level of helpers', async () => {
    const body =
      'const a = (x: number) => m.say(x);\nconst b = (x: number) => a(x);\nfor (const x of [1, 2]) {\n  b(x);\n}';
    const made = await declared({ 'index.ts': MESH + body });
    const expected = 'index.ts:3:26 < index.ts:4:26 < index.ts:6:3';
    expect(made.slice(1).map(({ span }) => shown(span))).toEqual([expected, expected]);
  });

  it('are at most four', async () => {
    const body =
      'const f = (n: number): unknown => (n === 0 ? m.say(1) : g(n));\nconst g = (n: number): unknown =>\n  f(n - 1);\nf(9);';
    expect((await spanOf(body)).split(' < ')).toHaveLength(5);
  });

  it('never include who imports the module', async () => {
    const files = {
      'index.ts': "export * from './a.ts';",
      'a.ts': "import './b.ts';\nexport { m } from './m.ts';",
      'b.ts': "import { m } from './m.ts';\nm.say(1);",
      'm.ts': MESH,
    };
    const made = await declared(files);
    expect(made.map(({ span }) => shown(span))).toEqual(['m.ts:2:18', 'b.ts:2:1']);
  });

  it('never include who imports it dynamically', async () => {
    const files = {
      'index.ts': `${MESH}await import('./b.ts');`,
      'b.ts': "import { m } from './index.ts';\nm.say(1);",
    };
    await expect(
      declared({
        ...files,
        'b.ts': "const { add } = await import('./c.ts');\nadd(1);",
        'c.ts': 'export const add = (x: number) => x;',
      }),
    ).resolves.toHaveLength(1);
    const made = await declared({
      'index.ts': "import { m } from './m.ts';\nexport { m };\nawait import('./b.ts');",
      'm.ts': MESH,
      'b.ts': files['b.ts'].replace('index', 'm'),
    });
    expect(made.map(({ span }) => shown(span))).toEqual(['m.ts:2:18', 'b.ts:2:1']);
  });
});

it('leaves the stack settings of policies alone', async () => {
  const body =
    'const own = () => "mine";\nError.prepareStackTrace = own;\nError.stackTraceLimit = 3;\nm.say(1);\nm.say([Error.prepareStackTrace === own, Error.stackTraceLimit]);';
  const made = await declared({ 'index.ts': MESH + body });
  expect(made[2]?.said).toEqual([true, 3]);
});
