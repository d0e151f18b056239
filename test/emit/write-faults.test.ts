import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { OutputFile } from '../../src/emit/output-file.ts';
import { writeOutput } from '../../src/emit/write.ts';
import { contents, expected, faultyDisk, Killed, quickDisk, removeTemporary, target, temporary } from './fixture.ts';

afterAll(removeTemporary);

/** Between these, files are added, changed and removed; folders come and go; one target comes, and one goes. */
const OLD = [...target('dev', { a: '1', b: '2', 'gone/c': '3' }), ...target('old', { a: '1', 'n/b': '2' })];
const NEW = [
  ...target('dev', { a: '1', b: 'changed', d: '4', 'come/e': '5' }),
  ...target('prod', { a: '1', 'n/b': '2' }),
];
const TREES = ['dev', 'prod'];

async function before(): Promise<string> {
  const root = temporary();
  await writeOutput(OLD, { root, out: 'out', disk: quickDisk });
  fs.writeFileSync(join(root, 'out/dev/shop/mine'), 'mine');
  return root;
}

const MINE = { 'out/dev/shop/mine': 'mine' };
const IS_OLD = { ...expected(...OLD), ...MINE };
const IS_NEW = { ...expected(...NEW), ...MINE };

async function changesNeeded(): Promise<number> {
  const { disk, changes } = faultyDisk({ at: Number.POSITIVE_INFINITY, code: 'kill' });
  const root = await before();
  await writeOutput(NEW, { root, out: 'out', trees: TREES, disk });
  expect(contents(root)).toEqual(IS_NEW);
  return changes();
}

/** Of the files that are meshwright's, none is anything but one of those that were meant. */
function expectWhole(root: string): void {
  const texts = (files: readonly OutputFile[]) => Object.entries(expected(...files));
  const meant = new Map<string, string[]>();
  for (const [path, text] of [...texts(OLD), ...texts(NEW)]) meant.set(path, [...(meant.get(path) ?? []), text]);
  for (const [path, text] of Object.entries(contents(root))) {
    if (path.startsWith('out/.meshwright') || path.endsWith('/inventory.json') || path in MINE) continue;
    expect(meant.get(path)).toContain(text);
  }
}

describe('killed before any change of the disk', () => {
  it('leaves whole files, and the next run finishes, or goes back', async () => {
    const count = await changesNeeded();
    expect(count).toBeGreaterThan(20);
    for (let at = 0; at < count; at++) {
      for (const [files, trees, outcome] of [
        [NEW, TREES, IS_NEW],
        [OLD, ['dev', 'old'], IS_OLD],
      ] as const) {
        const root = await before();
        const { disk } = faultyDisk({ at, code: 'kill' });
        await expect(writeOutput(NEW, { root, out: 'out', trees: TREES, disk })).rejects.toThrow(Killed);
        expectWhole(root);
        const { diagnostics } = await writeOutput(files, { root, out: 'out', trees, disk: quickDisk });
        expect({ at, diagnostics, contents: contents(root) }).toEqual({ at, diagnostics: [], contents: outcome });
      }
    }
  });

  it('of a first run leaves nothing that the next cannot deal with', async () => {
    const { disk: counting, changes } = faultyDisk({ at: Number.POSITIVE_INFINITY, code: 'kill' });
    await writeOutput(NEW, { root: temporary(), out: 'out', disk: counting });
    for (let at = 0; at < changes(); at++) {
      const root = temporary();
      const { disk } = faultyDisk({ at, code: 'kill' });
      await expect(writeOutput(NEW, { root, out: 'out', disk })).rejects.toThrow(Killed);
      await writeOutput(NEW, { root, out: 'out', disk: quickDisk });
      expect({ at, contents: contents(root) }).toEqual({ at, contents: expected(...NEW) });
    }
  });
});

describe('refused by the file system at any change', () => {
  it.each([
    ['ENOSPC', 'MW0208', /no space is left to write `out/],
    ['EROFS', 'MW0207', /`out.*` cannot be written: it is on a read-only file system/],
    ['EACCES', 'MW0207', /`out.*` cannot be read or written: permission is denied/],
    ['ENAMETOOLONG', 'MW0209', /the path `out.*` is too long/],
    ['EIO', 'MW0207', /`out.*` cannot be read or written: EIO/],
  ])('%s is said in words, and nothing is left half done', async (code, diagnostic, message) => {
    const count = await changesNeeded();
    let untouched = 0;
    for (let at = 0; at < count; at++) {
      const root = await before();
      const { disk } = faultyDisk({ at, code });
      // Letting go of the lock, or tidying up, is the last that happens.
      const written = await writeOutput(NEW, { root, out: 'out', trees: TREES, disk });
      if (written.result) continue;
      expect(written.diagnostics).toMatchObject([{ code: diagnostic, message: expect.stringMatching(message) }]);
      expectWhole(root);
      if (isSame(contents(root), IS_OLD)) untouched++;
      expect(contents(root)).not.toHaveProperty(['out/.meshwright.tmp/']);
      const again = await writeOutput(NEW, { root, out: 'out', trees: TREES, disk: quickDisk });
      expect({ at, diagnostics: again.diagnostics, contents: contents(root) }).toEqual({
        at,
        diagnostics: [],
        contents: IS_NEW,
      });
    }
    // All that writes data comes before all that changes what is there.
    expect(untouched).toBeGreaterThan(15);
  });
});

function isSame(a: Record<string, string>, b: Record<string, string>): boolean {
  return JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());
}

describe('a disk that is really full', () => {
  const disk = temporary();
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', disk]).status === 0;
  afterAll(() => {
    if (mounted) spawnSync('umount', [disk]);
  });

  (mounted ? it : it.skip)('leaves the output as it was', async () => {
    const options = { root: disk, out: 'out' };
    await writeOutput(OLD, options);
    const was = contents(disk);
    const big = 'x'.repeat(50_000);
    const files = target('dev', Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`big-${i}`, big])));
    expect((await writeOutput(files, options)).diagnostics).toMatchObject([
      {
        code: 'MW0208',
        message: expect.stringMatching(/^no space is left to write `out\/dev/),
        help: 'make room on the disk, then compile again',
      },
    ]);
    expect(contents(disk)).toEqual(was);
  });

  (mounted ? it : it.skip)('and one that is read-only', async () => {
    const was = contents(disk);
    spawnSync('mount', ['-o', 'remount,ro', disk]);
    expect((await writeOutput(NEW, { root: disk, out: 'out' })).diagnostics).toMatchObject([{ code: 'MW0207' }]);
    spawnSync('mount', ['-o', 'remount,rw', disk]);
    expect(contents(disk)).toEqual(was);
  });
});
