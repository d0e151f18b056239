import {
  chmodSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { addFiles, buildOnce, configFile, folderWith, meshwright, type Ran } from './meshwright.ts';

beforeAll(buildOnce);

const SHOP = `import { GET } from 'meshwright';
import { mesh } from './mesh.ts';
export const shop = mesh.namespace('shop', { dataPlane: 'sidecar' });
export const web = shop.service('web', { ports: { http: 8080 }, versions: { v1: { image: 'web:1' } } });
export const cart = shop.service('cart', { ports: { http: 8080 }, versions: { v1: { image: 'cart:1' } } });
web.calls(cart, GET('/cart'));
cart.calls(web, GET('/'));
`;
const BASE = {
  'policies/mesh.ts': `import { mesh as make } from 'meshwright';\nexport const mesh = make('shop', { mtls: 'strict' });\n`,
  'policies/shop.ts': SHOP,
  'policies/index.ts': `import './shop.ts';\nexport { mesh as default } from './mesh.ts';\n`,
};

interface Project {
  readonly root: string;
  readonly compile: (...more: readonly string[]) => Ran;
  /** Gives the policies of the namespace another text. */
  readonly say: (text: string) => void;
  readonly read: (path: string) => string;
}

function compiled(files: Readonly<Record<string, string>> = {}): Project {
  const root = folderWith({ 'meshwright.config.ts': configFile(), ...BASE, ...files });
  const env = { XDG_CACHE_HOME: folderWith(), MESHWRIGHT_DEBUG: '1' };
  const compile = (...more: readonly string[]) => meshwright(['compile', ...more], { cwd: root, env });
  expect(compile().code).toBe(0);
  return {
    root,
    compile,
    say: (text) => writeFileSync(join(root, 'policies/shop.ts'), text),
    read: (path) => readFileSync(join(root, path), 'utf8'),
  };
}

/** What a compile without any cache would change. */
function stale({ root }: Project): Ran {
  return meshwright(['compile', '--check'], { cwd: root, env: { MESHWRIGHT_CACHE: 'off' } });
}

const DEPLOYMENT = 'out/dev/shop/deployment-cart-v1.yaml';

describe('compile, after a compile', () => {
  it('says what a whole compile says, and leaves what it leaves', () => {
    const [one, whole] = [compiled(), compiled()];
    for (const each of [one, whole]) each.say(SHOP.replace('cart:1', 'cart:2'));
    const said = one.compile();
    const without = meshwright(['compile'], { cwd: whole.root, env: { MESHWRIGHT_CACHE: 'off' } });
    const text = ({ out, err }: Ran) => (out + err).replace(/[\d.]+ s$/m, '');
    expect(said.code).toBe(0);
    expect(text(said)).toBe(text(without));
    expect(said.out).toContain('1 changed');
    expect(one.read(DEPLOYMENT)).toContain('image: cart:2');
    expect(stale(one).code).toBe(0);
  });

  it.each([
    ['a rule', SHOP.replace("GET('/cart')", "GET('/cart/{*}')")],
    ['mTLS', SHOP.replace("web', { ", "web', { mtls: 'permissive', ")],
    ['a service more', `${SHOP}shop.service('more', { ports: { http: 80 } });\n`],
    ['nothing but a comment', `// A comment.\n${SHOP}`],
    ['another namespace', SHOP.replace("'sidecar'", "'none'")],
  ])('leaves the same for %s', (_, text) => {
    const one = compiled();
    one.say(text);
    one.compile();
    expect(stale(one).out + stale(one).err).not.toContain('MW0005');
    one.say(SHOP);
    expect(one.compile().code).toBe(0);
    expect(stale(one).code).toBe(0);
  });

  it('tells an error as ever, writes nothing, and goes on when it is mended', () => {
    const one = compiled();
    one.say(SHOP.replace("GET('/cart')", "GET('cart' as '/')"));
    const wrong = one.compile();
    expect([wrong.code, wrong.err + wrong.out]).toEqual([1, expect.stringContaining('MW1004')]);
    one.say(SHOP.replace('cart:1', 'cart:3'));
    expect(one.compile().out).toContain('1 changed');
    expect(stale(one).code).toBe(0);
  });

  it.each<[what: string, touch: (file: string) => void]>([
    ['edited', (file) => writeFileSync(file, 'kind: Other\n')],
    [
      'edited in place, and given its old time',
      (file) => {
        const { atime, mtime, size } = statSync(file);
        writeFileSync(file, '#'.repeat(size));
        utimesSync(file, atime, mtime);
      },
    ],
    ['removed', (file) => rmSync(file)],
  ])('writes a file again that was %s, though the policies did not change', (_, touch) => {
    const one = compiled();
    const before = one.read(DEPLOYMENT);
    touch(join(one.root, DEPLOYMENT));
    expect(one.compile().code).toBe(0);
    expect(one.read(DEPLOYMENT)).toBe(before);
  });

  it('does not write through a link', () => {
    const one = compiled();
    const [file, other] = [join(one.root, DEPLOYMENT), join(one.root, 'other')];
    rmSync(file);
    writeFileSync(other, 'mine');
    symlinkSync(other, file);
    one.say(SHOP.replace('cart:1', 'cart:2'));
    expect(one.compile().code).toBe(1);
    expect(readFileSync(other, 'utf8')).toBe('mine');
  });

  it('sees what policies see outside of themselves', () => {
    const asks = (text: string) => text.replace("image: 'cart:1'", "image: `cart:${process.env['TAG'] ?? 'none'}`");
    const one = compiled({ 'policies/shop.ts': asks(SHOP) });
    const env = { XDG_CACHE_HOME: folderWith() };
    for (const TAG of ['a', 'b']) {
      expect(meshwright(['compile'], { cwd: one.root, env: { ...env, TAG } }).code).toBe(0);
      expect(one.read(DEPLOYMENT)).toContain(`image: cart:${TAG}`);
    }
  });

  it('sees another configuration', () => {
    const one = compiled();
    addFiles(one.root, { 'meshwright.config.ts': configFile().replace('dev:', 'prod:') });
    expect(one.compile().code).toBe(0);
    expect(readdirSync(join(one.root, 'out'))).toEqual(['prod']);
  });

  it('does without what is kept where that is damaged, or cannot be read', () => {
    for (const damage of [
      (file: string) => writeFileSync(file, 'x'),
      (file: string) => chmodSync(file, 0o666),
      (file: string) => writeFileSync(file, readFileSync(file).subarray(0, 1000)),
    ]) {
      const cache = folderWith();
      const root = folderWith({ 'meshwright.config.ts': configFile(), ...BASE });
      const compile = () => meshwright(['compile'], { cwd: root, env: { XDG_CACHE_HOME: cache } });
      compile();
      const kept = readdirSync(cache, { recursive: true, encoding: 'utf8' }).filter((name) => /\/compile-/.test(name));
      expect(kept).toHaveLength(1);
      damage(join(cache, kept[0]!));
      writeFileSync(join(root, 'policies/shop.ts'), SHOP.replace('cart:1', 'cart:2'));
      expect(compile()).toMatchObject({ code: 0, out: expect.stringContaining('1 changed') });
    }
  });
});
