/**
 * A length of time, as Istio and Go write it: `250ms`, `5s`, `1.5s`, `2m`, `1h`. At least one millisecond; anything else is
 * MW1004.
 */
export type Duration = `${number}${'ms' | 's' | 'm' | 'h'}`;

/** A fully qualified DNS name (`shop.example.com`), or any subdomain of one (`*.example.com`). Anything else is MW1004. */
export type Host = `${string}.${string}`;

/** An IPv4 or IPv6 block (`10.0.0.0/8`, `2001:db8::/32`) or a single address. Anything else is MW1004. */
export type Cidr =
  | `${number}.${number}.${number}.${number}`
  | `${number}.${number}.${number}.${number}/${number}`
  | `${string}:${string}`;

/** HTTP methods, in upper case: they are compared exactly, so `get` would match nothing. */
export type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS' | 'CONNECT' | 'TRACE';

/** A list that holds at least one element: an empty list would mean nobody to one reader and anybody to another. */
export interface AtLeastOne<T> extends ReadonlyArray<T> {
  readonly 0: T;
}

/** One, or a list of at least one. */
export type OneOrMore<T> = T | AtLeastOne<T>;
