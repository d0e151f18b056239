import type { Json } from '../base/json.ts';
import { isJsonObject } from '../base/json.ts';
import type { StringMatch } from '../model/match.ts';
import type { Atom, Formula } from './formula.ts';
import type { Request } from './request.ts';
import type { Presence } from './sets/matches.ts';

/** Where a request may have several values at once. */
export type Channel =
  | { readonly kind: 'header'; readonly name: string }
  | { readonly kind: 'audience' }
  | { readonly kind: 'claim'; readonly path: readonly string[] };

/** What formulas ask of each channel, in the order in which they do. */
export interface Vocabulary {
  /** The same for formulas that ask the same. */
  readonly key: string;
  readonly channels: ReadonlyMap<string, { readonly channel: Channel; readonly matches: readonly StringMatch[] }>;
}

export function channelKey(channel: Channel): string {
  if (channel.kind === 'audience') return 'audience';
  return channel.kind === 'header' ? `header ${channel.name}` : `claim ${JSON.stringify(channel.path)}`;
}

/** What an atom asks of a channel; undefined for one that is about a single value. */
export function channelOf(atom: Atom): { readonly channel: Channel; readonly match: StringMatch } | undefined {
  switch (atom.on) {
    case 'header':
      return { channel: { kind: 'header', name: atom.name.toLowerCase() }, match: atom.match };
    case 'jwt-audience':
      return { channel: { kind: 'audience' }, match: atom.match };
    case 'jwt-claim':
      return { channel: { kind: 'claim', path: atom.path }, match: atom.match };
    default:
      return undefined;
  }
}

/** The standard claims have dimensions of their own. */
export function standardClaim(atom: Atom): Atom {
  if (atom.on !== 'jwt-claim' || atom.path.length !== 1) return atom;
  const on = ({ iss: 'jwt-issuer', sub: 'jwt-subject', azp: 'jwt-presenter', aud: 'jwt-audience' } as const)[
    atom.path[0] as 'iss'
  ];
  return on === undefined ? atom : { on, match: atom.match };
}

export function* atomsOf(formula: Formula): Generator<Atom> {
  switch (formula.kind) {
    case 'atom':
      yield standardClaim(formula.atom);
      return;
    case 'not':
      yield* atomsOf(formula.of);
      return;
    case 'and':
    case 'or':
      for (const one of formula.of) yield* atomsOf(one);
  }
}

export function vocabularyOf(formulas: Iterable<Formula>): Vocabulary {
  const channels = new Map<string, { channel: Channel; matches: Map<string, StringMatch> }>();
  for (const formula of formulas)
    for (const atom of atomsOf(formula)) {
      const asked = channelOf(atom);
      if (asked === undefined) continue;
      const key = channelKey(asked.channel);
      if (!channels.has(key)) channels.set(key, { channel: asked.channel, matches: new Map() });
      channels.get(key)!.matches.set(JSON.stringify(asked.match), asked.match);
    }
  const entries = [...channels].map(
    ([key, { channel, matches }]) => [key, { channel, matches: [...matches.values()] }] as const,
  );
  const key = [...channels].map(([name, { matches }]) => `${name} ${[...matches.keys()].sort().join()}`).sort();
  return { key: key.join('\n'), channels: new Map(entries) };
}

/** The values that a request has in a channel. */
export function valuesIn(channel: Channel, { http }: Request): readonly string[] {
  switch (channel.kind) {
    case 'header':
      return http?.headers[channel.name] ?? [];
    case 'audience':
      return http?.jwt?.audiences ?? [];
    case 'claim':
      return claimValues(http?.jwt?.claims, channel.path);
  }
}

/** OAuth writes several values in one: `read write`. Istio has proxies take them apart. */
export function isSpaced(path: readonly string[]): boolean {
  return path.length === 1 && (path[0] === 'scope' || path[0] === 'permission');
}

function words(value: string): readonly string[] {
  const found = value.split(' ').filter((one) => one !== '');
  return found.length === 0 ? [value] : found;
}

function claimValues(claims: Json | undefined, path: readonly string[]): readonly string[] {
  const found = path.reduce<Json | undefined>((at, name) => (isJsonObject(at) ? at[name] : undefined), claims ?? {});
  const parts = typeof found === 'string' && isSpaced(path) ? words(found) : [found];
  const list: readonly unknown[] = Array.isArray(found) ? found : parts;
  return list.filter((one) => typeof one === 'string');
}

/** An empty line of a header is there; an empty claim is not, for what asks whether there is one is `.+`. */
export function presence({ kind }: Channel): Presence {
  return kind === 'header' ? 'even empty' : 'not empty';
}
