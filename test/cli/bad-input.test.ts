import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  addFiles,
  buildOnce,
  cleanEnv,
  configFile,
  type Files,
  folderWith,
  MAIN,
  meshwright,
  ROOT,
  TARGETS,
} from './meshwright.ts';

beforeAll(buildOnce);

const MESH =
  "import { mesh } from 'meshwright';\nconst m = mesh('m');\nconst n = m.namespace('n', { dataPlane: 'sidecar' });\n";
const GOOD = `${MESH}n.service('web', { ports: { http: 80 } });\nexport default m;\n`;

function project(files: Files = {}): string {
  return folderWith({ 'meshwright.config.ts': configFile(), ...index(GOOD), ...files });
}

function index(text: string): Files {
  return { 'policies/index.ts': text };
}

function service(name: string): Files {
  return index(`${MESH}n.service(${JSON.stringify(name)}, { ports: { http: 80 } });\nexport default m;\n`);
}

function raw(...manifests: readonly object[]): Files {
  return index(`${MESH}n.raw(...(${JSON.stringify(manifests)} as const));\nexport default m;\n`);
}

const CONDITION_ON_NOTHING = {
  apiVersion: 'security.istio.io/v1',
  kind: 'AuthorizationPolicy',
  metadata: { name: 'odd' },
  spec: { rules: [{ when: [{}] }] },
};
const OPEN = { ...CONDITION_ON_NOTHING, spec: { rules: [{}] } };
const FLAGS = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'flags' } };
/** Only what never ends has a deadline; on a busy machine, a second may not even be enough to get there. */
const looping = (body: string): Files => ({
  'meshwright.config.ts': configFile(`  deadline: 3,\n${TARGETS}`),
  ...index(MESH + body),
});
const LOOP_AFTER_WAIT = looping('await new Promise((go) => setTimeout(go, 50));\nfor (;;);\n');

interface Case {
  readonly files: Files;
  readonly says: string | RegExp;
  readonly at?: string;
}

const CASES: Readonly<Record<string, Case>> = {
  'a syntax error': { files: index(`${MESH}const = 1;\n`), says: 'MW0101', at: 'policies/index.ts:4:7' },
  'a raw manifest that nobody could read back': {
    files: index(
      `${MESH}n.service('web', { ports: { http: 80 } });\nn.raw(${JSON.stringify(CONDITION_ON_NOTHING)});\nexport default m;\n`,
    ),
    says: 'MW4001: `AuthorizationPolicy n/odd` is not valid at `spec.rules[0].when[0]`: `key` is missing',
    at: 'policies/index.ts:5',
  },
  'an exception in a policy': {
    files: index(`${MESH}\nthrow new Error('no\\u001b[31m');\n`),
    says: 'no\\x1b[31m',
    at: 'policies/index.ts:5:7',
  },
  'an exception in a helper': {
    files: {
      'policies/help.ts': 'export function help(): never {\n  throw new TypeError("oh");\n}\n',
      ...index("import { help } from './help.ts';\nhelp();\n"),
    },
    says: 'oh',
    at: 'policies/help.ts:2:9',
  },
  'a promise that never settles': {
    files: index(`${MESH}await new Promise(() => {});\nexport default m;\n`),
    says: 'MW0112',
    at: 'policies/index.ts:4:1',
  },
  'an endless loop': { files: looping('for (;;);\n'), says: 'MW0113', at: 'policies/index.ts:4' },
  'an endless loop after a wait': { files: LOOP_AFTER_WAIT, says: 'MW0113', at: 'policies/index.ts:5' },
  'a policy that ends the process': {
    files: index(`${MESH}process.exit(0);\n`),
    says: 'MW0114',
    at: 'policies/index.ts:4:1',
  },
  'a policy that exports no mesh': { files: index(MESH), says: 'MW0115' },
  'a policy that exports two': {
    files: index(`${MESH}export const a = mesh('a');\nexport default m;\n`),
    says: 'MW0116',
  },
  'a circular import': {
    files: {
      'policies/a.ts': "import { b } from './b.ts';\nexport const a = b;\n",
      'policies/b.ts': "import { a } from './a.ts';\nexport const b = a;\n",
      ...index(`import './a.ts';\n${GOOD}`),
    },
    says: 'MW0109',
    at: 'policies/b.ts:2:18',
  },
  'mistakes of several kinds, told at once': {
    files: index(
      `${MESH}import { GET } from 'meshwright';\nconst web = n.service('web', { ports: { http: 80 } });\nconst db = n.service('db', { ports: { tcp: 1 } });\nweb.calls(db, GET('/x'));\nn.service('Bad', { ports: { http: 80 } });\nexport default m;\n`,
    ),
    says: /MW3101[\s\S]*MW1003[\s\S]*2 errors/,
    at: 'policies/index.ts:8:11',
  },
  'a raw manifest that breaks a guardrail': {
    files: index(
      `${MESH}const web = n.service('web', { ports: { http: 80 } });\nm.never('nobody', { from: 'anyone', to: [web] });\nn.raw(${JSON.stringify(OPEN)});\nexport default m;\n`,
    ),
    says: 'MW5001: guardrail `nobody` does not hold',
    at: 'policies/index.ts:6:7',
  },
  'a raw manifest that the schema refuses': {
    files: raw({ ...FLAGS, dta: {} }),
    says: /error MW4\d+: .*`dta`/,
    at: 'policies/index.ts:4',
  },
  'two declarations for one file': { files: raw(FLAGS, FLAGS), says: /error MW\d+/, at: 'policies/index.ts:4' },
  ...Object.fromEntries(
    ['a/b', '../up', 'Upper', 'x'.repeat(64), '🚀', '__proto__', ''].map((name) => [
      `the name ${JSON.stringify(name).slice(0, 12)}`,
      { files: service(name), says: 'MW1003', at: 'policies/index.ts:4:11' },
    ]),
  ),
};

describe('bad input is a clear error, and nothing is written', () => {
  it.each(Object.entries(CASES))('%s', (_what, { files, says, at }) => {
    const folder = project(files);
    const { code, out, err } = meshwright(['compile'], { cwd: folder });
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toEqual(typeof says === 'string' ? expect.stringContaining(says) : expect.stringMatching(says));
    if (at) expect(out).toContain(`┌ ${at}`);
    expect(out).toMatch(/\d errors?(, \d warnings?)?\. Nothing was written\.\n$/);
    expect(existsSync(join(folder, 'out'))).toBe(false);
  });

  it('a type error, under check --types only', () => {
    const compilerOptions = {
      ...{
        target: 'es2023',
        module: 'esnext',
        moduleResolution: 'bundler',
        strict: true,
        skipLibCheck: true,
        types: [],
      },
      ...{ noEmit: true, allowImportingTsExtensions: true },
      paths: { meshwright: [join(ROOT, 'dist/types/src/index.d.ts')] },
    };
    const folder = project({
      ...index(`${MESH}export const wrong: number = 'x';\nn.service('s', { ports: {} });\nexport default m;\n`),
      'tsconfig.json': JSON.stringify({ compilerOptions, include: ['policies'] }),
      // The project's own TypeScript: this one.
      'node_modules/typescript/package.json': JSON.stringify({ name: 'typescript', bin: { tsc: 'tsc.cjs' } }),
      'node_modules/typescript/tsc.cjs': `import(${JSON.stringify(join(ROOT, 'node_modules/typescript/bin/tsc'))});\n`,
    });
    expect(meshwright(['check'], { cwd: folder }).out).not.toContain('TS2322');
    const { code, out } = meshwright(['check', '--types'], { cwd: folder });
    expect(code).toBe(1);
    expect(out).toMatch(/error MW0120: .*\(TS2322\)\n.*┌ policies\/index.ts:4:14\n/);
  });

  it.each([
    ['diff', './out', '.', 1],
    ['diff', '.', './out', 2],
    ['rollout', './out', '.', 1],
    ['rollout', '.', '.', 2],
  ])('a raw manifest that nobody could read back, in %s %s %s', (verb, base, head, code) => {
    const folder = project();
    expect(meshwright(['compile'], { cwd: folder }).code).toBe(0);
    addFiles(folder, CASES['a raw manifest that nobody could read back']!.files);
    const ran = meshwright([verb, base, head], { cwd: folder });
    expect({ code: ran.code, out: ran.out }).toEqual({ code, out: '' });
    expect(ran.err).toContain(
      'MW4001: `AuthorizationPolicy n/odd` is not valid at `spec.rules[0].when[0]`: `key` is missing',
    );
    expect(ran.err).toContain('┌ policies/index.ts:5');
  });

  it("somebody else's file where one of ours goes", () => {
    const folder = project({ 'out/dev/n/service-web.yaml': 'mine' });
    const { code, out } = meshwright(['compile'], { cwd: folder });
    expect(code).toBe(1);
    expect(out).toContain('out/dev/n/service-web.yaml');
    expect(readFileSync(join(folder, 'out/dev/n/service-web.yaml'), 'utf8')).toBe('mine');
    expect(existsSync(join(folder, 'out/dev/kustomization.yaml'))).toBe(false);
  });

  it('three compiles at once, which wait for each other', async () => {
    const folder = project();
    const one = () =>
      new Promise<number | null>((resolve) => {
        spawn(process.execPath, [MAIN, 'compile'], { cwd: folder, env: cleanEnv() }).on('close', resolve);
      });
    expect(await Promise.all([one(), one(), one()])).toEqual([0, 0, 0]);
    expect(meshwright(['compile', '--check'], { cwd: folder }).code).toBe(0);
  });

  it('stale output under --check, which it leaves as it is', () => {
    const folder = project();
    const missing = meshwright(['compile', '--check'], { cwd: folder });
    expect(missing).toMatchObject({ code: 1, out: expect.stringContaining('MW0005') });
    expect(existsSync(join(folder, 'out'))).toBe(false);
    expect(meshwright(['compile'], { cwd: folder }).code).toBe(0);
    expect(meshwright(['compile', '--check'], { cwd: folder }).code).toBe(0);
    const file = join(folder, 'out/dev/n/service-web.yaml');
    writeFileSync(file, `${readFileSync(file, 'utf8')}# mine\n`);
    const stale = meshwright(['compile', '--check', '-o', 'json'], { cwd: folder });
    expect(stale.code).toBe(1);
    expect(JSON.parse(stale.out).targets[0].changes).toEqual([
      { path: 'out/dev/n/service-web.yaml', change: 'changed' },
    ]);
    addFiles(folder, index('export {};'));
    expect(meshwright(['compile'], { cwd: folder }).code).toBe(1);
    expect(readFileSync(file, 'utf8')).toContain('# mine');
  });

  it('in every format, with the same exit code', () => {
    const folder = project(index(MESH));
    for (const format of ['text', 'json', 'sarif', 'junit', 'github', 'gitlab']) {
      const { code, out, err } = meshwright(['check', '-o', format], { cwd: folder });
      expect({ code, err }).toEqual({ code: 1, err: '' });
      expect(out).toContain('MW0115');
    }
  });

  it('as whole JSON also from the middle of a loop', () => {
    const { code, out } = meshwright(['check', '-o', 'json'], { cwd: project(LOOP_AFTER_WAIT) });
    expect({ code, found: JSON.parse(out).findings[0].code }).toEqual({ code: 1, found: 'MW0113' });
  });
});
