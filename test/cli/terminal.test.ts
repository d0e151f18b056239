import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { buildOnce, cleanEnv, folderWith, MAIN, meshwright } from './meshwright.ts';

beforeAll(buildOnce);

function project(): string {
  const folder = folderWith();
  expect(meshwright(['init'], { cwd: folder }).code).toBe(0);
  return folder;
}

function addPolicy(folder: string, text: string): void {
  const file = join(folder, 'policies/index.ts');
  writeFileSync(file, `${readFileSync(file, 'utf8')}\n${text}\n`);
}

/** Runs the command on a terminal of its own. */
function onTerminal(args: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}): string {
  const script = 'import pty, sys; sys.exit(pty.spawn(sys.argv[1:]) >> 8)';
  const command = [process.execPath, MAIN, ...args];
  const options = { cwd, env: cleanEnv({ TERM: 'xterm', ...env }), encoding: 'utf8', timeout: 30_000 } as const;
  return spawnSync('python3', ['-c', script, ...command], options).stdout;
}

const ESCAPE = String.fromCharCode(27);

describe('on a terminal', () => {
  it('colours, unless the environment or an option says otherwise', () => {
    const folder = project();
    expect(onTerminal(['check'], folder)).toContain(`${ESCAPE}[32m✓`);
    expect(onTerminal(['check'], folder, { NO_COLOR: '1' })).not.toContain(ESCAPE);
    expect(onTerminal(['check', '--color', 'never'], folder)).not.toContain(ESCAPE);
    expect(onTerminal(['check'], folder, { TERM: 'dumb' })).not.toContain(ESCAPE);
    expect(meshwright(['check'], { cwd: folder }).out).not.toContain(ESCAPE);
    expect(meshwright(['check', '--color=always'], { cwd: folder }).out).toContain(ESCAPE);
    expect(meshwright(['check'], { cwd: folder, env: { FORCE_COLOR: '1' } }).out).toContain(ESCAPE);
    expect(meshwright(['check'], { cwd: folder, env: { FORCE_COLOR: '0', NO_COLOR: '1' } }).out).not.toContain(ESCAPE);
  });

  it('says what goes on when it takes longer than a second, and wipes that away', () => {
    const folder = project();
    addPolicy(folder, 'await new Promise((resolve) => setTimeout(resolve, 1600));');
    const seen = onTerminal(['check'], folder, { NO_COLOR: '1' });
    expect(seen).toMatch(/\r.\[2K… dev: evaluating the policies \(1 s\)/);
    expect(seen.slice(seen.lastIndexOf(`\r${ESCAPE}`))).toMatch(/^\r.\[2K✓ 1 target/);
    expect(meshwright(['check'], { cwd: folder }).err).toBe('');
    expect(onTerminal(['check', '-q'], folder)).toBe('');
  });
});

interface Running {
  readonly child: ChildProcess;
  readonly seen: () => string;
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

function begin(args: readonly string[], cwd: string): Running {
  const child = spawn(process.execPath, [MAIN, ...args], { cwd, env: cleanEnv() });
  let seen = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (seen += data));
  const ended = new Promise<Awaited<Running['ended']>>((resolve) =>
    child.on('close', (code, signal) => resolve({ code, signal })),
  );
  return { child, seen: () => seen, ended };
}

async function until(condition: () => boolean, what: string): Promise<void> {
  for (let tries = 0; !condition(); tries++) {
    if (tries > 2400) throw new Error(`waited in vain for ${what}`);
    await sleep(25);
  }
}

describe('Ctrl-C', () => {
  it.each(['for (;;);', 'await new Promise((resolve) => setTimeout(resolve, 20_000));'])(
    'ends a compile at once and leaves nothing behind while policies do %j',
    async (policy) => {
      const folder = project();
      addPolicy(folder, policy);
      const before = readdirSync(folder);
      const { child, ended } = begin(['compile'], folder);
      await sleep(700);
      const begun = Date.now();
      child.kill('SIGINT');
      const { code, signal } = await ended;
      // A shell reports a process that was ended by SIGINT as 130.
      expect([130, 'SIGINT']).toContain(code ?? signal);
      expect(Date.now() - begun).toBeLessThan(10_000);
      expect(readdirSync(folder)).toEqual(before);
    },
  );
});

describe('--watch', () => {
  it('compiles again when a policy changes, survives a mistake, and ends on Ctrl-C', async () => {
    const folder = project();
    const { child, seen, ended } = begin(['compile', '--watch'], folder);
    try {
      await until(() => /✓ 1 target/.test(seen()), 'the first compile');
      await until(() => /^watching /m.test(seen()), 'the watch');
      expect(existsSync(join(folder, 'out/dev'))).toBe(true);

      const file = join(folder, 'policies/demo.ts');
      const good = readFileSync(file, 'utf8');
      writeFileSync(file, `${good}\nweb.calls(api, GETT('/more'));\n`);
      await until(() => /1 error\. Nothing was written\./.test(seen()), 'the mistake');

      writeFileSync(file, `${good}\napps.service('third', { ports: { http: 8080 } });\n`);
      await until(() => /3 services/.test(seen()), 'the new service');
      const compiles = () => seen().match(/✓ 1 target/g)?.length ?? 0;
      expect(compiles()).toBe(2);
      // What it wrote itself is no change.
      await sleep(400);
      expect(compiles()).toBe(2);
    } finally {
      child.kill('SIGINT');
    }
    expect(await ended).toEqual({ code: 130, signal: null });
  });
});
