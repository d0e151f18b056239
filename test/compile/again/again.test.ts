import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import '../../seed.ts';
import { atPosition } from '../../../src/cli/locate.ts';
import { compileAgain } from '../../../src/compile/again/index.ts';
import { type CompileOptions, compile, type KeptPolicies } from '../../../src/compile.ts';
import type { Config } from '../../../src/config/config.ts';
import type { Diagnostic } from '../../../src/diag/diagnostic.ts';
import { inOrder, type Located } from '../../../src/diag/render/located.ts';
import { diskTree, snapshotOf } from '../../../src/load/evaluate.ts';
import { edit, edited, filesOf, world } from './world.ts';

const CONFIG = {
  policies: 'policies/index.ts',
  out: 'out',
  deadline: 30,
  targets: {
    prod: {
      environment: 'prod',
      cluster: 'c',
      values: {},
      backends: [{ backend: 'istio', options: { version: '1.31' } }],
    },
  },
} satisfies Config;

const { prod } = CONFIG.targets;
const TWO_TARGETS = { ...CONFIG, targets: { dev: { ...prod, environment: 'dev' }, prod } } satisfies Config;

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

class Project {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'meshwright-again-')));
  readonly #kept = new Map<string, Buffer>();
  readonly #config: Config;

  constructor(config: Config = CONFIG) {
    this.#config = config;
    folders.push(this.root);
  }

  write(files: Readonly<Record<string, string>>): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.root, path)), { recursive: true });
      writeFileSync(join(this.root, path), text);
    }
  }

  get #options() {
    const kept: KeptPolicies = {
      get: (name) => {
        const bytes = this.#kept.get(name);
        return bytes && deserialize(bytes);
      },
      set: (name, value) => void this.#kept.set(name, serialize(value)),
      drop: (name) => void this.#kept.delete(name),
    };
    return { root: this.root, config: this.#config, output: 'write', kept } as const;
  }

  whole(output: CompileOptions['output'] = 'check') {
    return compile({ root: this.root, config: this.#config, output });
  }

  compile() {
    return compile(this.#options);
  }

  /** Undefined where it has to be a whole compile. */
  again() {
    const options = this.#options;
    return compileAgain(options.kept, snapshotOf(diskTree(this.root)), options);
  }
}

/** Findings in the order in which every view shows them, which is not that in which they are found. */
function asShown(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const located = diagnostics.map((diagnostic): Located => {
    const range = diagnostic.span && atPosition(diagnostic.span);
    return { diagnostic, related: [], ...(range && { range }) };
  });
  return inOrder(located).map(({ diagnostic }) => diagnostic);
}

/** What a compile of everything says of the same policies, and that it would write nothing else. */
async function expectWhole(project: Project, again: Awaited<ReturnType<Project['again']>>): Promise<void> {
  const { result, diagnostics } = await project.whole();
  expect(asShown(diagnostics)).toEqual(asShown(again!.diagnostics));
  const changes = result?.targets.flatMap((one) => one.changes) ?? [];
  expect(changes.map(({ path, change }) => `${change} ${path}`)).toEqual([]);
  const bare = (targets: typeof again extends undefined ? never : NonNullable<typeof again>['targets']) =>
    targets.map(({ changes: _, ...one }) => one);
  expect(bare(again!.targets)).toEqual(bare(result!.targets));
}

describe('a compile that goes on from the one before', () => {
  it('leaves what a compile of everything leaves, and says the same', async () => {
    const went = { on: 0, whole: 0 };
    await fc.assert(
      fc.asyncProperty(
        world,
        fc.array(edit, { minLength: 1, maxLength: 12 }),
        fc.boolean(),
        async (start, edits, two) => {
          const project = new Project(two ? TWO_TARGETS : CONFIG);
          project.write(filesOf(start));
          await project.compile();
          let now = start;
          for (const one of edits) {
            const next = edited(now, one);
            project.write(filesOf(next));
            const again = await project.again();
            if (again) await expectWhole(project, again);
            const written = again ?? (await project.compile()).result;
            // What does not compile is taken back.
            if (written) now = next;
            else project.write(filesOf(now));
            if (written) went[again ? 'on' : 'whole']++;
          }
          rmSync(project.root, { recursive: true, force: true });
        },
      ),
      { numRuns: Number(process.env['MESHWRIGHT_RUNS'] ?? 40) },
    );
    if (process.env['MESHWRIGHT_RUNS']) console.log(went);
    // Otherwise this would show nothing.
    expect(went.on).toBeGreaterThan(went.whole / 4);
  }, 600_000);

  /** What a compile of everything finds after an edit that concerns another service than the one that it is made to. */
  async function afterEdit(
    before: Readonly<Record<string, string>>,
    edit: readonly [file: string, from: string, to: string],
  ) {
    const project = new Project();
    project.write(before);
    expect((await project.compile()).result).toBeDefined();
    const [file, from, to] = edit;
    expect(before[file]).toContain(from);
    project.write({ [file]: before[file]!.replace(from, to) });
    const again = await project.again();
    if (again) await expectWhole(project, again);
    return { again, whole: await project.whole() };
  }

  const MESH = "import { mesh } from 'meshwright';\nexport const shop = mesh('shop', { mtls: 'strict' });\n";
  const index = (...files: readonly string[]) =>
    `${files.map((file) => `import './${file}.ts';\n`).join('')}export { shop as default } from './mesh.ts';\n`;
  const namespace = (name: string, imports: string, ...lines: readonly string[]) =>
    [
      "import { anyone, DELETE, GET } from 'meshwright';",
      "import { shop } from './mesh.ts';",
      imports,
      `export const ${name} = shop.namespace('${name}', { dataPlane: 'sidecar' });`,
      ...lines,
      '',
    ].join('\n');
  const service = (name: string, of: string, more = '') =>
    `export const ${name} = ${of}.service('${name}', { ports: { http: 80 }, versions: { v1: { image: 'i' } }${more} });`;

  it('finds what the first rule of a mesh means for services that have none', async () => {
    const { again, whole } = await afterEdit(
      {
        'policies/mesh.ts': MESH,
        'policies/a.ts': namespace('a', '', service('x', 'a'), service('y', 'a'), '// here'),
        'policies/b.ts': namespace('b', '', service('z', 'b')),
        'policies/index.ts': index('a', 'b'),
      },
      ['policies/a.ts', '// here', 'x.allow({ from: y });'],
    );
    expect(whole.diagnostics.map(({ code, span }) => [code, span?.file])).toContainEqual(['MW3304', 'policies/b.ts']);
    expect(again).toBeUndefined();
  });

  it('finds what a rule means for a service that routes there', async () => {
    const { again, whole } = await afterEdit(
      {
        'policies/mesh.ts': MESH,
        'policies/a.ts': namespace('a', '', service('x', 'a'), service('v', 'a'), 'v.calls(x);'),
        'policies/b.ts': namespace(
          'b',
          "import { x } from './a.ts';",
          service('y', 'b'),
          service('w', 'b'),
          'y.allow({ from: x });',
          'y.allow({ from: w });',
          'x.allow({ from: w });',
        ),
        'policies/c.ts': namespace(
          'c',
          "import { x } from './a.ts';\nimport { y } from './b.ts';",
          service('z', 'c'),
          'z.allow({ from: x });',
          'z.route({ to: [{ service: y, weight: 100 }] });',
        ),
        'policies/index.ts': index('a', 'b', 'c'),
      },
      ['policies/b.ts', 'y.allow({ from: x });\n', ''],
    );
    expect(whole.diagnostics.map(({ code, span }) => [code, span?.file])).toContainEqual(['MW3308', 'policies/c.ts']);
    expect(again).toBeUndefined();
  });

  it('names all files of what services share', async () => {
    const { again } = await afterEdit(
      {
        'policies/mesh.ts': MESH,
        'policies/a.ts': namespace('a', '', service('x', 'a', ", serviceAccount: 'shared'")),
        'policies/b.ts': `import { a } from './a.ts';\n${service('y', 'a', ", serviceAccount: 'shared'")}\n`,
        'policies/index.ts': index('a', 'b'),
      },
      ['policies/b.ts', "image: 'i'", "image: 'j'"],
    );
    expect(again?.targets[0]?.changes).toEqual([{ path: 'out/prod/a/deployment-y-v1.yaml', change: 'changed' }]);
  });

  it('says no more what an edit elsewhere mended', async () => {
    const { whole } = await afterEdit(
      {
        'policies/mesh.ts': MESH,
        'policies/a.ts': namespace('a', '', service('x', 'a')),
        'policies/b.ts': namespace(
          'b',
          "import { x } from './a.ts';",
          service('y', 'b'),
          service('z', 'b'),
          "y.calls(z, GET('/a'));",
          '// here',
        ),
        'policies/index.ts': index('a', 'b'),
      },
      ['policies/b.ts', '// here', "y.calls(x, GET('/a'));"],
    );
    expect(whole.diagnostics).toEqual([]);
  });

  it('finds what breaks a guardrail', async () => {
    const { again, whole } = await afterEdit(
      {
        'policies/mesh.ts': MESH,
        'policies/a.ts': namespace(
          'a',
          '',
          service('x', 'a'),
          service('y', 'a'),
          service('z', 'a'),
          "x.calls(y, GET('/a'));",
          "y.calls(z, DELETE('/a'));",
          'y.calls(x);',
        ),
        'policies/never.ts':
          "import { DELETE } from 'meshwright';\nimport { shop } from './mesh.ts';\nimport { x, y } from './a.ts';\nshop.never('x deletes nothing', { from: x, to: y, requests: DELETE('/{**}') });\n",
        'policies/index.ts': index('a', 'never'),
      },
      ['policies/a.ts', "x.calls(y, GET('/a'));", "x.calls(y, DELETE('/a'));"],
    );
    expect(whole.diagnostics.map(({ code }) => code)).toContain('MW5001');
    expect(again).toBeUndefined();
  });
});
