import { within } from '../../base/span.ts';
import { error } from '../../diag/diagnostic.ts';
import { type PeerAuthenticationSpec, peerAuthentication } from '../../manifest/kinds/istio-security.ts';
import type { Emitted } from '../../manifest/manifest.ts';
import type { MtlsMode, Namespace } from '../../model/mesh.ts';
import type { Service } from '../../model/service.ts';
import type { Context } from './context.ts';
import { hasSidecar } from './enforcement.ts';

type Mode = 'STRICT' | 'PERMISSIVE' | 'DISABLE';

const MODES: Readonly<Record<MtlsMode, Mode>> = { strict: 'STRICT', permissive: 'PERMISSIVE', disabled: 'DISABLE' };

/** Exactly one for each scope: of several, Istio takes the oldest. */
export function* peerAuthentications(context: Context): Generator<Emitted> {
  const { mesh, focus } = context.lookup;
  yield {
    manifest: peerAuthentication(
      { name: 'default', namespace: mesh.rootNamespace },
      { mtls: { mode: MODES[mesh.mtls] } },
    ),
    spans: [mesh.span],
  };
  for (const namespace of focus.namespaces) yield* ofNamespace(namespace, context);
  for (const service of focus.services) if (saysSomething(service, context)) yield ofService(service, context);
}

function* ofNamespace({ name, mtls, span }: Namespace, { lookup, gap }: Context): Generator<Emitted> {
  if (mtls === undefined || !hasSidecar(name, lookup)) return;
  if (name === lookup.mesh.rootNamespace) {
    gap(
      error('MW3215', `\`${name}\` is the root namespace: what is said of its mTLS holds for the whole mesh`, {
        span,
        help: 'say it of the mesh, or of the services',
      }),
    );
  }
  yield {
    manifest: peerAuthentication({ name: 'default', namespace: name }, { mtls: { mode: MODES[mtls] } }),
    spans: [span],
  };
}

function saysSomething({ namespace, mtls: { mode, ports } }: Service, { lookup }: Context): boolean {
  return (mode !== undefined || ports.length > 0) && hasSidecar(namespace, lookup);
}

function ofService({ name, namespace, selector, mtls, span }: Service, { lookup, gap }: Context): Emitted {
  const { mode, ports } = mtls;
  if (namespace === lookup.mesh.rootNamespace) {
    gap(
      error('MW3215', `Istio ignores what is said of the mTLS of \`${name}\`: its namespace is the root namespace`, {
        span: within(span),
        help: 'move the service to a namespace of its own',
      }),
    );
  }
  const spec: PeerAuthenticationSpec = {
    selector: { matchLabels: selector },
    ...(mode && { mtls: { mode: MODES[mode] } }),
    ...(ports.length > 0 && {
      portLevelMtls: Object.fromEntries(ports.map((port) => [String(port.port), { mode: MODES[port.mode] }])),
    }),
  };
  return { manifest: peerAuthentication({ name, namespace }, spec), spans: [span] };
}
