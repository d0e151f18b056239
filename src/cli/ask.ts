import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import type { Target } from '../analysis/parties.ts';
import { findCaller, findTarget, type Party, type Unknown } from '../analysis/parties.ts';
import { type Asked, parseRequest } from '../analysis/question.ts';
import type { Json } from '../base/json.ts';
import { isJsonObject } from '../base/json.ts';
import { type ByHand, type Model, readByHand, readModel } from '../compile.ts';
import type { Config } from '../config/config.ts';
import { chosenTargets } from './chosen-targets.ts';
import { keptPolicies } from './kept-policies.ts';
import { openProject } from './project.ts';
import { refuse } from './refuse.ts';
import type { Shell } from './shell.ts';
import { reportStall } from './stall.ts';
import { UsageError } from './usage.ts';
import type { Given } from './verb.ts';

/** The mesh that a question is about, or the exit code with which it ends because there is none. */
export type Asking = Opened | { readonly exit: 1 | 2 };

interface Opened {
  readonly model: Model;
  readonly target: string;
  readonly root: string;
  readonly config: Config;
}

/** Opens the project and reads the policies of one target: the named one, or the first. */
export async function openModel({ globals, options }: Given, shell: Shell): Promise<Asking> {
  const onStall = reportStall({ globals, format: 'text', verb: 'check', output: 'none' }, shell);
  const { root, config, diagnostics } = await openProject(globals, shell, onStall);
  if (!config) return { exit: await refuse(root, diagnostics, globals, shell, 2) };
  const wanted = options.target as string | undefined;
  const [target = ''] = chosenTargets(wanted === undefined ? [] : [wanted], Object.keys(config.targets));
  const { result: model, diagnostics: found } = await readModel(target, {
    ...{ root, config, onStall },
    ...keptPolicies(shell.cache),
  });
  return model ? { model, target, root, config } : { exit: await refuse(root, found, globals, shell, 1) };
}

/** What raw manifests and patches make of a mesh that was opened, or the exit code with which it ends because they cannot be read. */
export async function openByHand(
  { model, target, root, config }: Opened,
  { globals }: Given,
  shell: Shell,
  to?: Target,
): Promise<{ readonly byHand: ByHand } | { readonly exit: 1 | 2 }> {
  const only = to && new Set(to.kind === 'service' ? [to.service] : []);
  const { result: byHand, diagnostics } = await readByHand(model, target, config, only);
  return diagnostics.length > 0 ? { exit: await refuse(root, diagnostics, globals, shell, 1) } : { byHand };
}

export function askedOf(request: string | undefined, { options }: Given, shell: Shell): Asked {
  const said = parseRequest(request ?? 'GET /');
  if (said === undefined)
    throw new UsageError(`\`${request}\` is not a request`, 'write it as `GET /path` or `GET https://host/path`');
  const { jwt, host, port, ip, plaintext, header } = options as Record<string, string | undefined> & {
    header?: readonly string[];
  };
  return {
    ...said,
    headers: headersOf(header ?? []),
    plaintext: plaintext !== undefined,
    ...(host && { host: host.toLowerCase() }),
    ...(port && { port }),
    ...(ip && { ip: addressOf(ip) }),
    ...(jwt && { jwt: claimsIn(jwt, shell.cwd) }),
  };
}

function headersOf(lines: readonly string[]): Asked['headers'] {
  const headers = new Map<string, string[]>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon < 1) throw new UsageError(`\`${line}\` is not a header`, 'write it as `name: value`');
    const name = line.slice(0, colon).trim().toLowerCase();
    headers.set(name, [...(headers.get(name) ?? []), line.slice(colon + 1).trim()]);
  }
  return Object.fromEntries(headers);
}

function claimsIn(name: string, cwd: string): Readonly<Record<string, Json>> {
  const claims = parsed(textOf(name, cwd), name);
  if (!isJsonObject(claims)) throw new UsageError(`\`${name}\` holds no JSON object of claims`, CLAIMS);
  return claims as Readonly<Record<string, Json>>;
}

const CLAIMS = 'write claims as `{ "iss": "https://login.example.com", "sub": "ada", "groups": ["staff"] }`';

function textOf(name: string, cwd: string): string {
  try {
    return readFileSync(resolve(cwd, name), 'utf8');
  } catch (problem) {
    const { code } = problem as NodeJS.ErrnoException;
    throw new UsageError(code === 'ENOENT' ? `there is no file \`${name}\`` : `cannot read \`${name}\`: ${code}`);
  }
}

function parsed(text: string, name: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    const help = text.split('.').length === 3 ? 'it is the claims that are asked for, not the signed token' : CLAIMS;
    throw new UsageError(`\`${name}\` is not JSON`, help);
  }
}

/** An address that a request may come from. */
function addressOf(ip: string): string {
  if (isIP(ip) === 0) throw new UsageError(`\`${ip}\` is no IP address`);
  return ip;
}

export function callerNamed(text: string, model: Model): Party {
  return known(findCaller(text, model), 'caller');
}

export function targetNamed(text: string, model: Model): Target {
  return known(findTarget(text, model), 'service or gateway');
}

function known<T extends object>(found: T | Unknown, what: string): T {
  if ('unknown' in found) throw new UsageError(`there is no ${what} \`${found.unknown}\``, found.help);
  return found;
}
