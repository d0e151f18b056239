import { relative } from 'node:path';
import { watch } from 'chokidar';
import { printPosition } from '../../base/span.ts';
import { readModel } from '../../compile.ts';
import type { Diagnostic } from '../../diag/diagnostic.ts';
import type { Paint } from '../../diag/render/paint.ts';
import { type Address, type DevMesh, openDev } from '../../local/dev.ts';
import type { Passed } from '../../local/log.ts';
import { leftOut } from '../../local/quiet.ts';
import { openScratch, removeScratch } from '../../local/scratch.ts';
import { openModel } from '../ask.ts';
import { atEnd } from '../ending.ts';
import { paintFor } from '../look.ts';
import { refuse } from '../refuse.ts';
import { sayFindings } from '../say-findings.ts';
import type { ExitCode } from '../shell.ts';
import { UsageError } from '../usage.ts';
import type { Given, Run } from '../verb.ts';
import { counted } from '../views/words.ts';
import { programFor, versionOf } from './verify.ts';

/** Editors write a file in several steps. */
const SETTLE_MS = 80;

/** Runs the mesh of a target on this machine, and has it follow the policies as they are written. */
export const devVerb: Run = async (given, shell): Promise<ExitCode> => {
  const services = servicesOf(given);
  const opened = await openModel(given, shell);
  if ('exit' in opened) return opened.exit;
  const { model, target, root, config } = opened;
  const unknown = [...services.keys()].find((key) => !model.services.has(key as `${string}/${string}`));
  if (unknown !== undefined)
    throw new UsageError(`there is no service \`${unknown}\``, 'write it as `namespace/service=port`');
  const version = versionOf(config, target);
  const program = await programFor(version, given, shell);
  if (typeof program !== 'string') return refuse(root, program, given.globals, shell, 2);
  const paint = paintFor(shell.out, given.globals, shell.env);
  const { result: folder, diagnostics } = openScratch('meshwright-dev');
  if (folder === undefined) return refuse(root, diagnostics, given.globals, shell, 2);
  let dev: DevMesh | undefined;
  let watcher: ReturnType<typeof watch> | undefined;
  atEnd(() => {
    dev?.kill();
    removeScratch(folder);
  });
  let ending = false;
  const stopped = ended(async () => {
    ending = true;
    await watcher?.close();
    await dev?.close();
  });
  const say = (found: readonly Diagnostic[]) => sayFindings(found, { root, globals: given.globals, shell });
  const running = await openDev({
    folder,
    program,
    version,
    services,
    onPassed: (passed) => shell.out.write(line(passed, running, paint)),
    onEnded: (what) => void say([what]),
  });
  dev = running;
  const failed = await running.update(model);
  // Proxies that we ended did not fail.
  if (ending) return stopped;
  if (failed.length > 0) {
    await say(failed);
    await running.close();
    return 1;
  }
  shell.out.write(
    `${addresses(running.addresses())}\nfollowing the policies of ${relative(shell.cwd, root) || '.'} (Ctrl-C ends)\n${without(leftOut(model), paint)}`,
  );
  const follow = async () => {
    const started = performance.now();
    const read = await readModel(target, { root, config });
    const found = read.result ? await running.update(read.result) : read.diagnostics;
    if (found.length > 0) return say(found);
    shell.out.write(
      paint('dim', `the policies changed, and the proxies follow (${Math.round(performance.now() - started)} ms)\n`),
    );
  };
  watcher = watch(root, {
    ignored: /(?:^|[/\\])(?:node_modules|\.git|\.meshwright|out)(?:[/\\]|$)/,
    ignoreInitial: true,
  });
  let settle: NodeJS.Timeout | undefined;
  let busy: Promise<unknown> = Promise.resolve();
  watcher.on('all', () => {
    clearTimeout(settle);
    settle = setTimeout(() => (busy = busy.then(follow)), SETTLE_MS);
  });
  return stopped;
};

/** `shop/orders=8080`. */
function servicesOf({ options }: Given): ReadonlyMap<string, number> {
  const said = (options['service'] as readonly string[] | undefined) ?? [];
  return new Map(
    said.map((one): [string, number] => {
      const [, key = '', port = ''] = /^([^=]+\/[^=]+)=(\d+)$/.exec(one) ?? [];
      if (key === '' || Number(port) < 1 || Number(port) > 65_535)
        throw new UsageError(`\`${one}\` is no service and port`, 'write it as `namespace/service=port`');
      return [key, Number(port)];
    }),
  );
}

function addresses(all: readonly Address[]): string {
  const width = Math.max(...all.map(({ proxy }) => proxy.length));
  const lines = all.map(({ proxy, inbound, outbound }) => {
    const sends = outbound === undefined ? '' : `   sends by http://${outbound}`;
    return `  ${proxy.padEnd(width)}   ${inbound.join(', ')}${sends}`;
  });
  return `${counted(all.length, 'proxy', 'proxies')} on this machine\n${lines.join('\n')}\n`;
}

/** Access logs are what is told of each request. */
function without(left: readonly string[], paint: Paint): string {
  const names = left.filter((one) => one !== 'access logs');
  return names.length === 0 ? '' : paint('dim', `left out here: ${names.join(', ')}\n`);
}

/** Who called whom, what became of it, and by which rule. */
function line(passed: Passed, dev: DevMesh, paint: Paint): string {
  const { from, at, what, allowed, status, rule, span, details, unanswered } = passed;
  const to = dev.addresses().find(({ inbound }) => inbound.includes(at))?.proxy ?? at;
  const verdict = allowed ? paint('green', 'allowed') : paint('red', 'denied ');
  const why = span ? `${printPosition(span)}` : allowed ? (rule ?? '') : (rule ?? 'no rule allows it');
  const more = !allowed && status !== 403 && details ? ` (${details})` : '';
  const down = unanswered ? `   ${paint('yellow', `no answer from the service at ${unanswered}`)}` : '';
  return `${verdict} ${status || '-'}  ${from ?? 'somebody without an identity'} → ${to}  ${what}   ${paint('dim', `${why}${more}`)}${down}\n`;
}

function ended(close: () => Promise<void>): Promise<ExitCode> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.once(signal, () => void close().then(() => resolve(130)));
  });
}
