import * as fs from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { printOwned } from '../../src/emit/inventory.ts';
import type { OutputFile } from '../../src/emit/output-file.ts';
import { applyPlan, type OutputPlan, planOutput, writeOutput } from '../../src/emit/write.ts';
import { contents, expected, removeTemporary, target, temporary } from './fixture.ts';

let root: string;
beforeEach(() => {
  root = temporary();
});
afterAll(removeTemporary);

const options = () => ({ root, out: 'out' });
const at = (path: string) => join(root, path);

async function write(...files: readonly OutputFile[]): Promise<OutputPlan> {
  const { result, diagnostics } = await writeOutput(files, options());
  expect(diagnostics).toEqual([]);
  return result!;
}

/** Nothing may be written: the plan and the writing say the same, and the disk stays as it is. */
async function refused(files: readonly OutputFile[], extra = {}) {
  const before = contents(root);
  const written = await writeOutput(files, { ...options(), ...extra });
  const planned = planOutput(files, { ...options(), ...extra });
  expect(planned).toEqual(written);
  expect(written.result).toBeUndefined();
  expect(contents(root)).toEqual(before);
  return written.diagnostics.map(({ code, message }) => `${code} ${message}`);
}

const short = (plan: OutputPlan) =>
  plan.changes.map(({ path, change, edited }) => `${change} ${path}${edited ? ' (edited)' : ''}`);

describe('writing output', () => {
  it('makes a tree that was not there', async () => {
    const files = [...target('dev', { a: '1', 'n/b': '2' }), ...target('prod', { a: '1' })];
    const plan = await write(...files);
    expect(contents(root)).toEqual(expected(...files));
    expect(short(plan)).toEqual([
      'added out/dev/kustomization.yaml',
      'added out/dev/n/configmap-b.yaml',
      'added out/dev/shop/configmap-a.yaml',
      'added out/prod/kustomization.yaml',
      'added out/prod/shop/configmap-a.yaml',
    ]);
  });

  it('writes nothing when nothing changed', async () => {
    const files = target('dev', { a: '1', b: '2' });
    await write(...files);
    const stamps = () =>
      files.map(({ path }) => [fs.statSync(at(`out/${path}`)).mtimeMs, fs.statSync(at(`out/${path}`)).ino]);
    const before = stamps();
    const plan = await write(...files);
    expect(plan.changes).toEqual([]);
    expect(plan.unchanged).toBe(3);
    expect(stamps()).toEqual(before);
  });

  it('writes what changed, and only that', async () => {
    await write(...target('dev', { a: '1', b: '2' }));
    const unchanged = fs.statSync(at('out/dev/shop/configmap-a.yaml')).ino;
    const files = target('dev', { a: '1', b: '3', 'n/c': '4' });
    expect(short(await write(...files))).toEqual([
      'changed out/dev/kustomization.yaml',
      'added out/dev/n/configmap-c.yaml',
      'changed out/dev/shop/configmap-b.yaml',
    ]);
    expect(contents(root)).toEqual(expected(...files));
    expect(fs.statSync(at('out/dev/shop/configmap-a.yaml')).ino).toBe(unchanged);
  });

  it('removes what is no longer made, with the folders that it leaves empty', async () => {
    await write(...target('dev', { a: '1', 'n/b': '2' }));
    const files = target('dev', { a: '1' });
    expect(short(await write(...files))).toEqual([
      'changed out/dev/kustomization.yaml',
      'removed out/dev/n/configmap-b.yaml',
    ]);
    expect(contents(root)).toEqual(expected(...files));
  });

  it('never touches what it does not own', async () => {
    await write(...target('dev', { a: '1', 'n/b': '2' }));
    fs.writeFileSync(at('out/dev/n/mine.yaml'), 'mine');
    fs.writeFileSync(at('out/dev/README'), 'mine');
    fs.mkdirSync(at('out/other'));
    fs.writeFileSync(at('out/other/inventory.json'), '{"version": 7}');
    const files = target('dev', { a: '1' });
    await writeOutput(files, { ...options(), trees: ['dev'] });
    expect(contents(root)).toEqual({
      ...expected(...files),
      'out/dev/n/': '',
      'out/dev/n/mine.yaml': 'mine',
      'out/dev/README': 'mine',
      'out/other/': '',
      'out/other/inventory.json': '{"version": 7}',
    });
  });

  it('overwrites what was edited by hand, and says so', async () => {
    const files = target('dev', { a: '1', b: '2' });
    await write(...files);
    fs.appendFileSync(at('out/dev/shop/configmap-a.yaml'), '# mine\n');
    expect(short(planOutput(files, options()).result!)).toEqual(['changed out/dev/shop/configmap-a.yaml (edited)']);
    expect(short(await write(...files))).toEqual(['changed out/dev/shop/configmap-a.yaml (edited)']);
    expect(contents(root)).toEqual(expected(...files));
  });

  it('brings back what was deleted by hand', async () => {
    const files = target('dev', { a: '1', b: '2' });
    await write(...files);
    fs.rmSync(at('out/dev/shop'), { recursive: true });
    expect(short(await write(...files))).toHaveLength(2);
    expect(contents(root)).toEqual(expected(...files));
  });

  it('finds its way when the inventory is gone and the files are not', async () => {
    const files = target('dev', { a: '1', b: '2' });
    await write(...files);
    fs.rmSync(at('out/dev/inventory.json'));
    expect(short(await write(...files))).toEqual(['added out/dev/inventory.json']);
    expect(contents(root)).toEqual(expected(...files));
  });

  it('reports an inventory that is wrong in itself', async () => {
    const files = target('dev', { a: '1' });
    await write(...files);
    fs.writeFileSync(at('out/dev/inventory.json'), printOwned('dev', []));
    expect(short(await write(...files))).toEqual(['changed out/dev/inventory.json']);
    expect(contents(root)).toEqual(expected(...files));
  });

  it('removes the folder of a target that is no longer compiled, but only when all are', async () => {
    const dev = target('dev', { a: '1' });
    await write(...dev, ...target('old', { a: '1', 'n/b': '2' }));
    fs.writeFileSync(at('out/old/n/mine'), 'mine');
    expect((await write(...dev)).changes).toEqual([]);
    const kept = await writeOutput(dev, { ...options(), trees: ['dev', 'old'] });
    expect(kept.result!.changes).toEqual([]);
    const { result } = await writeOutput(dev, { ...options(), trees: ['dev'] });
    expect(short(result!)).toEqual([
      'removed out/old/kustomization.yaml',
      'removed out/old/n/configmap-b.yaml',
      'removed out/old/shop/configmap-a.yaml',
    ]);
    expect(contents(root)).toEqual({ ...expected(...dev), 'out/old/': '', 'out/old/n/': '', 'out/old/n/mine': 'mine' });
    fs.rmSync(at('out/old'), { recursive: true });
    expect(contents(root)).toEqual(expected(...dev));
  });

  it('leaves the other targets alone when one is compiled', async () => {
    const prod = target('prod', { a: '1' });
    await write(...target('dev', { a: '1' }), ...prod);
    const dev = target('dev', { a: '2' });
    await write(...dev);
    expect(contents(root)).toEqual(expected(...dev, ...prod));
  });

  it('clears away what a run that was cut off left behind', async () => {
    const files = target('dev', { a: '1' });
    await write(...files);
    fs.mkdirSync(at('out/.meshwright.tmp/dev'), { recursive: true });
    fs.writeFileSync(at('out/.meshwright.tmp/dev/x.yaml'), 'half');
    await write(...files);
    expect(contents(root)).toEqual(expected(...files));
  });

  it('writes to a folder that the configuration puts elsewhere', async () => {
    fs.mkdirSync(at('project'));
    const files = target('dev', { a: '1' });
    const { result } = await writeOutput(files, { root: at('project'), out: '../gitops/out' });
    expect(result!.changes[0]!.path).toBe('../gitops/out/dev/kustomization.yaml');
    expect(contents(at('gitops'))).toEqual(expected(...files));
  });

  it('leaves no empty output folder when nothing can be written', async () => {
    expect(await refused([...target('dev', { a: '1' }), ...target('Dev', { a: '1' })])).toEqual([
      'MW0211 the targets `dev` and `Dev` would share a folder where case makes no difference',
    ]);
  });
});

describe('a plan', () => {
  it('changes nothing, and needs no lock', () => {
    const files = target('dev', { a: '1' });
    expect(short(planOutput(files, options()).result!)).toHaveLength(2);
    expect(contents(root)).toEqual({});
    fs.mkdirSync(at('out'));
    fs.symlinkSync('1@elsewhere', at('out/.meshwright.lock'));
    expect(planOutput(files, options()).diagnostics).toEqual([]);
  });

  it('can be applied later', () => {
    const files = target('dev', { a: '1' });
    expect(applyPlan(planOutput(files, options()).result!)).toEqual([]);
    expect(contents(root)).toEqual(expected(...files));
  });
});

describe('what stands in the way', () => {
  const files = target('dev', { a: '1', 'n/b': '2' });

  it("someone else's file", async () => {
    fs.mkdirSync(at('out/dev/shop'), { recursive: true });
    fs.writeFileSync(at('out/dev/shop/configmap-a.yaml'), 'mine');
    fs.writeFileSync(at('out/dev/kustomization.yaml'), 'mine');
    expect((await refused(files)).sort()).toEqual([
      "MW0204 `out/dev/kustomization.yaml` is not meshwright's, and stands where its output goes",
      "MW0204 `out/dev/shop/configmap-a.yaml` is not meshwright's, and stands where its output goes",
    ]);
  });

  it('an output folder that is a link out of the project', async () => {
    const elsewhere = temporary();
    fs.symlinkSync(elsewhere, at('out'));
    expect(await refused(files)).toEqual([
      `MW0201 the output folder \`out\` is a symbolic link out of the project, to \`${elsewhere}\``,
    ]);
    expect(contents(elsewhere)).toEqual({});
  });

  it('a link out of the project above the output folder', async () => {
    const elsewhere = temporary();
    fs.symlinkSync(elsewhere, at('build'));
    expect(await refused(files, { out: 'build/deep/out' })).toEqual([expect.stringMatching(/^MW0201 /)]);
    expect(contents(elsewhere)).toEqual({});
  });

  it('not a link that stays inside the project', async () => {
    fs.mkdirSync(at('build'));
    fs.symlinkSync('build', at('out'));
    await write(...files);
    expect(fs.existsSync(at('build/dev/shop/configmap-a.yaml'))).toBe(true);
  });

  it('a link where a folder goes', async () => {
    const elsewhere = temporary();
    fs.mkdirSync(at('out/dev'), { recursive: true });
    fs.symlinkSync(elsewhere, at('out/dev/shop'));
    expect(await refused(files)).toEqual([
      'MW0202 `out/dev/shop` is a symbolic link, and meshwright writes through none inside the output folder',
    ]);
    fs.rmSync(at('out/dev'), { recursive: true });
    fs.symlinkSync(elsewhere, at('out/dev'));
    expect(await refused(files)).toEqual([expect.stringMatching(/^MW0202 `out\/dev` /)]);
    expect(contents(elsewhere)).toEqual({});
  });

  it('a link where a file goes, even to the right text', async () => {
    await write(...files);
    fs.renameSync(at('out/dev/shop/configmap-a.yaml'), at('real'));
    fs.symlinkSync(at('real'), at('out/dev/shop/configmap-a.yaml'));
    expect(await refused(files)).toEqual([
      'MW0205 a symbolic link stands where the file `out/dev/shop/configmap-a.yaml` goes',
    ]);
  });

  it('a file where a folder goes', async () => {
    fs.mkdirSync(at('out/dev'), { recursive: true });
    fs.writeFileSync(at('out/dev/shop'), '');
    expect(await refused(files)).toEqual(['MW0203 a file stands where the folder `out/dev/shop` goes']);
  });

  it('a file where the output folder goes', async () => {
    fs.writeFileSync(at('out'), '');
    expect(await refused(files)).toEqual(['MW0203 a file stands where the folder of `out` goes']);
  });

  it('a folder where a file goes', async () => {
    fs.mkdirSync(at('out/dev/shop/configmap-a.yaml'), { recursive: true });
    fs.mkdirSync(at('out/dev/inventory.json'), { recursive: true });
    expect(await refused(files)).toEqual(['MW0205 a folder stands where the file `out/dev/inventory.json` goes']);
    fs.rmdirSync(at('out/dev/inventory.json'));
    expect(await refused(files)).toEqual([
      'MW0205 a folder stands where the file `out/dev/shop/configmap-a.yaml` goes',
    ]);
  });

  it('an inventory that cannot be read', async () => {
    fs.mkdirSync(at('out/dev'), { recursive: true });
    fs.writeFileSync(at('out/dev/inventory.json'), '');
    expect(await refused(files)).toEqual([
      "MW0206 `out/dev/inventory.json` does not tell which files are meshwright's: it is no inventory of meshwright",
    ]);
  });

  it('an inventory that lists what is not in its folder: nothing there is removed', async () => {
    fs.writeFileSync(at('precious'), 'mine');
    fs.mkdirSync(at('out/dev'), { recursive: true });
    fs.writeFileSync(at('out/dev/inventory.json'), printOwned('dev', [['../../precious', 'a'.repeat(64)]]));
    expect(await refused(files)).toEqual([expect.stringMatching(/^MW0206 .*`?it lists "..\/..\/precious"/)]);
    fs.mkdirSync(at('out/old'), { recursive: true });
    fs.renameSync(at('out/dev/inventory.json'), at('out/old/inventory.json'));
    await writeOutput(files, { ...options(), trees: ['dev'] });
    expect(fs.readFileSync(at('precious'), 'utf8')).toBe('mine');
  });

  it('an inventory that lists what lies behind a link: nothing there is removed', async () => {
    await write(...files);
    fs.renameSync(at('out/dev/n'), at('precious'));
    fs.symlinkSync(at('precious'), at('out/dev/n'));
    await write(...target('dev', { a: '1' }));
    expect(fs.existsSync(at('precious/configmap-b.yaml'))).toBe(true);
  });

  it('a path that is too long', async () => {
    const deep = Array.from({ length: 25 }, () => 'd'.repeat(200)).join('/');
    expect(await refused(files, { out: deep })).toEqual([expect.stringMatching(/^MW0209 the path `d+.*` is too long/)]);
  });

  const isRoot = process.getuid?.() === 0;
  (isRoot ? it.skip : it)('a folder that may not be written to', async () => {
    fs.mkdirSync(at('out'), { mode: 0o500 });
    expect((await writeOutput(files, options())).diagnostics).toMatchObject([{ code: 'MW0207' }]);
  });
});
