import type { TelemetrySpec } from '../../../schemas/types/telemetry.istio.io/Telemetry.ts';
import type { Manifest, Metadata } from '../manifest.ts';

export type { TelemetrySpec } from '../../../schemas/types/telemetry.istio.io/Telemetry.ts';

export function telemetry(metadata: Metadata, spec: TelemetrySpec): Manifest {
  return { apiVersion: 'telemetry.istio.io/v1', kind: 'Telemetry', metadata, spec };
}
