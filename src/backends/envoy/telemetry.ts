import type { JsonObject } from '../../base/json.ts';
import { accessLogs } from './access-log.ts';
import type { Context, Resources } from './context.ts';
import { tracing } from './tracing.ts';

export type Direction = 'inbound' | 'outbound';

/** What a listener reports of what passes it. */
export interface Telemetry {
  /** Fields of a connection manager. */
  readonly manager: JsonObject;
  /** Fields of a proxy of connections. */
  readonly connections: JsonObject;
  readonly resources: Resources;
}

/** Access logs and traces, as the mesh says. */
export function telemetry(direction: Direction, context: Context): Telemetry {
  const requests = accessLogs('http', context);
  const connections = accessLogs('tcp', context);
  const traced = tracing(direction, context);
  return {
    manager: { ...requests.fields, ...traced.fields },
    connections: connections.fields,
    resources: { clusters: [...requests.clusters, ...traced.clusters] },
  };
}
