import type { Destination } from '../../access/destination.ts';
import { destinationsOf } from '../../access/meaning.ts';
import { routingOf } from '../../access/routing/meaning.ts';
import type { Routing } from '../../access/routing/table.ts';
import type { Lookup } from '../../model/lookup.ts';

/** What one side of a comparison means. */
export interface Meaning {
  readonly destinations: readonly Destination[];
  readonly routing: Routing;
  /** Absent where manifests were read: they do not say what they were made of. */
  readonly model?: Lookup;
  /** Nothing is told but who may do what: what stand-alone proxies run on was read. */
  readonly accessOnly?: true;
}

/** What policies mean. */
export function meaningOf(model: Lookup): Meaning {
  return { destinations: destinationsOf(model), routing: routingOf(model), model };
}

/** One target on both sides; a side is absent where there is no such target. */
export interface TargetPair {
  readonly target: string;
  /** What the configuration says of it: `prod`. */
  readonly environment?: string;
  readonly base?: Meaning;
  readonly head?: Meaning;
}
