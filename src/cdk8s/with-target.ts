import { setTarget, type Target } from '../dsl/target.ts';

/**
 * Says what `target` is while policies are imported: in a cdk8s program nobody else does. A module is evaluated once, so
 * policies that are wanted for several targets are imported by one program each.
 *
 * @example
 * ```ts
 * import { withTarget } from 'meshwright/cdk8s';
 *
 * const dev = { name: 'dev', environment: 'dev', cluster: 'dev', values: {} };
 * const { default: shop } = await withTarget(dev, () => import('./policies/index.js'));
 * ```
 */
export async function withTarget<T>(target: Target, evaluate: () => Promise<T>): Promise<T> {
  setTarget(target);
  try {
    return await evaluate();
  } finally {
    setTarget(undefined);
  }
}
