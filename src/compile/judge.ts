import type { Store } from '../access/store.ts';
import type { Backend } from '../backends/backend.ts';
import { backendFor } from '../backends/index.ts';
import { runChecks, runChecksOfRest } from '../checks/index.ts';
import type { Config } from '../config/config.ts';
import type { Diagnostic } from '../diag/diagnostic.ts';
import type { Lookup } from '../model/lookup.ts';
import { guardrailFindings } from './guardrails.ts';

export function backendsOf({ targets }: Config, name: string): readonly Backend[] {
  return targets[name]?.backends.map(backendFor) ?? [];
}

/** Checks and gaps. A mesh that lost something to an error is judged too, but only its errors are told: the rest may be false. */
export function judge(
  model: Lookup,
  backends: readonly Backend[],
  damaged: boolean,
  knowledge: () => Store,
): readonly Diagnostic[] {
  if (damaged) return runChecksOfRest(model);
  const proven = model.mesh.guardrails.length === 0 ? [] : guardrailFindings(model, knowledge());
  return [...runChecks(model), ...backends.flatMap((backend) => [...backend.gaps(model)]), ...proven];
}
