import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { layout } from '../../src/emit/layout.ts';
import type { OutputFile } from '../../src/emit/output-file.ts';
import type { Disk } from '../../src/emit/write/disk.ts';
import type { Emitted, Manifest } from '../../src/manifest/manifest.ts';

export function emitted(manifest: Manifest, line = 1): Emitted {
  return { manifest, spans: [{ file: 'policies/a.ts', line, column: 1 }] };
}

/** A ConfigMap, which may say anything. */
export function configMap(name: string, namespace: string, said = 'something', line = 1): Emitted {
  return emitted({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data: { said } }, line);
}

/** `{ a: 'x' }` is a ConfigMap `a` in namespace `shop`; `{ 'n/a': 'x' }` is one in `n`. */
export function target(name: string, said: Readonly<Record<string, string>>): readonly OutputFile[] {
  const manifests = Object.entries(said).map(([key, text]) => {
    const [namespace, map] = key.includes('/') ? key.split('/') : ['shop', key];
    return configMap(map!, namespace!, text);
  });
  const { result, diagnostics } = layout(name, manifests, { rootNamespace: 'istio-system' });
  if (diagnostics.length > 0) throw new Error(diagnostics.map((each) => each.message).join('\n'));
  return result;
}

/** A new folder that is removed when the process ends. */
export function temporary(): string {
  const folder = fs.realpathSync(fs.mkdtempSync(join(MEMORY, 'meshwright-emit-')));
  made.push(folder);
  return folder;
}

/** Thousands of small files come and go in these tests, which a file system in memory takes best. */
const MEMORY = fs.existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

const made: string[] = [];

export function removeTemporary(): void {
  for (const folder of made.splice(0)) fs.rmSync(folder, { recursive: true, force: true });
}

/** Every entry below a folder, with the text of files and the goals of links. */
export function contents(folder: string, prefix = ''): Record<string, string> {
  const found: Record<string, string> = {};
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isSymbolicLink()) found[prefix + entry.name] = `-> ${fs.readlinkSync(path)}`;
    else if (entry.isDirectory())
      Object.assign(found, { [`${prefix}${entry.name}/`]: '' }, contents(path, `${prefix}${entry.name}/`));
    else found[prefix + entry.name] = fs.readFileSync(path, 'utf8');
  }
  return found;
}

/** What `contents` should find for these files in `out/`. */
export function expected(...files: readonly OutputFile[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { path, text } of files) {
    path.split('/').forEach((_, i, parts) => {
      if (i > 0) found[`out/${parts.slice(0, i).join('/')}/`] = '';
    });
    found[`out/${path}`] = text;
  }
  return files.length === 0 ? {} : { 'out/': '', ...found };
}

export class Killed extends Error {}

/** A disk that does not wait for what it is told to flush, which is most of what a small run does. */
export const quickDisk: Disk = { ...fs, fsyncSync: () => undefined };

const CHANGING = new Set([
  'writeFileSync',
  'renameSync',
  'unlinkSync',
  'rmdirSync',
  'rmSync',
  'mkdirSync',
  'fsyncSync',
]);

interface Fault {
  /** Before which change of the disk, counted from 0. */
  readonly at: number;
  /** The answer of the file system; `kill` ends everything, so that nothing is tidied up either. */
  readonly code: string;
}

export interface FaultyDisk {
  readonly disk: Disk;
  readonly changes: () => number;
}

/** A disk that fails once it is told to; `changes` counts what was asked of it. */
export function faultyDisk(fault: Fault): FaultyDisk {
  let count = 0;
  const wrap =
    (name: string, real: (...args: unknown[]) => unknown) =>
    (...args: unknown[]) => {
      const now = count++;
      if (fault.code === 'kill' ? now >= fault.at : now === fault.at) {
        if (fault.code === 'kill') throw new Killed(name);
        // Half of what was to be written has been, as on a disk that is full.
        if (name === 'writeFileSync') fs.writeFileSync(args[0] as string, String(args[1]).slice(0, 10));
        throw Object.assign(new Error(fault.code), {
          code: fault.code,
          errno: -1,
          syscall: name,
          path: args[name === 'symlinkSync' ? 1 : 0],
        });
      }
      return real(...args);
    };
  const wrapped = Object.entries(quickDisk).map(([name, real]) => [
    name,
    CHANGING.has(name) ? wrap(name, real as never) : real,
  ]);
  return { disk: Object.fromEntries(wrapped) as Disk, changes: () => count };
}
