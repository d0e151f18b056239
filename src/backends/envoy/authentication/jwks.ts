import type { JsonObject } from '../../../base/json.ts';
import type { Issuer } from '../../../model/mesh.ts';
import { extension } from '../any.ts';
import type { Context } from '../context.ts';
import { dnsCluster } from '../provider-cluster.ts';

/** The keys of an issuer, and where they are fetched from. */
export function keySet(
  issuer: Issuer,
  { placement }: Context,
): { readonly source: JsonObject; readonly clusters: readonly JsonObject[] } {
  const inline = placement.jwks?.(issuer) ?? (issuer.jwks.kind === 'inline' ? issuer.jwks.jwks : undefined);
  if (inline !== undefined) return { source: { local_jwks: { inline_string: inline } }, clusters: [] };
  const uri = issuer.jwks.kind === 'uri' ? issuer.jwks.uri : '';
  const cluster = `jwks/${issuer.name}`;
  return {
    source: {
      remote_jwks: {
        http_uri: { uri, cluster, timeout: '5s' },
        cache_duration: '600s',
        // Requests wait for no fetch: keys are there before the listener is.
        async_fetch: {},
        retry_policy: { num_retries: 3 },
      },
    },
    clusters: [jwksCluster(cluster, new URL(uri), placement.systemCertificates)],
  };
}

function jwksCluster(name: string, { protocol, hostname, port }: URL, systemCertificates: string): JsonObject {
  if (protocol === 'http:') return dnsCluster(name, hostname, Number(port || 80));
  const tls = 'envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext';
  return {
    ...dnsCluster(name, hostname, Number(port || 443)),
    transport_socket: extension('envoy.transport_sockets.tls', tls, {
      sni: hostname,
      common_tls_context: {
        validation_context: {
          trusted_ca: { filename: systemCertificates },
          match_typed_subject_alt_names: [{ san_type: 'DNS', matcher: { exact: hostname } }],
        },
      },
    }),
  };
}
