import type { Lookup } from '../../model/lookup.ts';
import type { MtlsMode } from '../../model/mesh.ts';
import type { Service, ServicePort } from '../../model/service.ts';

/** What a port of a service accepts: what is said of the port, of the service, of its namespace, or of the mesh. */
export function mtlsOf(service: Service, { targetPort }: ServicePort, { mesh, namespaces }: Lookup): MtlsMode {
  const own = service.mtls.ports.find(({ port }) => port === targetPort)?.mode ?? service.mtls.mode;
  return own ?? namespaces.get(service.namespace)?.mtls ?? mesh.mtls;
}

/** Whether a proxy takes connections for a service, and in mutual TLS, so that callers speak it. */
export function speaksMtls(service: Service, port: ServicePort, lookup: Lookup): boolean {
  const proxied = lookup.namespaces.get(service.namespace)?.dataPlane.kind !== 'none';
  return proxied && mtlsOf(service, port, lookup) !== 'disabled';
}
