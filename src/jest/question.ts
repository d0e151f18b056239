import { findCaller, findTarget, type Party, type Target, type Unknown } from '../analysis/parties.ts';
import { type Asked, parseRequest } from '../analysis/question.ts';
import type { Json } from '../base/json.ts';
import type { Lookup } from '../model/lookup.ts';

/** What else there is to say about a request; what is left out is as with the command `can`. */
export interface RequestDetails {
  /** A list: the header several times. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** The authority. Default: that of the URL, or the destination's own. */
  readonly host?: string;
  /** Claims of a token that its issuer signed: `iss`, `sub`, `aud`, `azp` and others. */
  readonly jwt?: Readonly<Record<string, Json>>;
  /** The address of the client. */
  readonly ip?: string;
  /** Without mutual TLS, so without an identity. */
  readonly plaintext?: boolean;
  /** The port of the destination, by name or number. Default: the first that carries HTTP, or the first. */
  readonly port?: string | number;
}

/** A question that cannot be asked: said in the words of the command. */
export class Unaskable extends Error {}

export function callerNamed(text: string, model: Lookup): Party {
  return known(findCaller(text, model), 'caller');
}

export function targetNamed(text: string, model: Lookup): Target {
  return known(findTarget(text, model), 'service or gateway');
}

function known<T extends object>(found: T | Unknown, what: string): T {
  if ('unknown' in found) throw unaskable(`there is no ${what} \`${found.unknown}\``, found.help);
  return found;
}

export function unaskable(message: string, help: string): Unaskable {
  return new Unaskable(`error: ${message}\n  help: ${help}\n`);
}

export function askedOf(request: string, details: RequestDetails): Asked {
  const parsed = parseRequest(request);
  if (parsed === undefined)
    throw unaskable(`\`${request}\` is not a request`, 'write it as `GET /path` or `GET https://host/path`');
  const { headers = {}, host, jwt, ip, plaintext = false, port } = details;
  return {
    ...parsed,
    headers: headersOf(headers),
    plaintext,
    ...(host && { host: host.toLowerCase() }),
    ...(jwt && { jwt }),
    ...(ip && { ip }),
    ...(port !== undefined && { port: String(port) }),
  };
}

function headersOf(headers: NonNullable<RequestDetails['headers']>): Asked['headers'] {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), typeof value === 'string' ? [value] : value]),
  );
}
