/* `npm run bench -- [flags]`: bundles the TypeScript beside it, since Node 20 does not run that, and measures. */
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const here = import.meta.dirname;
const checkout = join(here, '../..');
const outdir = join(checkout, 'node_modules/.cache/meshwright/bench');
const programs = ['floor', 'cdk8s', 'validate', 'proof', 'configs', 'proxy'];
await build({
  entryPoints: [join(here, 'main.ts'), ...programs.map((name) => join(here, 'programs', `${name}.ts`))],
  entryNames: '[name]',
  outdir,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  splitting: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  external: ['cdk8s', 'constructs', 'oxc-parser', 'oxc-transform'],
  banner: {
    js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
  },
  logLevel: 'error',
});
// A copy of the command, so that a build in the meantime changes nothing.
const dist = join(outdir, 'dist');
rmSync(dist, { recursive: true, force: true });
cpSync(join(checkout, 'dist'), dist, { recursive: true });
const { bench } = await import(pathToFileURL(join(outdir, 'main.mjs')).href);
process.exitCode = await bench(process.argv.slice(2), { checkout, programs: outdir, cli: join(dist, 'cli/main.js') });
