import { telemetry } from '../../manifest/kinds/istio-telemetry.ts';
import type { Emitted } from '../../manifest/manifest.ts';
import type { AccessLogs, Tracing } from '../../model/mesh.ts';
import type { Context } from './context.ts';

/** One object says all: of several without a selector in one namespace, Istio takes one and ignores the others. */
export function* meshTelemetry({ lookup }: Context): Generator<Emitted> {
  const { tracing, accessLogs, rootNamespace, span } = lookup.mesh;
  if (!tracing && !accessLogs) return;
  yield {
    manifest: telemetry(
      { name: 'mesh-default', namespace: rootNamespace },
      {
        ...(tracing && { tracing: [lowerTracing(tracing)] }),
        ...(accessLogs && { accessLogging: [lowerAccessLogs(accessLogs)] }),
      },
    ),
    spans: [span],
  };
}

function lowerTracing({ provider, sampling }: Tracing) {
  return { providers: [{ name: provider }], randomSamplingPercentage: sampling };
}

function lowerAccessLogs({ provider, filter }: AccessLogs) {
  return { providers: [{ name: provider }], ...(filter !== undefined && { filter: { expression: filter } }) };
}
