import type { Destination } from '../../../access/destination.ts';
import type { RowDestination } from '../change.ts';
import type { TargetPair } from '../side.ts';
import type { Region } from './region.ts';

/** Where something changes: a port of a destination in a target, and the two sides of it. */
export interface At {
  readonly pair: TargetPair;
  readonly base: Destination | undefined;
  readonly head: Destination | undefined;
  readonly destination: RowDestination;
}

/** What changes there. */
export interface Told {
  readonly effect: 'allowed' | 'denied';
  readonly region: Region;
  readonly at: At;
  /** The gateway through which it is for the outside; the region is then of requests as clients send them. */
  readonly through?: Through;
  /** Whether it can be made use of from outside, through a gateway that is among the callers. */
  readonly reachable?: true;
}

export interface Through {
  /** `gateway shop/edge`. */
  readonly gateway: string;
  /** Whether the gateway changes requests on the way. */
  readonly rewritten: boolean;
}
