import type { Backend } from '../backends/backend.ts';
import { groupBy } from '../base/order.ts';
import { within } from '../base/span.ts';
import { didYouMean } from '../base/suggest.ts';
import { type Diagnostic, error } from '../diag/diagnostic.ts';
import type { Report } from '../diag/report.ts';
import { type Emitted, type Manifest, manifestName } from '../manifest/manifest.ts';
import { mergePatch } from '../manifest/merge-patch.ts';
import { withProvenance } from '../manifest/provenance.ts';
import type { Lookup } from '../model/lookup.ts';
import type { Patch } from '../model/mesh.ts';

/** Everything that a mesh becomes: what the backends make of it, its raw manifests, and patches on either. */
export function manifestsOf(lookup: Lookup, backends: readonly Backend[]): Report<readonly Emitted[]> {
  const { result, diagnostics } = unmarkedManifestsOf(lookup, backends);
  return { result: result.map(withProvenance), diagnostics };
}

/** The same for whoever only asks which there are: not yet marked as meshwright's, nor in canonical order. */
export function unmarkedManifestsOf(lookup: Lookup, backends: readonly Backend[]): Report<readonly Emitted[]> {
  const lowered = backends.map((backend) => backend.lower(lookup));
  // Where no cluster is compiled for, nobody would apply them: the backend has said so.
  if (backends.length > 0 && backends.every(({ configs }) => configs)) return { result: [], diagnostics: [] };
  const raw = lookup.mesh.raw.map(
    ({ manifest, span }): Emitted => ({ manifest: manifest as Manifest, spans: [span], raw: 'manifest' }),
  );
  return patched(([] as readonly Emitted[]).concat(...lowered, raw), lookup.mesh.patches);
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
    if (found === undefined) diagnostics.push(nothingToPatch(wanted, target, span, [...places.keys()]));
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

function nothingToPatch(
  wanted: string,
  { kind, name }: Patch['target'],
  span: Patch['span'],
  known: readonly string[],
): Diagnostic {
  const elsewhere = known.find((one) => one.startsWith(`${kind} `) && one.endsWith(`/${name}`));
  const help = elsewhere ? elsewhereHelp(elsewhere) : didYouMean(wanted, known);
  return error('MW1206', `there is no manifest \`${wanted}\` to patch`, {
    span: within(span, 0),
    ...(help && { help }),
  });
}

/** `PeerAuthentication istio-system/default` */
function elsewhereHelp(name: string): string {
  const [, namespace] = / (.*)\//.exec(name)!;
  return `there is \`${name}\`: on the mesh, say \`namespace: '${namespace}'\` too`;
}
