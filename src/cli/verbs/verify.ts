import { resolve } from 'node:path';
import type { Model } from '../../compile.ts';
import type { Config } from '../../config/config.ts';
import { ENVOY_VERSIONS, type EnvoyVersion } from '../../config/envoy.ts';
import type { Diagnostic } from '../../diag/diagnostic.ts';
import { findEnvoy } from '../../local/find-envoy.ts';
import { readCertificates } from '../../local/given-certificates.ts';
import { openScratch, removeScratch } from '../../local/scratch.ts';
import { type Verification, type VerifyOptions, verify } from '../../local/verify.ts';
import { openModel } from '../ask.ts';
import { atEnd, weEnd } from '../ending.ts';
import { lineReader } from '../line-reader.ts';
import { paintFor } from '../look.ts';
import { refuse } from '../refuse.ts';
import type { ExitCode, Shell } from '../shell.ts';
import { toolFolder } from '../tool-folder.ts';
import type { Given, Run } from '../verb.ts';
import { verifyJson } from '../views/verify/json.ts';
import { verifyJunit } from '../views/verify/junit.ts';
import { verifyText } from '../views/verify/text.ts';

/** What was verified, for the views. */
export interface Verdict {
  readonly target: string;
  readonly version: EnvoyVersion;
  readonly verification: Verification;
  readonly seconds: number;
  readonly lineAt: ReturnType<typeof lineReader>;
}

/** Runs the policies of a target on real proxies, and compares what these do with what the policies say. */
export const verifyVerb: Run = async (given, shell): Promise<ExitCode> => {
  const opened = await openModel(given, shell);
  if ('exit' in opened) return opened.exit;
  const { model, target, root, config } = opened;
  const started = performance.now();
  const version = versionOf(config, target);
  const { result: certificates, diagnostics: bad } = certificatesFor(model, given, shell);
  if (bad.length > 0) return refuse(root, bad, given.globals, shell, 2);
  const program = await programFor(version, given, shell);
  if (typeof program !== 'string') return refuse(root, program, given.globals, shell, 2);
  const { result: folder, diagnostics: unable } = openScratch('meshwright-verify');
  if (folder === undefined) return refuse(root, unable, given.globals, shell, 2);
  const { result, diagnostics } = await run(model, { folder, program, version, certificates }, given, shell);
  if (result === undefined) return refuse(root, diagnostics, given.globals, shell, 1);
  const seconds = (performance.now() - started) / 1000;
  const verdict: Verdict = { target, version, verification: result, seconds, lineAt: lineReader(root) };
  shell.out.write(view(verdict, given, shell));
  return result.requests.every(({ agrees }) => agrees) ? 0 : 1;
};

/** That of the target, or the newest where it is compiled for something else. */
export function versionOf({ targets }: Config, target: string): EnvoyVersion {
  const envoy = targets[target]?.backends.find((one) => one.backend === 'envoy');
  return envoy?.backend === 'envoy' ? envoy.options.version : ENVOY_VERSIONS.at(-1)!;
}

export async function programFor(
  version: EnvoyVersion,
  { options }: Given,
  shell: Shell,
): Promise<string | readonly Diagnostic[]> {
  const { result, diagnostics } = await findEnvoy({
    version,
    named: options['envoy'] as string | undefined,
    path: shell.env['PATH'] ?? '',
    cache: toolFolder(shell.env),
    install: options['install'] === true,
    onInstall: (what) => shell.err.write(`installing ${what}\n`),
  });
  return result ?? diagnostics;
}

/** Those of the user, where a folder is named. */
function certificatesFor(model: Model, { options }: Given, { cwd }: Shell): ReturnType<typeof readCertificates> {
  const said = options['certificates'] as string | undefined;
  if (said === undefined) return { result: undefined, diagnostics: [] };
  return readCertificates(model, { path: resolve(cwd, said), said }, new Date());
}

type Stage = Pick<VerifyOptions, 'folder' | 'program' | 'version' | 'certificates'>;

async function run(model: Model, stage: Stage, { globals }: Given, shell: Shell) {
  let stop = () => removeScratch(stage.folder);
  const keep = atEnd(() => stop());
  const end = () => {
    weEnd();
    process.exit(130);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  const shows = shell.err.isTTY && !globals.quiet;
  try {
    return await verify(model, {
      ...stage,
      onStarted: (how) => (stop = how),
      onProgress: (what, done, all) => {
        if (shows) shell.err.write(`\r\u001b[K${done === all ? '' : `${what} ${done}/${all}`}`);
      },
    });
  } finally {
    keep();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.removeListener(signal, end);
  }
}

function view(verdict: Verdict, { options, globals }: Given, shell: Shell): string {
  switch (options['output']) {
    case 'json':
      return verifyJson(verdict);
    case 'junit':
      return verifyJunit(verdict);
    default:
      return verifyText(verdict, paintFor(shell.out, globals, shell.env), globals.verbose);
  }
}
