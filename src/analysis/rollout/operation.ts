/** The objects of a cluster, or of what should be there, by what names them. */
export type State<T> = ReadonlyMap<string, T>;

/** What happens to one object in a step, and the stage in which an applier does it. */
export interface Operation {
  readonly key: string;
  readonly kind: 'create' | 'update' | 'remove';
  readonly stage: number;
}

/** In what stage an object is applied, and removed: those of removals are gone through the other way. */
export interface Stages<T> {
  readonly applied: (object: T) => number;
  readonly removed: (object: T) => number;
  /** Whether a stage begins only when every proxy has got those before it. */
  readonly waits: boolean;
}

/** What leads from one state to another; what is the same object in both is left alone. */
export function operationsOf<T>(from: State<T>, to: State<T>, stages: Stages<T>): readonly Operation[] {
  const operations: Operation[] = [];
  for (const [key, object] of to) {
    const old = from.get(key);
    if (old === object) continue;
    operations.push({ key, kind: old === undefined ? 'create' : 'update', stage: stages.applied(object) });
  }
  for (const [key, object] of from)
    if (!to.has(key)) operations.push({ key, kind: 'remove', stage: stages.removed(object) });
  return operations;
}

/**
 * Whether an applier has finished with one before it begins with the other: by stages, and removals the other way round. When
 * it removes, as seen from what it applies, is anyone's guess: Argo CD mixes the two, Flux and kubectl remove at the end.
 */
export function precedes(one: Operation, other: Operation): boolean {
  if (one.kind === 'remove') return other.kind === 'remove' && one.stage > other.stage;
  return other.kind !== 'remove' && one.stage < other.stage;
}
