import type { NonEmpty } from '../base/nonempty.ts';

/** How a header, claim or similar value is matched. Case matters. `regex` is RE2 and matches the whole value. */
export type StringMatch =
  | { readonly kind: 'exact'; readonly value: string }
  | { readonly kind: 'prefix'; readonly value: string }
  | { readonly kind: 'suffix'; readonly value: string }
  | { readonly kind: 'regex'; readonly value: string }
  | { readonly kind: 'present' };

/** A header (its name in lower case) that matches any of `values`, or, negated, none of them (an absent header is none). */
export interface HeaderMatch {
  readonly name: string;
  readonly values: NonEmpty<StringMatch>;
  readonly negated: boolean;
}

/**
 * Which paths, without the query.
 * `prefix` goes by segment: `/static` is `/static` and `/static/…`, not `/staticfoo`.
 * In a `template`, `{*}` is one non-empty segment and `{**}`, at the end, any rest (also an empty one).
 */
export type PathMatch =
  | { readonly kind: 'exact'; readonly value: string }
  | { readonly kind: 'prefix'; readonly value: string }
  | { readonly kind: 'suffix'; readonly value: string }
  | { readonly kind: 'template'; readonly value: string }
  | { readonly kind: 'regex'; readonly value: string };

/**
 * A set of requests: every condition given holds, and a list holds when one of its values does.
 * A condition that is absent does not restrict. `not…` lists exclude.
 */
export interface RequestMatch {
  readonly methods?: NonEmpty<string>;
  readonly notMethods?: NonEmpty<string>;
  readonly paths?: NonEmpty<PathMatch>;
  readonly notPaths?: NonEmpty<PathMatch>;
  /** Lower case; `*.example.com` is any subdomain. A port in the authority does not matter. */
  readonly hosts?: NonEmpty<string>;
  readonly notHosts?: NonEmpty<string>;
  /** Ports of the pod (`targetPort`), where policies are enforced. */
  readonly ports?: NonEmpty<number>;
  readonly notPorts?: NonEmpty<number>;
  readonly headers: readonly HeaderMatch[];
}

/** Whether a request match says something that only HTTP has. */
export function isHttpMatch(match: RequestMatch): boolean {
  return Boolean(
    match.methods ??
      match.notMethods ??
      match.paths ??
      match.notPaths ??
      match.hosts ??
      match.notHosts ??
      (match.headers.length > 0 || undefined),
  );
}
