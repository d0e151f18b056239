import type { ServicePort } from '../../../model/service.ts';
import { jwtFilter } from '../authentication/jwt.ts';
import { rbacFilters } from '../authorization/filters.ts';
import { together } from '../context.ts';
import { connectionManager, router } from '../http.ts';
import { rateLimitFilters } from '../rate-limit/filters.ts';
import { telemetry } from '../telemetry.ts';
import { applicationName } from './application.ts';
import type { Chain, ServiceContext } from './listener.ts';

/** Requests: tokens, then rules, then the service. */
export function httpChain(port: ServicePort, context: ServiceContext): Chain {
  const jwt = jwtFilter(context);
  const at = { port: port.targetPort, http: true };
  const rbac = rbacFilters(at, context);
  const limits = rateLimitFilters({ kind: 'service', service: context.proxy.service.key }, at, context);
  const seen = telemetry('inbound', context);
  const name = `inbound_${port.targetPort}`;
  const manager = connectionManager({
    stat_prefix: name,
    route_config: {
      name,
      virtual_hosts: [
        {
          name: 'application',
          domains: ['*'],
          // How long a request may take is for the caller to say.
          routes: [
            { name: 'default', match: { prefix: '/' }, route: { cluster: applicationName(port), timeout: '0s' } },
          ],
        },
      ],
      validate_clusters: false,
    },
    // The proxy before is of the mesh, and says who the client is: the last that the header names.
    use_remote_address: true,
    xff_num_trusted_hops: 1,
    skip_xff_append: true,
    preserve_external_request_id: true,
    // Whom a client claims to pass a certificate on for is never taken from it.
    forward_client_cert_details: 'SANITIZE_SET',
    set_current_client_cert_details: { uri: true },
    http_filters: [...jwt.filters, ...rbac.filters, ...limits.filters, router()],
    ...seen.manager,
  });
  return {
    filters: [manager],
    resources: together([seen.resources, { clusters: [...jwt.clusters, ...rbac.clusters, ...limits.clusters] }]),
  };
}
