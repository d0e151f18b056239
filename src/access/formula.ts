import type { PathMatch, StringMatch } from '../model/match.ts';
import { inOrder } from './token-place.ts';

/** A condition on one dimension of a request. Conditions on what a request does not have are false, so `not` of them is true. */
export type Atom =
  /** The identity as `cluster.local/ns/bookinfo/sa/reviews`; `present`: there is one. */
  | { readonly on: 'principal'; readonly match: StringMatch }
  | { readonly on: 'source-ip' | 'remote-ip' | 'destination-ip'; readonly cidr: string }
  | { readonly on: 'port'; readonly port: number }
  | { readonly on: 'sni'; readonly match: StringMatch }
  /** HTTP only, from here on. */
  | { readonly on: 'method'; readonly match: StringMatch }
  | { readonly on: 'path'; readonly match: PathMatch | StringMatch }
  /** On the authority in lower case, port included. */
  | { readonly on: 'host'; readonly match: StringMatch }
  /** Some line of the header matches. */
  | { readonly on: 'header'; readonly name: string; readonly match: StringMatch }
  /** There is a token, in one of these places (in order); `found`: or where a proxy that looks there comes upon it. */
  | { readonly on: 'token'; readonly places: readonly string[]; readonly found?: true }
  /** The token's `iss` and `sub`. */
  | { readonly on: 'jwt-issuer' | 'jwt-subject' | 'jwt-presenter'; readonly match: StringMatch }
  /** Some audience matches. */
  | { readonly on: 'jwt-audience'; readonly match: StringMatch }
  /** The claim, or an element of it when it is a list, matches. */
  | { readonly on: 'jwt-claim'; readonly path: readonly string[]; readonly match: StringMatch }
  /** An external authorizer says yes. */
  | { readonly on: 'external'; readonly provider: string };

/** A set of requests, as conditions joined. */
export type Formula =
  | { readonly kind: 'all' }
  | { readonly kind: 'none' }
  | { readonly kind: 'atom'; readonly atom: Atom }
  | { readonly kind: 'and' | 'or'; readonly of: readonly Formula[] }
  | { readonly kind: 'not'; readonly of: Formula };

export const ALL: Formula = { kind: 'all' };
export const NONE: Formula = { kind: 'none' };

export function atom(one: Atom): Formula {
  return { kind: 'atom', atom: one };
}

export function and(...of: readonly Formula[]): Formula {
  return joined('and', of, ALL, NONE);
}

export function or(...of: readonly Formula[]): Formula {
  return joined('or', of, NONE, ALL);
}

/** Without what adds nothing; what decides alone is all that is left. */
function joined(kind: 'and' | 'or', of: readonly Formula[], neutral: Formula, deciding: Formula): Formula {
  let adding = 0;
  for (let i = 0; i < of.length; i++) {
    const { kind } = of[i]!;
    if (kind === deciding.kind) return deciding;
    if (kind !== neutral.kind) adding++;
  }
  const parts = adding === of.length ? of : of.filter((part) => part.kind !== neutral.kind);
  return adding === 0 ? neutral : adding === 1 ? parts[0]! : { kind, of: parts };
}

export function not(of: Formula): Formula {
  if (of.kind === 'all') return NONE;
  if (of.kind === 'none') return ALL;
  return of.kind === 'not' ? of.of : { kind: 'not', of };
}

/** Whose tokens a proxy accepts; `audiences` empty: whatever they are for. */
export interface AcceptedIssuer {
  readonly issuer: string;
  readonly audiences: readonly string[];
  /** Where it looks for tokens of this issuer, in order. */
  readonly places: readonly string[];
}

/**
 * A condition on the caller's token where a proxy accepts tokens of these issuers only. A token that it does not accept tells
 * it nothing, so no condition on it holds.
 */
export function onToken(issuers: readonly AcceptedIssuer[], ...conditions: readonly Formula[]): Formula {
  const accepted = issuers.map(({ issuer, audiences, places }) =>
    and(
      atom({ on: 'token', places }),
      atom({ on: 'jwt-issuer', match: { kind: 'exact', value: issuer } }),
      audiences.length === 0 ? ALL : or(...audiences.map(audience)),
    ),
  );
  return and(or(...accepted), ...conditions);
}

/** Tokens that a proxy refuses which accepts tokens of these issuers only: those that it finds where it looks, and no others. */
export function refusedTokens(issuers: readonly AcceptedIssuer[]): Formula {
  if (issuers.length === 0) return NONE;
  const places = inOrder(issuers.flatMap((one) => one.places));
  return and(atom({ on: 'token', places, found: true }), not(onToken(issuers)));
}

/** Envoy compares whom a token is for without a scheme before it and a slash behind it. */
function audience(value: string): Formula {
  const bare = value.replace(/^https?:\/\//, '').replace(/\/$/, '');
  const written = ['', 'http://', 'https://'].flatMap((scheme) => [`${scheme}${bare}`, `${scheme}${bare}/`]);
  return or(...written.map((value) => atom({ on: 'jwt-audience', match: { kind: 'exact', value } })));
}
