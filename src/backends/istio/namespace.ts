import { error } from '../../diag/diagnostic.ts';
import { namespace as namespaceManifest } from '../../manifest/kinds/core.ts';
import type { Emitted } from '../../manifest/manifest.ts';
import type { DataPlane, Namespace } from '../../model/mesh.ts';
import type { Context } from './context.ts';

export function* namespaces({ lookup, gap }: Context): Generator<Emitted> {
  for (const namespace of lookup.focus.namespaces) {
    if (namespace.dataPlane.kind === 'ambient') {
      gap(
        error('MW3201', `namespace \`${namespace.name}\` is \`ambient\`, and this backend writes for sidecars`, {
          span: namespace.span,
          help: "use `dataPlane: 'sidecar'`",
        }),
      );
    }
    if (namespace.owned) yield lowerNamespace(namespace);
  }
}

function lowerNamespace({ name, labels, dataPlane, span }: Namespace): Emitted {
  return { manifest: namespaceManifest({ name, labels: { ...labels, ...injection(dataPlane) } }), spans: [span] };
}

/** `istio-injection` would win over a revision, so never both. */
function injection(dataPlane: DataPlane): Readonly<Record<string, string>> {
  if (dataPlane.kind !== 'sidecar') return { 'istio-injection': 'disabled' };
  return dataPlane.revision === undefined ? { 'istio-injection': 'enabled' } : { 'istio.io/rev': dataPlane.revision };
}
