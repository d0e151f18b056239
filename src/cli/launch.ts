import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';
import { cacheFolder, dropOld } from './launch/cache-folder.ts';
import { codeCache } from './launch/code-cache.ts';
import type { start } from './start.ts';

/** Runs the command: one script, with what the engine made of it in an earlier run where that is at hand. */
export function launch(): Promise<void> {
  optimiseLater();
  const file = fileURLToPath(new URL('./command.js', import.meta.url));
  const folder = cacheFolder(process.env, file);
  const cache = codeCache(folder, process.argv.slice(2));
  // Nothing but ASCII is in it, so the engine can take the bytes as they are.
  const source = `(function(exports,require,module,__filename,__dirname){${readFileSync(file, 'latin1')}\n})`;
  const cachedData = cache.read();
  const script = new Script(source, { filename: file, ...(cachedData && { cachedData }) });
  const command = { exports: {} as { readonly start: typeof start } };
  script.runInThisContext()(command.exports, createRequire(file), command, file, dirname(file));
  return command.exports.start({
    ...(folder !== undefined && { cache: folder }),
    ended: (verb) => {
      if (folder === undefined || script.cachedDataRejected === false) return;
      cache.write(verb, script.createCachedData());
      dropOld(folder);
    },
  });
}

/**
 * How long a function runs before it is worth optimising, twenty times the usual: by the name that the engine of each release of
 * Node has for it. Others are left alone: they would say on stderr that they do not know it.
 */
const PATIENCE: Readonly<Record<string, string>> = {
  20: `--interrupt-budget=${20 * 67_584}`,
  22: `--invocation-count-for-turbofan=${20 * 3000}`,
  24: `--invocation-count-for-turbofan=${20 * 3000}`,
};

/**
 * The engine's optimising compiler looks for functions to optimise as if a process went on for hours. A compile takes a second,
 * of which it would spend 0.7 on code that is then hardly used; loops that are really hot are optimised all the same.
 */
function optimiseLater(): void {
  const flag = PATIENCE[process.versions.node.split('.')[0] ?? ''];
  if (flag !== undefined) setFlagsFromString(flag);
}
