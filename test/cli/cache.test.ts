import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { deserialize } from 'node:v8';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { addFiles, buildOnce, configFile, folderWith, MAIN, meshwright, type Ran } from './meshwright.ts';

beforeAll(buildOnce);

const POLICIES = `import { mesh } from 'meshwright';
export const shop = mesh('shop', { mtls: 'strict', authorization: 'deny-by-default' });
const web = shop.namespace('web', { dataPlane: 'sidecar' });
web.service('front', { ports: { http: 8080 }, versions: { v1: { image: 'front:1' } } });
export default shop;
`;

const project = () => folderWith({ 'meshwright.config.ts': configFile(), 'policies/index.ts': POLICIES });

interface Cached {
  readonly root: string;
  readonly cache: string;
  readonly run: (...args: readonly string[]) => Ran;
}

/** A project, and a cache of its own. */
function cached(): Cached {
  const [root, cache] = [project(), folderWith()];
  return { root, cache, run: (...args) => meshwright(args, { cwd: root, env: { XDG_CACHE_HOME: cache } }) };
}

function filesIn(cache: string): readonly string[] {
  if (!existsSync(join(cache, 'meshwright'))) return [];
  return readdirSync(join(cache, 'meshwright'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** What a run says and leaves, without the time that it took. */
function result({ code, out, err }: Ran, root: string): unknown {
  const files = readdirSync(join(root, 'out/dev'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
  return { code, out: out.replace(/[\d.]+ s$/m, ''), err, files };
}

let plain: unknown;

/** What one gets without any cache. */
function uncached(): unknown {
  if (plain === undefined) {
    const root = project();
    plain = result(meshwright(['compile'], { cwd: root, env: { MESHWRIGHT_CACHE: 'off' } }), root);
  }
  return plain;
}

/** Megabytes are compared by their digests: jest would compare them byte by byte. */
function digests(files: readonly string[]): readonly string[] {
  return files.map((file) => createHash('sha256').update(readFileSync(file)).digest('hex'));
}

it('is a script of ASCII alone, which the launcher relies on', () => {
  const script = readFileSync(join(MAIN, '../command.js'));
  expect(script.every((byte) => byte < 0x80)).toBe(true);
});

describe('the cache', () => {
  it('is written by the first run of a verb, and left alone by the next', () => {
    const { root, cache, run } = cached();
    expect(result(run('compile'), root)).toEqual(uncached());
    const files = filesIn(cache);
    expect(files.map((file) => basename(file))).toEqual([
      'code-compile',
      expect.stringMatching(/^compile-/),
      expect.stringMatching(/^index-/),
      expect.stringMatching(/^mesh-/),
      expect.stringMatching(/^policies-/),
    ]);
    // How the output was left is another thing each time.
    const lasting = files.filter((file) => !basename(file).startsWith('compile-'));
    const before = digests(lasting);
    rmSync(join(root, 'out'), { recursive: true });
    expect(result(run('compile'), root)).toEqual(uncached());
    expect(digests(lasting)).toEqual(before);
    run('check');
    expect(filesIn(cache)).toHaveLength(files.length + 1);
  });

  it.each([
    ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    ['empty', () => Buffer.alloc(0)],
    ['changed in one place', (bytes: Buffer) => flipped(bytes, bytes.length >> 1)],
    ['changed at its end', (bytes: Buffer) => flipped(bytes, bytes.length - 1)],
    ['something else', () => Buffer.from('x'.repeat(100_000))],
  ])('changes nothing when its files are %s, and is made anew', (_, spoil) => {
    const { root, cache, run } = cached();
    run('compile');
    const good = filesIn(cache).map((file) => readFileSync(file));
    for (const file of filesIn(cache)) writeFileSync(file, spoil(readFileSync(file)));
    rmSync(join(root, 'out'), { recursive: true });
    expect(result(run('compile'), root)).toEqual(uncached());
    const lengths = filesIn(cache).map((file) => readFileSync(file).length);
    expect(lengths[0]).toBeGreaterThan(good[0]!.length / 2 + 1);
    expect(lengths[1]).toBe(good[1]!.length);
  });

  it('shows places of findings in modules that it knows, as of those that it does not', () => {
    const { root, run } = cached();
    addFiles(root, { 'policies/index.ts': POLICIES.replace("image: 'front:1'", 'replicas: -1') });
    const [first, second] = [run('check'), run('check')];
    expect(first.err + first.out).toContain('policies/index.ts:4:');
    expect([second.code, second.out, second.err]).toEqual([first.code, first.out, first.err]);
  });

  it('tells files with the same text apart', () => {
    const { root, run } = cached();
    const same = "import { web } from './web.ts';\nweb.service('front', { ports: { http: 8080 }, replicas: -1 });\n";
    addFiles(root, {
      'policies/web.ts': POLICIES.replace('const web', 'export const web').replace(/^web.*\n/m, ''),
      'policies/a.ts': same,
      'policies/b.ts': same,
      'policies/index.ts': "import './a.ts';\nimport './b.ts';\nexport { default } from './web.ts';\n",
    });
    const [first, second] = [run('check'), run('check')];
    for (const file of ['a', 'b']) expect(first.err + first.out).toContain(`policies/${file}.ts:2:`);
    expect([second.code, second.out, second.err]).toEqual([first.code, first.out, first.err]);
  });

  it('knows a module by its text', () => {
    const { root, run } = cached();
    run('compile');
    addFiles(root, { 'policies/index.ts': POLICIES.replace('front:1', 'front:2') });
    run('compile');
    expect(readFileSync(join(root, 'out/dev/web/deployment-front-v1.yaml'), 'utf8')).toContain('image: front:2');
  });

  it('is not missed where it cannot be: no folder to write to, or a file in its place', () => {
    const { root, cache } = cached();
    for (const base of ['/proc/nowhere', join(cache, 'file'), 'relative']) {
      writeFileSync(join(cache, 'file'), '');
      rmSync(join(root, 'out'), { recursive: true, force: true });
      const ran = meshwright(['compile'], { cwd: root, env: { XDG_CACHE_HOME: base } });
      expect(result(ran, root)).toEqual(uncached());
    }
  });

  it('is not missed where the folder is read-only', () => {
    const { root, cache, run } = cached();
    mkdirSync(join(cache, 'meshwright'));
    chmodSync(join(cache, 'meshwright'), 0o500);
    expect(result(run('compile'), root)).toEqual(uncached());
    chmodSync(join(cache, 'meshwright'), 0o700);
  });

  it('is off where that is asked', () => {
    const { root, cache } = cached();
    meshwright(['compile'], { cwd: root, env: { XDG_CACHE_HOME: cache, MESHWRIGHT_CACHE: 'off' } });
    expect(readdirSync(cache)).toEqual([]);
  });

  it('is never inside a checkout, where a pull request could bring it', () => {
    const { root } = cached();
    const cache = join(root, '.cache');
    const run = () => meshwright(['compile'], { cwd: root, env: { XDG_CACHE_HOME: cache } });
    run();
    expect(existsSync(cache)).toBe(false);
    rmSync(join(root, 'out'), { recursive: true });
    addFiles(folderWith(), { '.git/HEAD': '' });
    expect(result(run(), root)).toEqual(uncached());
  });

  it('says nothing of runs that ended early', () => {
    const { root, cache, run } = cached();
    addFiles(root, { 'policies/index.ts': POLICIES.replace("image: 'front:1'", 'replicas: -1') });
    expect(run('compile').code).toBe(1);
    expect(filesIn(cache).map((file) => basename(file))).toEqual([expect.stringMatching(/^policies-/)]);
    rmSync(join(cache, 'meshwright'), { recursive: true });
    run('--version');
    run('compile', '--nonsense');
    run('nonsense');
    expect(filesIn(cache)).toEqual([]);
  });

  it('holds while many runs begin at once', async () => {
    const { root, cache } = cached();
    const { spawn } = await import('node:child_process');
    const env = { PATH: process.env.PATH, XDG_CACHE_HOME: cache };
    const runs = Array.from(
      { length: 4 },
      () =>
        new Promise((resolve) =>
          spawn(process.execPath, [MAIN, 'check', '-q'], { cwd: root, env, stdio: 'ignore' }).on('close', resolve),
        ),
    );
    expect(await Promise.all(runs)).toEqual([0, 0, 0, 0]);
    const files = filesIn(cache);
    expect(files).toHaveLength(2);
    const before = digests(files);
    meshwright(['check', '-q'], { cwd: root, env: { XDG_CACHE_HOME: cache } });
    expect(digests(files)).toEqual(before);
  });
});

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = copy[at]! ^ 1;
  return copy;
}

describe('what policies became', () => {
  const CALLED = POLICIES.replace(
    'export default',
    "const api = web.service('api', { ports: { http: 80 } });\nweb.service('front2', { ports: { http: 81 } }).calls(api);\nexport default",
  );
  const ask = ({ run }: Cached) => run('can', 'web/front2', 'web/api');
  const meshesIn = (cache: string) => filesIn(cache).filter((file) => basename(file).startsWith('mesh-'));

  function asked(): Cached {
    const one = cached();
    addFiles(one.root, { 'policies/index.ts': CALLED });
    expect(ask(one).code).toBe(0);
    return one;
  }

  it('is kept for the next question, which has the same answer', () => {
    const one = asked();
    expect(meshesIn(one.cache)).toHaveLength(1);
    const before = digests(filesIn(one.cache));
    const plain = meshwright(['can', 'web/front2', 'web/api'], { cwd: one.root, env: { MESHWRIGHT_CACHE: 'off' } });
    expect(ask(one)).toEqual(plain);
    expect(digests(filesIn(one.cache))).toEqual(before);
  });

  it('is not what a question after an edit is answered from', () => {
    const one = asked();
    addFiles(one.root, { 'policies/index.ts': CALLED.replace('.calls(api)', '') });
    expect(ask(one).code).toBe(1);
    addFiles(one.root, { 'policies/index.ts': CALLED });
    expect(ask(one).code).toBe(0);
    expect(meshesIn(one.cache)).toHaveLength(2);
  });

  it('keeps what it knows of modules that a compile did not need', () => {
    const one = cached();
    const many = Object.fromEntries(
      Array.from({ length: 8 }, (_, i) => [`policies/m${i}.ts`, `export const image${i} = 'i:${i}';\n`]),
    );
    addFiles(one.root, {
      ...many,
      'policies/index.ts':
        Object.keys(many)
          .map((file) => `import './${basename(file)}';\n`)
          .join('') + POLICIES,
    });
    one.run('compile');
    const transforms = () => filesIn(one.cache).find((file) => basename(file).startsWith('policies-'))!;
    // A digest is before what is kept.
    const modules = () => (deserialize(readFileSync(transforms()).subarray(64)) as Map<string, unknown>).size;
    const before = modules();
    addFiles(one.root, { 'policies/m3.ts': "export const image3 = 'i:3';\n// another\n" });
    expect(one.run('compile').code).toBe(0);
    expect(modules()).toBe(before + 1);
  });

  it('is what a compile leaves for questions', () => {
    const one = cached();
    expect(one.run('compile').code).toBe(0);
    const meshes = meshesIn(one.cache);
    expect(meshes).toHaveLength(1);
    const before = digests(meshes);
    expect(one.run('matrix').code).toBe(0);
    expect(digests(meshesIn(one.cache))).toEqual(before);
  });

  it.each([
    ['is damaged', (file: string) => writeFileSync(file, flipped(readFileSync(file), 100))],
    ['others can write', (file: string) => chmodSync(file, 0o666)],
  ])('is read anew when its file %s', (_, spoil) => {
    const one = asked();
    for (const file of meshesIn(one.cache)) spoil(file);
    expect(ask(one).code).toBe(0);
    const mended = meshesIn(one.cache);
    expect(mended.map((file) => statSync(file).mode & 0o777)).toEqual([0o600]);
    expect(ask(one).code).toBe(0);
  });
});
