import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type LoadedMesh, meshOf } from './mesh.ts';
import type { ReadMesh, ToRead } from './read.ts';

/** Where and for which target `loadMesh` evaluates policies. */
export interface LoadMeshOptions {
  /** The folder of the configuration, or one below it. Default: the current folder. */
  readonly root?: string;
  /** The configuration file, when it has another name; relative to `root`. */
  readonly config?: string;
  /** Default: the first target of the configuration. */
  readonly target?: string;
}

/**
 * Evaluates the policies of a project for one target, as `meshwright compile` does, and gives the mesh to ask.
 *
 * Throws when there is no configuration or the policies have errors, with all of them in the message, as the command shows them.
 *
 * @example
 * ```ts
 * import { loadMesh } from 'meshwright/jest';
 *
 * const mesh = await loadMesh({ target: 'dev' });
 * expect(mesh).toAllow('productpage', 'reviews', 'GET /reviews/1');
 * expect(mesh).not.toReach('outside', 'ratings');
 * ```
 */
export async function loadMesh({ root = '.', config, target }: LoadMeshOptions = {}): Promise<LoadedMesh> {
  const called: { readonly stack?: string } = {};
  Error.captureStackTrace(called, loadMesh);
  const asked: ToRead = { root: resolve(root), ...(config && { config }), ...(target && { target }) };
  const read = await readElsewhere(asked);
  if ('wrong' in read) throw failure(`the mesh cannot be loaded\n\n${read.wrong}`, called.stack ?? '');
  const { mesh, byHand, ...where } = read;
  return meshOf(mesh, new Map(byHand), where);
}

/** Policies run in a process of their own, as they do for the command: what tests do to modules and globals is not theirs. */
function readElsewhere(asked: ToRead): Promise<ReadMesh | { readonly wrong: string }> {
  const script = fileURLToPath(new URL('./jest-read.js', import.meta.url));
  const options = { maxBuffer: Number.POSITIVE_INFINITY };
  return new Promise((done) => {
    execFile(process.execPath, [script, JSON.stringify(asked)], options, (error, out, err) => {
      done(error ? { wrong: `${err}${out}` || error.message } : (JSON.parse(out) as ReadMesh));
    });
  });
}

/** Shown where the test asked, not where the process ended. */
function failure(message: string, calledFrom: string): Error {
  const error = new Error(message);
  error.stack = `Error: ${message}\n${calledFrom.slice(calledFrom.indexOf('\n') + 1)}`;
  return error;
}
