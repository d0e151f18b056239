/* `npm run schemas [folder]`: bundles the TypeScript beside it, since Node 20 does not run that, and makes schemas/. */
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const here = import.meta.dirname;
const outfile = join(here, `.main-${process.pid}.mjs`);
try {
  await build({
    entryPoints: [join(here, 'main.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  });
  const { makeSchemas } = await import(pathToFileURL(outfile).href);
  const folder = resolve(process.argv[2] ?? join(here, '../../schemas'));
  console.log(`${await makeSchemas(folder)} files in ${folder}`);
} finally {
  await rm(outfile, { force: true });
}
