import type { Backend } from '../backends/backend.ts';
import { groupBy } from '../base/order.ts';
import { within } from '../base/span.ts';
import { didYouMean } from '../base/suggest.ts';
import { type Diagnostic, error } from '../diag/diagnostic.ts';
import type { Report } from '../diag/report.ts';
import { type Emitted, groupVersionKind, type Manifest, manifestName } from '../manifest/manifest.ts';
import { mergePatch } from '../manifest/merge-patch.ts';
import { withProvenance } from '../manifest/provenance.ts';
import { loadValidators, printManifestPath } from '../manifest/validate.ts';
import type { Lookup } from '../model/lookup.ts';
import type { Patch } from '../model/mesh.ts';

/** Everything that a mesh becomes: what the backends make of it, its raw manifests, and patches on either. */
export function manifestsOf(lookup: Lookup, backends: readonly Backend[]): Report<readonly Emitted[]> {
  const lowered = backends.flatMap((backend) => backend.lower(lookup));
  const raw = lookup.mesh.raw.map(
    ({ manifest, span }): Emitted => ({ manifest: manifest as Manifest, spans: [span], raw: 'manifest' }),
  );
  const { result, diagnostics } = patched([...lowered, ...raw], lookup.mesh.patches);
  return { result: result.map(withProvenance), diagnostics };
}

function patched(emitted: readonly Emitted[], patches: readonly Patch[]): Report<readonly Emitted[]> {
  if (patches.length === 0) return { result: emitted, diagnostics: [] };
  const list = [...emitted];
  const diagnostics: Diagnostic[] = [];
  const places = groupBy(list.keys(), (i) => manifestName(list[i]!.manifest));
  for (const { target, patch, span } of patches) {
    const { kind, name, namespace } = target;
    const wanted = manifestName({ kind, metadata: { name, ...(namespace && { namespace }) } } as Manifest);
    const found = places.get(wanted);
    if (found === undefined) diagnostics.push(nothingToPatch(wanted, span, [...places.keys()]));
    for (const i of found ?? []) {
      const { manifest, spans } = list[i]!;
      list[i] = {
        manifest: mergePatch(manifest, patch) as Manifest,
        spans: [spans[0], ...spans.slice(1), span],
        raw: 'patched',
      };
    }
  }
  return { result: list, diagnostics };
}

function nothingToPatch(wanted: string, span: Patch['span'], known: readonly string[]): Diagnostic {
  const help = didYouMean(wanted, known);
  return error('MW1206', `there is no manifest \`${wanted}\` to patch`, {
    span: within(span, 0),
    ...(help && { help }),
  });
}

/** Holds every manifest against the schema of its kind and the kind's CEL rules. Kinds that meshwright does not know pass. */
export async function validateManifests(emitted: readonly Emitted[]): Promise<readonly Diagnostic[]> {
  const kinds = new Set(emitted.map(({ manifest }) => groupVersionKind(manifest)));
  return validateEmitted(emitted, await loadValidators(kinds));
}

export function validateEmitted(
  emitted: readonly Emitted[],
  validators: Awaited<ReturnType<typeof loadValidators>>,
): readonly Diagnostic[] {
  return emitted.flatMap((one) => {
    const problems = validators.get(groupVersionKind(one.manifest))?.(one.manifest) ?? [];
    return problems.map(({ path, message }) => invalid(one, path, message));
  });
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
