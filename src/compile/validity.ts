import { within } from '../base/span.ts';
import { type Diagnostic, error } from '../diag/diagnostic.ts';
import { type Emitted, type GroupVersionKind, groupVersionKind, manifestName } from '../manifest/manifest.ts';
import { loadValidators, printManifestPath } from '../manifest/validate.ts';

/** Holds every manifest against the schema of its kind and the kind's CEL rules. Kinds that meshwright does not know pass. */
export async function validateManifests(emitted: readonly Emitted[]): Promise<readonly Diagnostic[]> {
  const kinds = new Set<GroupVersionKind>();
  for (const { manifest } of emitted) kinds.add(groupVersionKind(manifest));
  return validateEmitted(emitted, await loadValidators(kinds));
}

export function validateEmitted(
  emitted: readonly Emitted[],
  validators: Awaited<ReturnType<typeof loadValidators>>,
): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const one of emitted) {
    const problems = validators.get(groupVersionKind(one.manifest))?.(one.manifest);
    if (problems === undefined || problems.length === 0) continue;
    for (const { path, message } of problems) found.push(invalid(one, path, message));
  }
  return found;
}

function invalid({ manifest, spans, raw }: Emitted, path: readonly (string | number)[], message: string): Diagnostic {
  const where = path.length === 0 ? '' : ` at \`${printManifestPath(path)}\``;
  const name = `\`${manifestName(manifest)}\``;
  if (raw === 'manifest')
    return error('MW4001', `${name} is not valid${where}: ${message}`, { span: within(spans[0], ...path) });
  if (raw === 'patched')
    return error('MW4001', `${name} is not valid after its patch${where}: ${message}`, { span: spans.at(-1)! });
  return error('MW4002', `this makes a ${name} that Kubernetes would refuse${where}: ${message}`, { span: spans[0] });
}
