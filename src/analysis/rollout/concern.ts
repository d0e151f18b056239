import type { Request } from '../../access/request.ts';

/** What one proxy knows of objects at some moment. */
export type View<T> = (key: string) => T | undefined;

/** What would go wrong in a partial state. */
export type Breach =
  /** Admitted though neither end admits it, or refused though both do. */
  | { readonly kind: 'admitted' | 'refused'; readonly request: Request }
  /** Callers and proxy would not speak the same: mutual TLS to one that takes plaintext only, or the other way. */
  | { readonly kind: 'transport'; readonly what: string }
  /** Requests would be sent where nothing is. */
  | { readonly kind: 'unrouted'; readonly what: string }
  /** Requests would be sent where neither end sends them. */
  | { readonly kind: 'rerouted'; readonly what: string }
  /** Nothing is claimed: the sets are too complex, or the partial states too many. */
  | { readonly kind: 'unknown'; readonly what: string };

/** Something that has to hold in every partial state, and all the objects that it depends on. */
export interface Concern<T> {
  /** `service bookinfo/reviews`: what it is about, for people. */
  readonly about: string;
  readonly objects: readonly string[];
  /** Whether it is about two proxies, which may be at different moments: the caller's and that of what is called. */
  readonly pairs: boolean;
  readonly judge: (view: View<T>, other: View<T>) => Breach | undefined;
}
