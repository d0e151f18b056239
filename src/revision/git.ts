import { spawnSync } from 'node:child_process';

/** Git in one folder, to read with. */
export interface Git {
  readonly run: (args: readonly string[], options?: RunOptions) => GitResult;
}

export interface RunOptions {
  /** What the process reads: names of objects, a line each. */
  readonly input?: string | Buffer;
  /** Settings beside those that every run has. */
  readonly settings?: Settings;
}

export type GitResult =
  | { readonly kind: 'done'; readonly out: Buffer }
  | { readonly kind: 'failed'; readonly why: string }
  /** More came than was asked for. */
  | { readonly kind: 'too-much' }
  | { readonly kind: 'absent' };

type Settings = readonly (readonly [key: string, value: string])[];
type Environment = Readonly<Record<string, string | undefined>>;

/** Objects of a few thousand policy files; what is larger is read one by one. */
const MOST_BYTES = 1 << 28;
const PATIENCE_MS = 120_000;

/**
 * A repository may be anybody's: what its settings would have Git run (a file system monitor, hooks, a pager, an external diff)
 * is switched off, and nothing is fetched, so that reading it does no more than read.
 */
const HARMLESS: Settings = [
  ['core.fsmonitor', 'false'],
  ['core.hooksPath', '/dev/null'],
  ['core.pager', 'cat'],
  ['core.askPass', ''],
  ['core.sshCommand', 'false'],
  ['diff.external', ''],
  ['protocol.allow', 'never'],
  ['submodule.recurse', 'false'],
  ['advice.graftFileDeprecated', 'false'],
];

const ENVIRONMENT = {
  LC_ALL: 'C',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_NO_LAZY_FETCH: '1',
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_TERMINAL_PROMPT: '0',
  /** What a commit holds, and what comes before it, is what its hash says. */
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_GRAFT_FILE: '/dev/null',
  GIT_PAGER: 'cat',
};

/** Variables of Git that say how to find it and its settings; others would say which repository to read, as in a hook. */
const KEPT =
  /^GIT_(EXEC_PATH|CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM|CONFIG_(GLOBAL|SYSTEM|NOSYSTEM|COUNT|PARAMETERS|(KEY|VALUE)_\d+)|(ALTERNATE_)?OBJECT_DIRECTOR(Y|IES)|QUARANTINE_PATH)$/;

/** Git, run in a folder. Only commands that read are run with it. */
export function gitIn(folder: string, env: Environment): Git {
  const inherited = Object.fromEntries(
    Object.entries(env).filter(([name]) => !name.startsWith('GIT_') || KEPT.test(name)),
  );
  return {
    run: (args, { input, settings = [] } = {}) => {
      const ran = spawnSync('git', ['--no-pager', '--literal-pathspecs', ...args], {
        cwd: folder,
        env: { ...withSettings(inherited, [...HARMLESS, ...settings]), ...ENVIRONMENT },
        input: input ?? '',
        maxBuffer: MOST_BYTES,
        timeout: PATIENCE_MS,
        windowsHide: true,
      });
      return resultOf(ran);
    },
  };
}

/** Settings by environment take any name, and come before all files. */
function withSettings(env: Environment, settings: Settings): Environment {
  const before = /^\d{1,4}$/.test(env.GIT_CONFIG_COUNT ?? '') ? Number(env.GIT_CONFIG_COUNT) : 0;
  const added = settings.flatMap(([key, value], i) => [
    [`GIT_CONFIG_KEY_${before + i}`, key],
    [`GIT_CONFIG_VALUE_${before + i}`, value],
  ]);
  return { ...env, ...Object.fromEntries(added), GIT_CONFIG_COUNT: String(before + settings.length) };
}

function resultOf({ error, status, stdout, stderr }: ReturnType<typeof spawnSync>): GitResult {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (code === 'ENOENT' || code === 'EACCES') return { kind: 'absent' };
  if (code === 'ENOBUFS') return { kind: 'too-much' };
  if (code === 'ETIMEDOUT') return { kind: 'failed', why: `it took longer than ${PATIENCE_MS / 1000} s` };
  if (error) return { kind: 'failed', why: error.message };
  if (status === 0) return { kind: 'done', out: stdout as Buffer };
  return { kind: 'failed', why: reasonIn(String(stderr)) };
}

/** The first line that says what is wrong. */
function reasonIn(said: string): string {
  const lines = said.split('\n').filter((line) => line.trim() !== '');
  const line = lines.find((one) => /^(fatal|error): /.test(one)) ?? lines[0] ?? '';
  return line.replace(/^(fatal|error): /, '').trim();
}

/** What a command printed, without the line break at the end; undefined when it failed. */
export function printed(result: GitResult): string | undefined {
  return result.kind === 'done' ? result.out.toString('utf8').replace(/\n$/, '') : undefined;
}
