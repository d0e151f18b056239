import * as fs from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  type ChangedOutput,
  changeOutput,
  deltaOf,
  type LeftOutput,
  leftOutput,
  type OutputDelta,
} from '../../../src/emit/again.ts';
import { layout } from '../../../src/emit/layout.ts';
import type { OutputFile } from '../../../src/emit/output-file.ts';
import type { Disk } from '../../../src/emit/write/disk.ts';
import { writeOutput } from '../../../src/emit/write.ts';
import {
  configMap,
  contents,
  emitted,
  expected,
  faultyDisk,
  Killed,
  quickDisk,
  removeTemporary,
  temporary,
} from '../fixture.ts';
import { difference, hastyDisk, laidOut, patientDisk, SCOPE, slowDisk, waitForTimes, writeAll } from './fixture.ts';

afterAll(removeTemporary);

let root: string;
beforeEach(() => {
  root = temporary();
});

const at = (path: string) => join(root, 'out', path);

/** Between these, manifests are added, changed and removed; a folder comes, and one goes. */
const KEPT = [configMap('a', 'shop', '1'), configMap('z', 'shop', '2'), configMap('k', 'kept', '3')];
const OLD = [configMap('b', 'shop', 'old'), configMap('c', 'gone', '4')];
const NEW = [configMap('b', 'shop', 'new'), configMap('d', 'shop', '5'), configMap('e', 'come', '6')];
const BEFORE = laidOut('prod', [...KEPT, ...OLD]);
const AFTER = laidOut('prod', [...KEPT, ...NEW]);
const DELTA = difference('prod', OLD, NEW);

const options = (disk: Disk = quickDisk) => ({ root, out: 'out', trees: ['prod'], disk });

async function leave(files: readonly OutputFile[] = BEFORE, disk = quickDisk): Promise<LeftOutput> {
  return (await writeAll(files, options(disk))).left!;
}

const change = (left: LeftOutput, extra = {}, delta: OutputDelta = DELTA) =>
  changeOutput([{ delta, left }], { ...options(), ...extra });

const LISTS = ['inventory.json', 'kustomization.yaml'];

/** Which files of a target are read when it changes, long after it was left. */
async function readBy(left: LeftOutput, delta: OutputDelta): Promise<readonly string[]> {
  const read: string[] = [];
  const readFileSync = ((path: string, encoding?: 'utf8') => {
    read.push(path.slice(at('prod/').length));
    return fs.readFileSync(path, encoding);
  }) as Disk['readFileSync'];
  expect(await change(left, { disk: { ...patientDisk, readFileSync } }, delta)).toBeDefined();
  return read.sort();
}

async function untouched(attempt: () => Promise<ChangedOutput | undefined>): Promise<void> {
  const before = contents(root);
  expect(await attempt()).toBeUndefined();
  expect(contents(root)).toEqual(before);
}

describe('changing what differs', () => {
  it('adds, changes and removes, and says so', async () => {
    const done = await change(await leave());
    expect(contents(root)).toEqual(expected(...AFTER));
    expect(done!.changes.map(({ path, change }) => `${change} ${path}`)).toEqual([
      'added out/prod/come/configmap-e.yaml',
      'removed out/prod/gone/configmap-c.yaml',
      'changed out/prod/kustomization.yaml',
      'changed out/prod/shop/configmap-b.yaml',
      'added out/prod/shop/configmap-d.yaml',
    ]);
    expect(done!.unchanged).toBe(3);
  });

  it('changes several targets at once', async () => {
    const other = laidOut('dev', [...KEPT, ...OLD]);
    const trees = { trees: ['dev', 'prod'] };
    const { result } = await writeOutput([...other, ...BEFORE], { ...options(), ...trees });
    const [dev, prod] = [other, BEFORE].map((files) => leftOutput(files, result!, options())!);
    const deltas = [
      { delta: difference('dev', OLD, NEW), left: dev! },
      { delta: difference('prod', [], []), left: prod! },
    ];
    const done = await changeOutput(deltas, { ...options(), ...trees });
    expect(done!.left.map(({ tree }) => tree)).toEqual(['dev', 'prod']);
    expect(contents(root)).toEqual(expected(...laidOut('dev', [...KEPT, ...NEW]), ...BEFORE));
    // What would be looked after by no one is not for this.
    await untouched(() => changeOutput([{ delta: DELTA, left: prod! }], { ...options(), ...trees }));
    await untouched(() => changeOutput([{ delta: DELTA, left: prod! }], { ...options(), trees: ['prod'] }));
    expect(await changeOutput([{ delta: DELTA, left: prod! }], { ...options(), trees: undefined })).toBeDefined();
  });

  it('leaves what it was not told of to whoever writes all', async () => {
    const left = await leave();
    await untouched(() => change(left, { trees: ['prod', 'new'] }));
  });

  it('reads none of the files that were left as they are, once times can tell', async () => {
    const none = difference('prod', [], []);
    const first = await leave(BEFORE, hastyDisk);
    // Both lists, and all that they list.
    expect(await readBy(first, none)).toHaveLength(2 + BEFORE.length - 1);
    const second = (await change(first, { disk: patientDisk }, none))!.left[0]!;
    expect(await readBy(second, none)).toEqual(LISTS);
    const third = (await change(second))!.left[0]!;
    const written = ['kustomization.yaml', 'come/configmap-e.yaml', 'shop/configmap-b.yaml', 'shop/configmap-d.yaml'];
    expect(await readBy(third, none)).toEqual([...LISTS, ...written].sort());
  });

  it('reads none of a folder that was made whole', async () => {
    const left = await leave(BEFORE, slowDisk());
    // What stands beside the folders is looked into.
    expect(await readBy(left, difference('prod', [], []))).toEqual([...LISTS, 'kustomization.yaml']);
    const second = (await change(left))!.left[0]!;
    expect(second.made).toBeUndefined();
    await untouched(() => change(left));
  });

  it('takes what was touched, or put there again, for what it holds', async () => {
    const left = await leave(BEFORE, patientDisk);
    fs.utimesSync(at('prod/shop/configmap-a.yaml'), 1, 1);
    fs.chmodSync(at('prod/shop/configmap-z.yaml'), 0o600);
    const text = fs.readFileSync(at('prod/kept/configmap-k.yaml'));
    fs.rmSync(at('prod/kept'), { recursive: true });
    fs.mkdirSync(at('prod/kept'));
    fs.writeFileSync(at('prod/kept/configmap-k.yaml'), text);
    expect(await change(left)).toBeDefined();
    expect(contents(root)).toEqual(expected(...AFTER));
  });

  it('leaves alone what is not ours', async () => {
    const left = await leave();
    fs.writeFileSync(at('prod/gone/mine'), 'mine');
    fs.mkdirSync(at('other'));
    fs.writeFileSync(at('other/inventory.json'), '{}');
    expect(await change(left)).toBeDefined();
    expect(contents(root)).toEqual({
      ...expected(...AFTER),
      'out/prod/gone/': '',
      'out/prod/gone/mine': 'mine',
      'out/other/': '',
      'out/other/inventory.json': '{}',
    });
  });
});

describe('what was left', () => {
  const unsure = ({ stamps }: LeftOutput) => stamps.filter(Number.isNaN).length;

  it('is known of what was found right, and not of what was written into a folder', async () => {
    await leave();
    waitForTimes();
    expect(unsure(await leave())).toBe(0);
    expect(unsure(await leave(AFTER))).toBe(4 * 4);
  });

  it('is known of folders that were made whole, but for the last that was written', async () => {
    const { written, left } = await writeAll(BEFORE, options(slowDisk()));
    expect(left!.stamps.every(Number.isNaN)).toBe(true);
    expect(left!.made).toMatchObject({ from: written!.begun, to: written!.staged });
    expect(left!.made!.folders.some(Number.isNaN)).toBe(false);
    fs.rmSync(at('prod'), { recursive: true });
    expect((await leave(BEFORE, hastyDisk)).made!.folders.every(Number.isNaN)).toBe(true);
  });

  it('is what it was where nothing was written', async () => {
    const left = await leave();
    expect((await writeAll(BEFORE, options(), left)).left).toBe(left);
    fs.appendFileSync(at(A), '# mine\n');
    expect((await writeAll(BEFORE, options(), left)).left).not.toBe(left);
    const other = (await writeAll(AFTER, options(), left)).left!;
    expect((await writeAll(AFTER, options(), left)).left).not.toBe(left);
    expect((await writeAll(AFTER, options(), { ...other, tree: 'dev' })).left!.tree).toBe('prod');
  });

  it.each([
    ['written', false],
    ['found right', true],
  ])('is not known of what someone changed after it was %s', async (_, before) => {
    if (before) await leave();
    waitForTimes();
    const { result } = await writeOutput(BEFORE, options());
    waitForTimes();
    fs.writeFileSync(at(A), fs.readFileSync(at(A), 'utf8').replace('said', 'sbid'));
    waitForTimes();
    const left = leftOutput(BEFORE, result!, options())!;
    waitForTimes();
    await untouched(() => change(left));
  });

  it('is told in whole seconds by some file systems, which tells less', async () => {
    const coarse: Disk = {
      ...patientDisk,
      lstatSync: ((path: string, options?: object) => {
        const stats = patientDisk.lstatSync(path, options);
        if (!stats) return stats;
        const [mtimeMs, ctimeMs] = [stats.mtimeMs, stats.ctimeMs].map((time) => Math.floor(time / 1000) * 1000);
        const late = path.endsWith('.lock') ? -58_000 : 0;
        return Object.assign(stats, { mtimeMs: mtimeMs! + late, ctimeMs: ctimeMs! + late });
      }) as Disk['lstatSync'],
    };
    await leave(BEFORE, coarse);
    expect(unsure(await leave(BEFORE, coarse))).toBe(4 * (BEFORE.length - 1));
  });

  it('is told of manifests only', async () => {
    const { result } = await writeOutput(BEFORE, options());
    const leftOf = (files: readonly OutputFile[]) => leftOutput(files, result!, options());
    const with_ = (more: object) => layout('prod', KEPT, { ...SCOPE, ...more }).result;
    const origin = { version: '1', parameters: {}, inputs: [] };
    expect(leftOf(with_({ origin }))).toBeUndefined();
    expect(leftOf(laidOut('prod', []))).toBeUndefined();
    expect(leftOf(laidOut('dev', KEPT))).toBeUndefined();
    expect(leftOf(BEFORE.slice(0, -1))).toBeUndefined();
    expect(leftOf([])).toBeUndefined();
    expect(leftOf(BEFORE)).toBeDefined();
    const inventory = BEFORE.at(-1)!;
    for (const odd of ['é', '\\'])
      expect(leftOf([...BEFORE.slice(0, -1), { ...inventory, text: inventory.text + odd }])).toBeUndefined();
    const gitops = BEFORE.map((file) => ({ ...file, path: file.path.replace('prod', 'gitops') }));
    const written = { ...result!, trees: [{ ...result!.trees[0]!, tree: 'gitops' }] };
    expect(leftOutput(gitops, written, options())).toBeUndefined();
  });
});

const A = 'prod/shop/configmap-a.yaml';

/** What someone may do to the output between two runs. */
const TAMPERING: Readonly<Record<string, () => void>> = {
  'edits a file': () => fs.appendFileSync(at(A), '# mine\n'),
  'edits a file that keeps its size and its time': () => {
    const { atime, mtime } = fs.statSync(at(A));
    const text = fs.readFileSync(at(A), 'utf8');
    fs.writeFileSync(at(A), text.replace('said', 'sbid'));
    fs.utimesSync(at(A), atime, mtime);
  },
  'puts another file in the place of one': () => {
    fs.writeFileSync(at('prod/x'), fs.readFileSync(at(A), 'utf8').replace('said', 'sbid'));
    fs.renameSync(at('prod/x'), at(A));
  },
  'swaps two files': () => {
    fs.renameSync(at(A), at('x'));
    fs.renameSync(at('prod/shop/configmap-z.yaml'), at(A));
    fs.renameSync(at('x'), at('prod/shop/configmap-z.yaml'));
  },
  'edits a file that is to be removed': () => fs.appendFileSync(at('prod/gone/configmap-c.yaml'), '# mine\n'),
  'edits a file that is to be changed': () => fs.appendFileSync(at('prod/shop/configmap-b.yaml'), '# mine\n'),
  'edits the kustomization': () => fs.appendFileSync(at('prod/kustomization.yaml'), '# mine\n'),
  'edits the inventory': () => fs.appendFileSync(at('prod/inventory.json'), '\n'),
  'removes the inventory': () => fs.rmSync(at('prod/inventory.json')),
  'makes the inventory a link': () => linked('prod/inventory.json'),
  'makes the kustomization a link': () => linked('prod/kustomization.yaml'),
  'removes a file': () => fs.rmSync(at(A)),
  'removes a file that is to be removed': () => fs.rmSync(at('prod/gone/configmap-c.yaml')),
  'removes a folder': () => fs.rmSync(at('prod/kept'), { recursive: true }),
  'removes a target': () => fs.rmSync(at('prod'), { recursive: true }),
  'removes everything': () => fs.rmSync(at(''), { recursive: true }),
  'makes a file a link': () => linked(A),
  'makes a folder a link': () => linked('prod/kept'),
  'makes the target a link': () => linked('prod'),
  'makes the output a link out of the project': () => {
    const elsewhere = temporary();
    fs.renameSync(at(''), join(elsewhere, 'out'));
    fs.symlinkSync(join(elsewhere, 'out'), join(root, 'out'));
  },
  'makes a file a folder': () => {
    fs.rmSync(at(A));
    fs.mkdirSync(at(A));
  },
  'puts a file where one is to be added': () => fs.writeFileSync(at('prod/shop/configmap-d.yaml'), 'mine'),
  'puts just the file that is to be added': () =>
    fs.writeFileSync(at('prod/shop/configmap-d.yaml'), AFTER.find(({ path }) => path.endsWith('-d.yaml'))!.text),
  'puts a file where a folder is to be added': () => fs.writeFileSync(at('prod/come'), 'mine'),
  'puts a link where a folder is to be added': () => fs.symlinkSync('kept', at('prod/come')),
  'leaves what is being made': () => fs.mkdirSync(at('.meshwright.tmp/prod'), { recursive: true }),
  'has another target of ours': () => fs.cpSync(at('prod'), at('old'), { recursive: true }),
  'holds the lock': () => fs.symlinkSync('1@elsewhere', at('.meshwright.lock')),
};

/** Moved as it is, so that whoever follows the link finds all that was left. */
function linked(path: string): void {
  const elsewhere = join(root, 'elsewhere');
  fs.renameSync(at(path), elsewhere);
  fs.symlinkSync(elsewhere, at(path));
}

/** How what is as it was left can be told. */
const LEFT: Readonly<Record<string, () => Promise<LeftOutput>>> = {
  'by nothing but what it holds': () => leave(BEFORE, hastyDisk),
  'by how each file was': async () => {
    const left = await leave();
    fs.utimesSync(at(A), 1, 1);
    return (await change(left, { disk: patientDisk }, difference('prod', [], [])))!.left[0]!;
  },
  'by when all was made': () => leave(BEFORE, slowDisk()),
};

describe.each(Object.keys(LEFT))('all has to be written when someone, told %s,', (how) => {
  it.each(Object.keys(TAMPERING))('%s', async (what) => {
    const left = await LEFT[how]!();
    waitForTimes();
    TAMPERING[what]!();
    await untouched(() => change(left, { disk: patientDisk }));
  });
});

it('all has to be written when someone removes everything, above the output folder too', async () => {
  const deep = { ...options(), out: 'deep/out' };
  const { left } = await writeAll(BEFORE, deep);
  fs.rmSync(join(root, 'deep'), { recursive: true });
  await untouched(() => changeOutput([{ delta: DELTA, left: left! }], deep));
});

it('nobody is waited for', async () => {
  const left = await leave();
  fs.symlinkSync('1@elsewhere', at('.meshwright.lock'));
  let tries = 0;
  const symlinkSync: Disk['symlinkSync'] = (...args) => {
    tries++;
    fs.symlinkSync(...args);
  };
  await untouched(() => change(left, { disk: { ...quickDisk, symlinkSync } }));
  expect(tries).toBe(1);
});

it('all has to be written when someone puts a folder in the place of one that was made whole', async () => {
  const copy = join(root, 'copy');
  const disk = slowDisk((inventory) => {
    fs.cpSync(join(inventory, '../shop'), copy, { recursive: true });
    const file = join(copy, 'configmap-a.yaml');
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace('said', 'sbid'));
  });
  const left = await leave(BEFORE, disk);
  fs.renameSync(at('prod/shop'), at('shop'));
  fs.renameSync(copy, at('prod/shop'));
  await untouched(() => change(left, { disk: patientDisk }));
});

describe('all has to be written when what differs', () => {
  const file = (path: string) => ({ ...AFTER[0]!, path });
  const refusedDeltas: Readonly<Record<string, OutputDelta>> = {
    'adds what is there': { ...DELTA, added: [...DELTA.added, 'prod/shop/configmap-b.yaml'] },
    'changes what is not': { ...DELTA, added: [] },
    'removes what is not': { ...DELTA, gone: ['prod/shop/configmap-q.yaml'] },
    'removes the kustomization': { ...DELTA, gone: ['prod/kustomization.yaml'] },
    'removes what it adds': { ...DELTA, gone: [DELTA.added[0]!] },
    'names a file twice': { ...DELTA, files: [...DELTA.files, DELTA.files[0]!] },
    'is of another target': { ...DELTA, tree: 'dev' },
    'is of files of another target': { ...difference('dev', [], NEW), tree: 'prod' },
    'leads out of the folder': { ...DELTA, files: [file('prod/../x.yaml')], added: ['prod/../x.yaml'] },
    'is no manifest': { ...DELTA, files: [file('prod/shop/x.json')], added: ['prod/shop/x.json'] },
  };

  it.each(Object.keys(refusedDeltas))('%s', async (what) => {
    const left = await leave();
    await untouched(() => change(left, {}, refusedDeltas[what]));
  });

  it('is of what was left of another target, or is said twice', async () => {
    const left = await leave();
    const all = { ...options(), trees: undefined };
    const dev = { delta: { ...difference('dev', [], []) }, left };
    const prod = { delta: difference('prod', [], []), left };
    await untouched(() => changeOutput([dev], all));
    await untouched(() => changeOutput([prod, prod], all));
    expect(await changeOutput([prod], all)).toBeDefined();
  });

  it('is of targets that differ in case', async () => {
    const all = { ...options(), trees: undefined };
    const lefts: LeftOutput[] = [];
    for (const tree of ['prod', 'Prod']) lefts.push((await writeAll(laidOut(tree, KEPT), all)).left!);
    await untouched(() =>
      changeOutput(
        lefts.map((left) => ({ delta: difference(left.tree, [], []), left })),
        all,
      ),
    );
  });

  it('removes what takes a word to be removed', async () => {
    const namespace = emitted({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } });
    const left = await leave(laidOut('prod', [...KEPT, namespace]));
    await untouched(() => change(left, {}, difference('prod', [namespace], [])));
    expect(await change(left, { allowPrune: true }, difference('prod', [namespace], []))).toBeDefined();
    expect(contents(root)).toEqual(expected(...laidOut('prod', KEPT)));
    const many = Array.from({ length: 10 }, (_, i) => configMap(`m${i}`, 'shop'));
    const all = await leave(laidOut('prod', many));
    await untouched(() => change(all, {}, difference('prod', many.slice(0, 6), [])));
    expect(await change(all, {}, difference('prod', many.slice(0, 5), []))).toBeDefined();
    const few = await leave(laidOut('prod', KEPT));
    await untouched(() => change(few, { allowPrune: true }, difference('prod', KEPT, [])));
  });

  it('cannot be laid out', () => {
    const [a] = KEPT;
    const bad = emitted({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: '..', namespace: 'shop' } });
    expect(deltaOf('prod', [], [a!, a!], SCOPE)).toBeUndefined();
    expect(deltaOf('prod', [], [bad], SCOPE)).toBeUndefined();
  });

  it('goes from what was left of other files', async () => {
    const left = await leave();
    await untouched(() => change({ ...left, stamps: left.stamps.slice(4) }));
    await untouched(() => change({ ...left, stages: left.stages.map((size) => size + 1) }));
    await untouched(() => change({ ...left, inventory: left.inventory.replace(/^./, 'x') }));
    await leave(AFTER);
    await untouched(() => change(left));
  });
});

describe('a disk that fails', () => {
  const attempt = async (fault: Parameters<typeof faultyDisk>[0]) => {
    root = temporary();
    const left = await leave();
    const { disk, changes } = faultyDisk(fault);
    return { left, disk, changes };
  };

  async function needed(): Promise<number> {
    const { left, disk, changes } = await attempt({ at: Number.POSITIVE_INFINITY, code: 'kill' });
    expect(await change(left, { disk })).toBeDefined();
    return changes();
  }

  /** Of the manifests, none is anything but one of those that were meant. */
  function expectWhole(): void {
    const meant = [BEFORE, AFTER].map((files): Record<string, string> => expected(...files));
    for (const [path, text] of Object.entries(contents(root))) {
      if (path.startsWith('out/.meshwright') || path.endsWith('/inventory.json')) continue;
      expect(meant.map((one) => one[path])).toContain(text);
    }
  }

  async function expectNextFinishes(files = AFTER): Promise<void> {
    const { diagnostics } = await writeOutput(files, options());
    expect({ diagnostics, contents: contents(root) }).toEqual({ diagnostics: [], contents: expected(...files) });
  }

  it.each(['ENOSPC', 'EACCES'])('with %s leaves what writing all finishes', async (code) => {
    const count = await needed();
    expect(count).toBeGreaterThan(15);
    let asBefore = 0;
    for (let n = 0; n < count; n++) {
      const { left, disk } = await attempt({ at: n, code });
      const done = await change(left, { disk });
      expectWhole();
      if (done) expect(contents(root)).toMatchObject(expected(...AFTER));
      else if (JSON.stringify(contents(root)) === JSON.stringify(expectedInOrder(BEFORE))) asBefore++;
      fs.rmSync(at('.meshwright.lock'), { force: true });
      await expectNextFinishes();
    }
    expect(asBefore).toBeGreaterThan(8);
  });

  const expectedInOrder = (files: readonly OutputFile[]) => {
    const now = expected(...files);
    return Object.fromEntries(Object.keys(contents(root)).map((path) => [path, now[path]]));
  };

  it.each([
    ['finishes', AFTER],
    ['takes back', BEFORE],
  ])('for good leaves what writing all %s', async (_, files) => {
    const count = await needed();
    for (let n = 0; n < count; n++) {
      const { left, disk } = await attempt({ at: n, code: 'kill' });
      await expect(change(left, { disk })).rejects.toThrow(Killed);
      expectWhole();
      await expectNextFinishes(files);
    }
  });
});
