import { error, warning } from '../../diag/diagnostic.ts';
import type { Lookup } from '../../model/lookup.ts';
import type { Context } from './context.ts';

/** What a mesh says as a whole that stand-alone proxies know nothing of. */
export function unsupported({ mesh }: Lookup, gap: Context['gap']): void {
  for (const { name, dataPlane, span } of mesh.namespaces) {
    if (dataPlane.kind !== 'ambient') continue;
    gap(
      error('MW3401', `namespace \`${name}\` is ambient, and a proxy of its own is beside each service`, {
        span,
        note: 'only Istio has nodes that carry the traffic of all',
        help: "use `dataPlane: 'sidecar'`, or `'none'` for a namespace without proxies",
      }),
    );
  }
  const [first] = [...mesh.raw, ...mesh.patches];
  if (first === undefined) return;
  gap(
    warning('MW3404', 'manifests and patches of manifests mean nothing to proxies without a control plane', {
      span: first.span,
      note: `${mesh.raw.length + mesh.patches.length} of them are not in the output`,
      help: 'apply them by yourself, or say them in targets of Kubernetes only',
    }),
  );
}
