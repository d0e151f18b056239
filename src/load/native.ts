import { join, posix } from 'node:path';
import { constants, Script } from 'node:vm';

/** Imports a package by Node's own rules, as a file of the project at this path would. */
export function importNatively(specifier: string, importer: string, root: string): Promise<object> {
  const folder = join(root, posix.dirname(importer));
  let importFrom = importers.get(folder);
  if (!importFrom) {
    const script = new Script('(specifier) => import(specifier)', {
      filename: join(folder, 'policy.mjs'),
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    });
    importFrom = script.runInThisContext() as ImportFrom;
    importers.set(folder, importFrom);
  }
  return importFrom(specifier);
}

type ImportFrom = (specifier: string) => Promise<object>;

const importers = new Map<string, ImportFrom>();
