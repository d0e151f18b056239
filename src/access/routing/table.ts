import { canonicalJson, type JsonObject } from '../../base/json.ts';
import { compareStrings } from '../../base/order.ts';

/**
 * Where requests go, in a form that both the model and manifests that were read back are brought to, each by code of its own.
 * Values are canonical text, so that equal is the same text.
 */
export interface Routing {
  /** What is said once: listeners of a gateway, versions of a service, how clients speak to it. */
  readonly facts: ReadonlyMap<string, Said>;
  /** `gateway shop/edge 443`, `service reviews.bookinfo.svc.cluster.local 9080`: routes by host (`*` where there is none). */
  readonly tables: ReadonlyMap<string, ReadonlyMap<string, Said>>;
}

/** Facts on how the tokens of an issuer are looked for and checked: said where tokens are asked for, and not elsewhere. */
export const TOKENS = 'tokens of ';

export interface Said {
  readonly text: string;
  /** The manifest, or the declaration, that says so. */
  readonly source: string;
}

/** One route as it is tried; lists are alternatives, as regular expressions that match the whole value. */
export interface RouteEntry {
  readonly path?: readonly string[];
  readonly methods?: readonly string[];
  /** By name; every list has to match, one of its alternatives. */
  readonly headers?: Readonly<Record<string, readonly string[]>>;
  readonly withoutHeaders?: Readonly<Record<string, readonly string[]>>;
  readonly query?: Readonly<Record<string, readonly string[]>>;
  readonly action: JsonObject;
}

/** Alternatives of the path are joined where all else is equal; what comes after a route for everything is never tried. */
export function printEntries(entries: readonly RouteEntry[]): string {
  const [first] = entries;
  if (first && isForAll(first)) return `* {"action":${canonicalJson(first.action)}}`;
  const joined: { rest: string; paths: Set<string> | undefined }[] = [];
  for (const { path, ...rest } of entries) {
    const text = canonicalJson(rest);
    const last = joined.at(-1);
    if (last?.rest === text && last.paths && path) for (const one of path) last.paths.add(one);
    else joined.push({ rest: text, paths: path && new Set(path) });
    if (path === undefined && Object.keys(rest).length === 1) break;
  }
  return joined
    .map(({ rest, paths }) => `${paths ? [...paths].sort(compareStrings).join(' | ') : '*'} ${rest}`)
    .join('\n');
}

function isForAll(entry: RouteEntry): boolean {
  if (entry.path !== undefined) return false;
  for (const field of Object.keys(entry)) if (field !== 'path' && field !== 'action') return false;
  return true;
}

/** The text of a route that sends everything on to a host: what is so often asked that it is not made anew from an entry. */
export function printForwarding(host: string): string {
  return `* {"action":{"to":[{"host":${JSON.stringify(host)},"weight":100}]}}`;
}

/** The routes of a host: of several domains that cover it, those of the most specific. */
export function routesOf(table: ReadonlyMap<string, Said>, host: string): Said | undefined {
  const own = table.get(host);
  if (own) return own;
  const domain = coveringHosts(host).find((one) => table.has(one));
  return domain === undefined ? undefined : table.get(domain);
}

/** A host, and the wildcards that it is below, the most specific first. */
export function coveringHosts(host: string): readonly string[] {
  const found = [host];
  for (let dot = host.indexOf('.', 1); dot !== -1; dot = host.indexOf('.', dot + 1)) found.push(`*${host.slice(dot)}`);
  if (host !== '*') found.push('*');
  return [...new Set(found)];
}

/** What two lists of hosts have in common: of each two that overlap, the narrower. */
export function commonHosts(one: readonly string[], other: readonly string[]): readonly string[] {
  return [...new Set(one.flatMap((a) => other.flatMap((b) => (coversHost(a, b) ? [b] : coversHost(b, a) ? [a] : []))))];
}

export function coversHost(wide: string, host: string): boolean {
  if (wide === '*' || wide === host) return true;
  return wide.startsWith('*.') && host.length > wide.length - 1 && host.endsWith(wide.slice(1));
}
