import { readPolicies } from '../../src/compile/policies.ts';
import type { Config } from '../../src/config/config.ts';
import type { Diagnostic } from '../../src/diag/diagnostic.ts';
import { diskTree, type SourceTree } from '../../src/load/evaluate.ts';
import { type Lookup, lookup } from '../../src/model/lookup.ts';

export interface Evaluated {
  readonly mesh: Lookup | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Policies of a test, from a file to the model. */
export async function evaluated(root: string, policies: string, sources?: SourceTree): Promise<Evaluated> {
  const target = { environment: 'test', cluster: 'test', values: {}, backends: [] };
  const config: Config = { policies, out: 'out', targets: { test: target }, deadline: 30 };
  const { result, diagnostics } = await readPolicies('test', { root, config, sources: sources ?? diskTree(root) });
  return { mesh: result.mesh && lookup(result.mesh), diagnostics };
}
