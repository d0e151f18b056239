import type { JsonObject } from '../base/json.ts';

/** What is being compiled: one entry of `targets` in the configuration. */
export interface Target {
  /** The key of the entry. */
  readonly name: string;
  readonly environment: string;
  readonly cluster: string;
  /** Whatever else the configuration gives this target. */
  readonly values: JsonObject;
}

/** Kept where every copy of this module finds it: a package that policies import may bring meshwright itself. */
const held = globalThis as { [CURRENT]?: Target | undefined };
const CURRENT: unique symbol = Symbol.for('meshwright.target');

/** Says which target the policies that are evaluated next are for. */
export function setTarget(next: Target | undefined): void {
  held[CURRENT] = next;
}

function known(): Target {
  const current = held[CURRENT];
  if (current === undefined) throw new Error('`target` is known only while meshwright evaluates policies');
  return current;
}

/**
 * The environment and cluster that is being compiled: the only input of policies besides their own code. Policies are
 * evaluated once for each entry of `targets` in `meshwright.config.ts`.
 *
 * Becomes nothing by itself: it is for values that differ between targets.
 *
 * @example
 * ```ts
 * import { mesh, target } from 'meshwright';
 *
 * export const shop = mesh('shop', {
 *   tracing: { provider: 'otel', sampling: target.environment === 'prod' ? 1 : 100 },
 * });
 * ```
 */
export const target: Target = {
  get name() {
    return known().name;
  },
  get environment() {
    return known().environment;
  },
  get cluster() {
    return known().cluster;
  },
  get values() {
    return known().values;
  },
};
