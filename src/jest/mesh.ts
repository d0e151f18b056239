import type { ByHand } from '../analysis/by-hand.ts';
import type { Position } from '../base/span.ts';
import { lineReader } from '../cli/line-reader.ts';
import { type Lookup, lookup } from '../model/lookup.ts';
import type { Mesh } from '../model/mesh.ts';

/** A mesh to ask, as `loadMesh` gives it. */
export interface LoadedMesh {
  /** The target for which the policies were evaluated. */
  readonly target: string;
  /** The folder of the configuration. */
  readonly root: string;
}

/** What matchers know of a mesh. */
export interface Held {
  readonly model: Lookup;
  /** What raw manifests and patches make of it. */
  readonly byHand: ByHand;
  readonly lineAt: (at: Position) => string;
}

/** Registered, since tests may load this module more than once. */
const HELD = Symbol.for('meshwright.mesh');

/** What is held is not enumerable: jest prints what is expected of, and a model is long. */
export function meshOf(model: Mesh, byHand: ByHand, { target, root }: LoadedMesh): LoadedMesh {
  const held: Held = { model: lookup(model), byHand, lineAt: lineReader(root) };
  return Object.defineProperty({ target, root }, HELD, { value: held });
}

export function heldBy(received: unknown): Held | undefined {
  return (received as { readonly [HELD]?: Held } | undefined | null)?.[HELD];
}
