import type { Destination } from '../access/destination.ts';
import type { Routing } from '../access/routing/table.ts';

/** What manifests mean, read back by code that shares nothing with what made them. */
export interface Reading {
  readonly destinations: readonly Destination[];
  readonly routing: Routing;
}
