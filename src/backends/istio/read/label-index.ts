/** What goes by labels, by namespace, name and value of one of them. */
export interface LabelIndex<T> {
  readonly add: (namespace: string, name: string, value: string, one: T) => void;
  /** Whether there is anything in a namespace. */
  readonly has: (namespace: string) => boolean;
  /** In the order in which it was added. */
  readonly at: (namespace: string, name: string, value: string) => readonly T[];
}

export function labelIndex<T>(): LabelIndex<T> {
  const none: readonly T[] = [];
  const known = new Map<string, Map<string, Map<string, T[]>>>();
  return {
    add: (namespace, name, value, one) => {
      const names = known.get(namespace) ?? new Map<string, Map<string, T[]>>();
      const values = names.get(name) ?? new Map<string, T[]>();
      const listed = values.get(value);
      if (listed) listed.push(one);
      else known.set(namespace, names.set(name, values.set(value, [one])));
    },
    has: (namespace) => known.has(namespace),
    at: (namespace, name, value) => known.get(namespace)?.get(name)?.get(value) ?? none,
  };
}
