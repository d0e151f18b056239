import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Config } from '../config/config.ts';
import { validateConfig } from '../config/validate.ts';
import { type Diagnostic, error, isError } from '../diag/diagnostic.ts';
import type { SourceTree } from '../load/source-tree.ts';
import { evaluateConfig, type OnStall } from './config-file.ts';
import { keepTransforms } from './kept-transforms.ts';
import { leaves } from './paths.ts';
import type { Shell } from './shell.ts';
import { UsageError } from './usage.ts';
import type { Globals } from './verb.ts';

export const CONFIG_FILE = 'meshwright.config.ts';

/** Where a project is, and what it is configured to be when the configuration is in order. */
export interface Project {
  /** The folder of the configuration file: every path of the project is relative to it. */
  readonly root: string;
  readonly config?: Config;
  readonly diagnostics: readonly Diagnostic[];
}

/** Finds the configuration (named, here, or in the nearest folder above), evaluates it, and checks it and its paths. */
export async function openProject(globals: Globals, shell: Shell, onStall?: OnStall): Promise<Project> {
  const place = findProject(globals, shell);
  if (place.file === undefined) return { root: place.root, diagnostics: [noConfig(place.root)] };
  if (shell.cache !== undefined) keepTransforms(shell.cache, place.root);
  return evaluateProject(place.root, place.file, { ...(onStall && { onStall }) });
}

/** Where a project is. */
export interface ProjectPlace {
  /** The folder of the configuration; where the search began when there is none. */
  readonly root: string;
  /** The name of the configuration in that folder. */
  readonly file?: string;
}

/** The configuration that is named, or is here or in the nearest folder above. */
export function findProject(globals: Globals, shell: Shell): ProjectPlace {
  const cwd = startFolder(globals, shell);
  const file = globals.config === undefined ? findConfig(cwd) : resolve(cwd, globals.config);
  if (file === undefined) return { root: cwd };
  if (!existsSync(file))
    throw new UsageError(`there is no file \`${globals.config}\``, '-f names a configuration file');
  return { root: dirname(file), file: basename(file) };
}

export interface ProjectSources {
  readonly onStall?: OnStall;
  /** Where its files are, if not on disk. */
  readonly sources?: SourceTree;
}

/** Evaluates the configuration of a project, and checks it and its paths. */
export async function evaluateProject(
  root: string,
  file: string,
  { onStall, sources }: ProjectSources,
): Promise<Project> {
  const evaluated = await evaluateConfig(root, file, onStall, sources);
  if (evaluated.result === undefined) return { root, diagnostics: evaluated.diagnostics };
  const { value, span } = evaluated.result;
  const { result: config, diagnostics } = validateConfig(value, span);
  // Policies that a tree does not have are for the loader to miss.
  const paths = config && sources === undefined ? wrongPaths(config, root) : [];
  const all = [...evaluated.diagnostics, ...diagnostics, ...paths];
  return { root, diagnostics: all, ...(config && !all.some(isError) && { config }) };
}

/** The folder that `-C` names. */
export function startFolder({ directory }: Pick<Globals, 'directory'>, { cwd }: Pick<Shell, 'cwd'>): string {
  const folder = resolve(cwd, directory);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(`there is no folder \`${directory}\``, '-C names a folder that exists');
  }
  return folder;
}

function findConfig(folder: string): string | undefined {
  const file = join(folder, CONFIG_FILE);
  if (existsSync(file)) return file;
  return dirname(folder) === folder ? undefined : findConfig(dirname(folder));
}

/** That there is no project. */
export function noConfig(cwd: string): Diagnostic {
  return error('MW0001', `there is no \`${CONFIG_FILE}\` in \`${cwd}\` or above`, {
    help: 'make a project with `meshwright init`, or name its configuration with -f',
  });
}

/** What only the disk can say of the paths. */
function wrongPaths({ policies, out }: Config, root: string): Diagnostic[] {
  const linked = [policies, out].filter((path) => leaves(root, path));
  if (linked.length > 0)
    return linked.map((path) => error('MW0003', `\`${path}\` is a link that leads out of the project`));
  return statSync(join(root, policies), { throwIfNoEntry: false })?.isFile() ? [] : [noPolicies(policies, root)];
}

function noPolicies(policies: string, root: string): Diagnostic {
  const folder = dirname(policies);
  const what = existsSync(join(root, folder)) ? `no file \`${policies}\`` : `no folder \`${folder}\` for the policies`;
  return error('MW0004', `there is ${what}`, {
    help: `write the mesh in \`${policies}\`, say \`policies\` in the configuration, or start with \`meshwright init\``,
  });
}
