import { compareStrings } from '../base/order.ts';
import type { Issuer } from '../model/mesh.ts';

/** Where a token is sent by those who do not say: `Authorization: Bearer …`. */
export const BEARER = 'authorization: Bearer';

/** A header that holds a token, as the name of a place. */
export function headerPlace({ name, prefix = '' }: { readonly name: string; readonly prefix?: string }): string {
  return `${name.toLowerCase()}: ${prefix.trim()}`.trimEnd();
}

/** Where proxies look for tokens of an issuer that does not say where they are. */
export const DEFAULT_PLACES: readonly string[] = ['?access_token', BEARER];

/** Where proxies look for tokens of an issuer, in order. */
export function placesOf({ fromHeaders }: Issuer): readonly string[] {
  return fromHeaders.length === 0 ? DEFAULT_PLACES : inOrder(fromHeaders.map(headerPlace));
}

/** Whether a proxy that looks in a place finds what is in another: in the same header, behind what it looks for. */
export function finds(looked: string, sent: string): boolean {
  const [header = '', prefix = ''] = looked.split(/(?<=:) ?/);
  return (
    looked === sent || (looked.includes(':') && sent.startsWith(header) && sent.slice(header.length).includes(prefix))
  );
}

export function inOrder(places: readonly string[]): readonly string[] {
  return [...new Set(places)].sort(compareStrings);
}
