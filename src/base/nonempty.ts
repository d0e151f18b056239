/** A list that holds at least one element. An empty list of callers is not a policy, so it cannot be written. */
export type NonEmpty<T> = readonly [T, ...T[]];

export function isNonEmpty<T>(list: readonly T[]): list is NonEmpty<T> {
  return list.length > 0;
}

/** Those that are there. */
export function present<T>(list: readonly (T | undefined)[]): readonly T[] {
  return list.filter((element) => element !== undefined);
}

/** Maps a non-empty list; the result is non-empty too. */
export function mapNonEmpty<T, U>(list: NonEmpty<T>, f: (element: T) => U): NonEmpty<U> {
  return list.map(f) as unknown as NonEmpty<U>;
}
