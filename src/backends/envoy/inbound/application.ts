import type { JsonObject } from '../../../base/json.ts';
import type { ServicePort } from '../../../model/service.ts';
import { socketAddress } from '../provider-cluster.ts';
import { HTTP2 } from '../secrets.ts';
import type { ServiceContext } from './listener.ts';

export function applicationName({ targetPort }: ServicePort): string {
  return `application_${targetPort}`;
}

/** The service itself, beside its proxy. It is spoken to as its port says: only HTTP/2 where that is named. */
export function applicationCluster(port: ServicePort, { placement, proxy: { service } }: ServiceContext): JsonObject {
  const name = applicationName(port);
  const { address, port: at } = placement.application(service, port);
  const http2 = port.protocol === 'http2' || port.protocol === 'grpc';
  return {
    name,
    type: 'STATIC',
    connect_timeout: '5s',
    load_assignment: {
      cluster_name: name,
      endpoints: [{ lb_endpoints: [{ endpoint: { address: socketAddress(address, at) } }] }],
    },
    ...(http2 && { typed_extension_protocol_options: HTTP2 }),
  };
}
