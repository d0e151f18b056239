import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { derive } from './derive.ts';
import { envoySchemas } from './envoy/index.ts';
import { KUBERNETES_KINDS } from './openapi.ts';
import { readSources } from './sources.ts';

/** Makes the folder anew from the pinned modules. */
export async function makeSchemas(folder: string): Promise<number> {
  const files = await allSchemas();
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  for (const path of await readFolder(folder)) if (!files.has(path)) await rm(join(folder, path));
  return files.size;
}

/** Every file, by path. */
export async function allSchemas(): Promise<ReadonlyMap<string, string>> {
  const envoy = await envoySchemas();
  const kinds = await derive(await readSources(Object.keys(KUBERNETES_KINDS)), envoy.modules);
  return new Map([...kinds, ...envoy.files]);
}

/** The files of a folder, as paths with \`/\`, in order. */
export async function readFolder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
}
