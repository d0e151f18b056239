import { join, posix } from 'node:path';
import { constants, Script } from 'node:vm';
import { host } from './host.ts';

/** Imports a package by Node's own rules, as a file of the project at this path would. */
export function importNatively(specifier: string, importer: string, root: string): Promise<object> {
  const folder = join(root, posix.dirname(importer));
  return withoutWarnings(() => {
    const importFrom = importers.get(folder) ?? newImporter(folder);
    importers.set(folder, importFrom);
    return importFrom(specifier);
  });
}

type ImportFrom = (specifier: string) => Promise<object>;

function newImporter(folder: string): ImportFrom {
  const script = new Script('(specifier) => import(specifier)', {
    filename: join(folder, 'policy.mjs'),
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  return script.runInThisContext() as ImportFrom;
}

/** Node 20 and 22 warn that the constant above is experimental: nothing that users of a command can do anything about. */
function withoutWarnings<T>(work: () => T): T {
  const { process } = host;
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return work();
  } finally {
    process.emitWarning = emitWarning;
  }
}

const importers = new Map<string, ImportFrom>();
