import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { Paint } from '../../diag/render/paint.ts';
import { type Ci, ciFiles, ciOf, repositoryOf } from '../init/ci/detect.ts';
import { freshPackageJson, mergedPackageJson } from '../init/package-json.ts';
import { FILES, GITIGNORE, REPORTS } from '../init/templates.ts';
import type { Shell } from '../shell.ts';
import { UsageError } from '../usage.ts';
import { type Globals, runnable, type Verb } from '../verb.ts';
import { version } from '../version.ts';

interface InitArgs {
  readonly folder: string;
  /** Absent: what the repository has. */
  readonly ci?: Ci;
  readonly globals: Globals;
}

interface Initialised {
  /** The folder as one would `cd` to it; empty when it is this one. */
  readonly folder: string;
  readonly files: readonly { readonly path: string; readonly did: 'made' | 'added to' | 'kept' }[];
}

type Did = Initialised['files'][number];

function start({ folder, ci, globals }: InitArgs, { cwd }: Shell): Initialised {
  const root = resolve(cwd, globals.directory, folder);
  const packageJson = plannedPackageJson(root);
  const ciWorkflows = plannedCi(root, ci);
  makeFolder(root);
  const files = Object.entries(FILES).map(([path, text]) => write(root, path, text));
  const workflows = ciWorkflows();
  const reports = workflows.some(({ path }) => path.endsWith('.sh')) ? [REPORTS] : [];
  files.push(...workflows, packageJson(), ignoreLines(root, [...GITIGNORE, ...reports]));
  return { folder: relative(cwd, root), files };
}

/** Workflows are read only in the repository's own folder, which may be one above. */
function plannedCi(root: string, ci: Ci | undefined): () => Did[] {
  const repository = repositoryOf(root);
  const files = ciFiles(ci ?? ciOf(repository), root, repository);
  return () =>
    Object.entries(files).map(([path, text]) => {
      const { did } = write(repository, path, text, path.endsWith('.sh') ? 0o755 : 0o644);
      return { path: relative(root, join(repository, path)), did };
    });
}

/** Read before anything is written: a package.json that cannot be read must leave the folder as it was. */
function plannedPackageJson(root: string): () => Did {
  const path = 'package.json';
  const old = readIfThere(join(root, path));
  if (old === undefined) return () => write(root, path, freshPackageJson(version()));
  const merged = mergedPackageJson(old, version());
  if (merged === 'unreadable')
    throw new UsageError(`\`${join(root, path)}\` is not a JSON object`, 'mend it first; nothing was written');
  if (merged === undefined) return () => ({ path, did: 'kept' });
  return () => {
    writeFileSync(join(root, path), merged);
    return { path, did: 'added to' };
  };
}

function ignoreLines(root: string, wanted: readonly string[]): Did {
  const path = '.gitignore';
  const old = readIfThere(join(root, path));
  if (old === undefined) return write(root, path, wanted.map((line) => `${line}\n`).join(''));
  const lines = old.split(/\r?\n/).map((line) => line.trim().replace(/^\/|\/$/g, ''));
  const lacking = wanted.filter((line) => !lines.includes(line.replace(/\/$/, '')));
  if (lacking.length === 0) return { path, did: 'kept' };
  const separator = old === '' || old.endsWith('\n') ? '' : '\n';
  writeFileSync(join(root, path), `${old}${separator}${lacking.map((line) => `${line}\n`).join('')}`);
  return { path, did: 'added to' };
}

/** Makes a file that is not there; one that is, even as a dangling link, is left as it is. */
function write(root: string, path: string, text: string, mode = 0o644): Did {
  makeFolder(dirname(join(root, path)));
  try {
    writeFileSync(join(root, path), text, { flag: 'wx', mode });
    return { path, did: 'made' };
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'EEXIST') return { path, did: 'kept' };
    throw cannot('write', path, thrown);
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (thrown) {
    throw cannot('make the folder', folder, thrown);
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT' || (thrown as NodeJS.ErrnoException).code === 'ENOTDIR')
      return undefined;
    throw cannot('read', file, thrown);
  }
}

function cannot(what: string, path: string, thrown: unknown): UsageError {
  const why = (thrown as NodeJS.ErrnoException).code ?? String(thrown);
  return new UsageError(`cannot ${what} \`${path}\`: ${why}`);
}

function view({ globals }: InitArgs, { folder, files }: Initialised, paint: Paint): string {
  if (globals.quiet) return '';
  const marks = { made: paint('green', '+'), 'added to': paint('yellow', '~'), kept: paint('dim', '·') };
  const lines = files.map(({ path, did }) => `${marks[did]} ${path}${did === 'made' ? '' : paint('dim', `  ${did}`)}`);
  const keptTypes = files.some(({ path, did }) => path === 'tsconfig.json' && did === 'kept');
  return [
    ...lines,
    ...(keptTypes
      ? [
          '',
          'Your tsconfig.json stays as it is. Policies need "verbatimModuleSyntax" and "allowImportingTsExtensions".',
        ]
      : []),
    ...(files.some(({ path, did }) => path.endsWith('.gitlab/meshwright.yml') && did === 'made')
      ? ['', 'Include it in your .gitlab-ci.yml:', '  include: { local: .gitlab/meshwright.yml }']
      : []),
    '',
    'Next:',
    ...(folder === '' ? [] : [`  cd ${folder}`]),
    '  npm install               so that your editor knows the types',
    '  npx meshwright compile    the first manifests, in out/',
    '',
  ].join('\n');
}

const verb: Verb<InitArgs, Initialised> = {
  parse: ({ argument = '.', options, globals }) => ({
    folder: argument,
    globals,
    ...(options.ci !== undefined && { ci: options.ci as Ci }),
  }),
  run: async (args, shell) => start(args, shell),
  view,
  exit: () => 0,
};

export const init = runnable(verb);
