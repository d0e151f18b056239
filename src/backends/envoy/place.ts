import type { EndpointSource, EnvoyOptions, StaticEndpoint } from '../../config/envoy.ts';
import type { Service, ServicePort } from '../../model/service.ts';
import type { Endpoints, Place } from './placement.ts';

/** Where things are on the machines that a target's configuration speaks of. */
export function placeFrom(options: EnvoyOptions): Place {
  const { inbound, application, outbound, admin } = options;
  return () => ({
    version: options.version,
    configuration: options.configuration,
    scope: options.scope,
    directory: () => options.directory,
    admin: () => admin || undefined,
    inbound: (_, { targetPort }) => ({ address: inbound.address, port: targetPort + inbound.portOffset }),
    application: (_, { targetPort }) => ({ address: application.address, port: targetPort }),
    outbound: () => ({ address: outbound.address, port: outbound.port }),
    outboundTcp: (_, service, { port }) => ({
      address: outbound.address,
      port: outbound.tcp[`${service.key}:${port}`] ?? port,
    }),
    listener: (_, { port, targetPort }) => ({ address: '0.0.0.0', port: targetPort ?? port }),
    endpoints: (service, port, version) => endpointsOf(options, service, port, version),
    certificates: () => options.certificates,
    systemCertificates: options.systemCertificates,
    locality: () => options.locality,
    xffNumTrustedHops: options.xffNumTrustedHops,
    providers: new Map(Object.entries(options.providers)),
  });
}

function endpointsOf(
  { endpoints, inbound }: EnvoyOptions,
  service: Service,
  port: ServicePort,
  version: string | undefined,
): Endpoints | undefined {
  const at = port.targetPort + inbound.portOffset;
  if (endpoints.kind === 'dns') return byName(endpoints, service, version, at);
  const all = endpoints.services[service.key] ?? [];
  const own = all.filter((one) => version === undefined || one.version === version);
  return own.length === 0 ? undefined : { kind: 'static', endpoints: own.map((one) => endpoint(one, port.name, at)) };
}

/** A name that does not tell versions apart says nothing of where one is. */
function byName(
  { name }: Extract<EndpointSource, { kind: 'dns' }>,
  service: Service,
  version: string | undefined,
  port: number,
): Endpoints | undefined {
  if ((version === undefined) === name.includes('{version}')) return undefined;
  const host = name
    .replaceAll('{service}', service.name)
    .replaceAll('{namespace}', service.namespace)
    .replaceAll('{version}', version ?? '');
  return { kind: 'dns', host, port };
}

function endpoint({ address, ports, locality, weight }: StaticEndpoint, portName: string, at: number) {
  return {
    address,
    port: ports?.[portName] ?? at,
    ...(locality !== undefined && { locality }),
    ...(weight !== undefined && { weight }),
  };
}
