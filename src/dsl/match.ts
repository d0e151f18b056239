/** How a header, claim or the like is matched: a plain string is `exact`. Case matters. */
export type StringPattern =
  | string
  | { readonly exact: string }
  | { readonly prefix: string }
  | { readonly suffix: string }
  | { readonly regex: string }
  | { readonly present: true };

/** How a header is matched. `absent` and `not` also hold for a request that does not have the header. */
export type HeaderPattern = StringPattern | { readonly absent: true } | { readonly not: StringPattern };

/** Which paths; a plain string is exact, or a template when it holds `{*}` or `{**}`. */
export type PathPattern =
  | `/${string}`
  | { readonly exact: string }
  | { readonly prefix: string }
  | { readonly suffix: string }
  | { readonly template: string }
  | { readonly regex: string };

/**
 * Ways to match a header (also a query parameter, a claim).
 *
 * In routes it becomes an Istio `StringMatch`; in authorization rules a `request.headers[…]` condition, where `regex` cannot
 * be expressed (MW3206). A repeated header line matches when one of its lines does (observed with Envoy 1.40).
 *
 * @example
 * ```ts
 * import { header } from 'meshwright';
 *
 * reviews.route({ name: 'testers', match: { headers: { 'end-user': header.exact('jason') } }, to: { v2: 100 } });
 * ```
 */
export const header = {
  /** The whole value, case included. */
  exact: (value: string): { readonly exact: string } => ({ exact: value }),
  /** Values that begin so. */
  prefix: (value: string): { readonly prefix: string } => ({ prefix: value }),
  /** Values that end so. */
  suffix: (value: string): { readonly suffix: string } => ({ suffix: value }),
  /** An RE2 expression for the whole value. */
  regex: (value: string): { readonly regex: string } => ({ regex: value }),
  /** Any value, also an empty one. */
  present: { present: true } as const,
  /** Requests without the header. */
  absent: { absent: true } as const,
  /** Requests that do not have the header with such a value (those without the header included). */
  not: (pattern: StringPattern): { readonly not: StringPattern } => ({ not: pattern }),
} as const;

/**
 * Ways to match a path (never the query).
 *
 * | | Istio VirtualService | Istio AuthorizationPolicy |
 * |---|---|---|
 * | `exact('/a')` | `exact: /a` | `/a` |
 * | `prefix('/a')` | `exact: /a` and `prefix: /a/` | `/a` and `/a/*` |
 * | `suffix('.css')` | `regex` | `*.css` |
 * | `template('/a/{*}')` | `regex` | `/a/{*}` |
 * | `regex('…')` | `regex` | not expressible (MW3204) |
 *
 * `prefix` goes by path segment as in Gateway API's PathPrefix: `/static` is `/static` and `/static/…`, not `/staticfoo`.
 *
 * @example
 * ```ts
 * import { path } from 'meshwright';
 *
 * edge.route(productpage, { hosts: ['bookinfo.example.com'], paths: [path.exact('/login'), path.prefix('/static')] });
 * ```
 */
export const path = {
  /** This path and no other; a trailing slash makes another path. */
  exact: (value: `/${string}`): { readonly exact: string } => ({ exact: value }),
  /** This path and all below it, by segment. */
  prefix: (value: `/${string}`): { readonly prefix: string } => ({ prefix: value }),
  /** Paths that end so. */
  suffix: (value: string): { readonly suffix: string } => ({ suffix: value }),
  /** `{*}` is one segment that is not empty, `{**}` (last) any rest. */
  template: (value: `/${string}`): { readonly template: string } => ({ template: value }),
  /** An RE2 expression for the whole path; routes only. */
  regex: (value: string): { readonly regex: string } => ({ regex: value }),
} as const;
