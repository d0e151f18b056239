import type { Mesh } from '../../../model/mesh.ts';
import type { Meaning } from '../side.ts';
import { changeCauses, type FoundChange, NO_RISK, risk, type Sides } from './found.ts';

/**
 * Whether something has to be allowed in the whole mesh. Rows tell of workloads that are declared; this guards, or opens, those
 * that nobody declares too.
 */
export function authorizationChanges({ base, head }: Sides): readonly FoundChange[] {
  const [before, after] = [defaultOf(base), defaultOf(head)];
  if (before === undefined || after === undefined || before === after) return [];
  const opens = after === 'allow-by-default';
  return [
    {
      kind: 'authorization',
      what: 'changed',
      key: 'mesh',
      subject: 'the whole mesh',
      text: `${before} → ${after}${opens ? ': workloads that no rule is about admit everybody' : ''}`,
      causes: changeCauses(base.model?.mesh.span, head.model?.mesh.span),
      risk: opens ? risk('high', 'any-identity') : NO_RISK,
    },
  ];
}

/** Of manifests it shows in that every proxy holds an ALLOW policy without rules, or that not every one does. */
function defaultOf({ model, destinations }: Meaning): Mesh['authorization'] | undefined {
  if (model) return model.mesh.authorization;
  const sidecars = destinations.filter(({ proxy }) => proxy === 'sidecar');
  if (sidecars.length === 0) return undefined;
  const guarded = sidecars.every(({ policies }) =>
    policies.some(({ effect, dryRun, rules }) => effect === 'allow' && !dryRun && rules.length === 0),
  );
  return guarded ? 'deny-by-default' : 'allow-by-default';
}
