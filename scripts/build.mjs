// Builds dist/: the command and the library bundled by esbuild, the types by tsc, the licences of what was bundled.
// `npm run compile` calls it each time, so it does nothing, and loads nothing, when no input changed.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { withSharedShapes } from './spreads.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DIST = join(ROOT, 'dist');
const STAMP = join(ROOT, 'node_modules/.cache/meshwright/build');
const INPUTS = [
  'src',
  'schemas',
  'scripts/build.mjs',
  'scripts/spreads.mjs',
  'package.json',
  'tsconfig.json',
  'tsconfig.build.json',
];
const ENTRIES = {
  index: 'src/index.ts',
  config: 'src/config/index.ts',
  cdk8s: 'src/cdk8s/ready.ts',
  jest: 'src/jest/index.ts',
  'jest-read': 'src/jest/read.ts',
};
/**
 * The command is CommonJS, which Node starts sooner, and one script, which the engine can be given back compiled: see
 * src/cli/launch.ts. What is imported when it is needed is run when it is needed.
 */
const COMMAND = { 'cli/main': 'src/cli/main.ts', 'cli/launch': 'src/cli/launch.ts', 'cli/command': 'src/cli/start.ts' };
const COMMAND_PACKAGE = { path: join(DIST, 'cli/package.json'), contents: Buffer.from('{ "type": "commonjs" }\n') };
/** Tests are CommonJS more often than not, and jest then cannot load anything else. */
const COMMONJS = { jest: 'src/jest/index.ts' };
const COMMONJS_BANNER = "const __url=require('node:url').pathToFileURL(__filename).href;";
/** What runs in the page that `-o html` writes, and how it looks: files of their own, read when a page is written. */
const PAGE = {
  'html/page': 'src/cli/views/diff/html/client/main.ts',
  'html/style': 'src/cli/views/diff/html/client/style/index.css',
};
const BROWSERS = ['chrome111', 'firefox113', 'safari16.4'];
/** Native packages, and what users bring themselves. */
const EXTERNAL = ['oxc-parser', 'oxc-transform', 'cdk8s', 'constructs'];
/** Bundled CommonJS packages still ask for Node's own modules. */
const BANNER =
  "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);";

const stamp = fingerprint(INPUTS.map((input) => join(ROOT, input)));
if (!isUpToDate(stamp)) {
  rmSync(STAMP, { force: true });
  const [outputs] = await Promise.all([bundle(), declarations()]);
  removeOthers(outputs);
  mkdirSync(dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, stamp);
}

function isUpToDate(stamp) {
  const modules = Object.keys({ ...ENTRIES, ...COMMAND }).map((entry) => `${entry}.js`);
  const commonjs = Object.keys(COMMONJS).map((entry) => `${entry}.cjs`);
  const built = [...modules, ...commonjs, 'html/page.js', 'html/style.css', 'types/src/index.d.ts'];
  return (
    existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp && built.every((file) => existsSync(join(DIST, file)))
  );
}

/** Changes when any input is written, added or removed. */
function fingerprint(paths) {
  const hash = createHash('sha256');
  for (const path of paths.flatMap(filesIn)) {
    const { mtimeMs, size } = statSync(path);
    hash.update(`${path}\0${mtimeMs}\0${size}\n`);
  }
  return hash.digest('hex');
}

function filesIn(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .map((entry) => join(path, entry.name))
    .sort()
    .flatMap(filesIn);
}

async function bundle() {
  const { build } = await import('esbuild');
  const common = {
    absWorkingDir: ROOT,
    outdir: DIST,
    bundle: true,
    platform: 'node',
    target: 'node20',
    external: EXTERNAL,
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    metafile: true,
    write: false,
    logLevel: 'warning',
  };
  const modules = await build({
    ...common,
    entryPoints: ENTRIES,
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    format: 'esm',
    banner: { js: BANNER },
  });
  const asCommonjs = {
    ...common,
    format: 'cjs',
    // A script that the engine is given back compiled cannot ask for modules; `require` takes both kinds.
    supported: { 'dynamic-import': false },
    define: { 'import.meta.url': '__url' },
    banner: { js: COMMONJS_BANNER },
  };
  const commonjs = await build({ ...asCommonjs, entryPoints: COMMONJS, outExtension: { '.js': '.cjs' } });
  const command = await build({ ...asCommonjs, entryPoints: COMMAND, plugins: [apart('./launch.ts')] });
  for (const file of [...modules.outputFiles, ...commonjs.outputFiles, ...command.outputFiles])
    file.contents = Buffer.from(withSharedShapes(file.path, file.text));
  for (const file of command.outputFiles) file.contents = Buffer.from(inAscii(file.text));
  const page = await build({
    ...common,
    entryPoints: PAGE,
    platform: 'browser',
    target: BROWSERS,
    format: 'iife',
    minify: true,
  });
  const outputFiles = [modules, commonjs, command, page].flatMap((built) => built.outputFiles);
  const metafile = { inputs: { ...modules.metafile.inputs, ...command.metafile.inputs, ...page.metafile.inputs } };
  for (const file of outputFiles) file.contents = withoutIdleBanner(file);
  const licences = { path: join(DIST, 'THIRD_PARTY_LICENSES'), contents: Buffer.from(licencesOf(metafile)) };
  const files = [...outputFiles, COMMAND_PACKAGE, licences];
  for (const file of files) writeIfChanged(file);
  return files.map(({ path }) => path);
}

/** The launcher reads bytes as letters. esbuild escapes what strings hold, and leaves regular expressions as they are. */
function inAscii(text) {
  return text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Leaves an import what it is: an entry of its own. */
function apart(specifier) {
  return {
    name: 'apart',
    setup({ onResolve }) {
      const filter = new RegExp(`^${specifier.replaceAll('.', '\\.')}$`);
      onResolve({ filter }, () => ({ path: specifier.replace(/ts$/, 'js'), external: true }));
    },
  };
}

/** What a banner makes takes time at each start: only where it is used. */
function withoutIdleBanner({ text, contents }) {
  const idle =
    (text.includes(BANNER) && !text.replace(BANNER, '').includes('require') && BANNER) ||
    (text.includes(COMMONJS_BANNER) && !text.replace(COMMONJS_BANNER, '').includes('__url') && COMMONJS_BANNER);
  return idle ? Buffer.from(text.replace(`${idle}\n`, '')) : contents;
}

/** A command that is running meanwhile never sees half a file. */
function writeIfChanged({ path, contents }) {
  if (existsSync(path) && readFileSync(path).equals(contents)) return;
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, contents, { mode: path.endsWith('cli/main.js') ? 0o755 : 0o644 });
  renameSync(temporary, path);
}

/** Removes what earlier builds left behind. */
function removeOthers(outputs) {
  const kept = new Set(outputs);
  for (const path of filesIn(DIST)) {
    if (!kept.has(path) && !relative(DIST, path).startsWith('types')) rmSync(path);
  }
}

/** The types are checked by `npm run types`; here they are only written down. */
async function declarations() {
  rmSync(join(DIST, 'types'), { recursive: true, force: true });
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  await promisify(execFile)(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: ROOT }).catch((failed) => {
    process.stderr.write(failed.stdout ?? '');
    throw failed;
  });
}

/** What the licences of bundled packages ask for: their text beside the copy. */
function licencesOf({ inputs }) {
  const packages = new Set(
    Object.keys(inputs).flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []),
  );
  const parts = [...packages].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8'));
    const file = readdirSync(join(ROOT, folder)).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file ? readFileSync(join(ROOT, folder, file), 'utf8').trim() : `License: ${license}`;
    return `${name} ${version} (${license})\n\n${text}\n`;
  });
  return `dist/ holds copies of these packages.\n\n${parts.join(`\n${'-'.repeat(80)}\n\n`)}`;
}
