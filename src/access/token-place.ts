import { compareStrings } from '../base/order.ts';

/** Where a token is sent by those who do not say: `Authorization: Bearer …`. */
export const BEARER = 'authorization: Bearer';

/** A header that holds a token, as the name of a place. */
export function headerPlace({ name, prefix = '' }: { readonly name: string; readonly prefix?: string }): string {
  return `${name.toLowerCase()}: ${prefix.trim()}`.trimEnd();
}

/** A parameter of the query that holds a token. */
export function parameterPlace(name: string): string {
  return `?${name}`;
}

/** A cookie that holds a token. */
export function cookiePlace(name: string): string {
  return `cookie ${name}`;
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
