import type { KindModule } from '../../schemas/kinds.mjs';
import { kinds } from '../../schemas/kinds.mjs';
import type { GroupVersionKind, Manifest } from './manifest.ts';
import { withDefaults } from './validate-defaults.ts';
import { explain } from './validate-messages.ts';
import type { ManifestProblem } from './validate-problem.ts';
import { checkRules } from './validate-rules.ts';
import { linkShape } from './validate-shape.ts';

export type { ManifestPath, ManifestProblem } from './validate-problem.ts';
export { printManifestPath } from './validate-problem.ts';

/** What the API server would refuse, as far as schemas and CEL rules say it; empty when valid. */
export type ManifestValidator = (manifest: Manifest) => readonly ManifestProblem[];

/** The validators of the kinds that are named; kinds without a schema are absent. Only these are loaded. */
export async function loadValidators(
  wanted: Iterable<GroupVersionKind>,
): Promise<ReadonlyMap<GroupVersionKind, ManifestValidator>> {
  const known = [...new Set(wanted)].filter((gvk) => Object.hasOwn(kinds, gvk));
  const loaded = await Promise.all(known.map(async (gvk) => [gvk, validator(await kinds[gvk]!.load())] as const));
  return new Map(loaded);
}

export function knownKinds(): readonly GroupVersionKind[] {
  return Object.keys(kinds) as GroupVersionKind[];
}

/** Whether objects of a kind belong to no namespace; undefined for kinds without a schema. */
export function isClusterScoped(gvk: GroupVersionKind): boolean | undefined {
  return Object.hasOwn(kinds, gvk) ? kinds[gvk]!.clusterScoped : undefined;
}

function validator({ validate, shape }: KindModule): ManifestValidator {
  const root = linkShape(shape);
  return (manifest) => {
    const value = withDefaults(manifest as never, root);
    if (!validate(value)) return explain(validate.errors ?? [], value, root);
    return root.hasRules ? checkRules(value, root) : [];
  };
}
