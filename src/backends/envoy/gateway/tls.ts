import type { JsonObject } from '../../../base/json.ts';
import { error } from '../../../diag/diagnostic.ts';
import type { Listener } from '../../../model/gateway.ts';
import { extension } from '../any.ts';
import type { Secured } from '../clusters/client-tls.ts';
import { credentialSecrets, credentialSource, credentialTrustSource } from '../secrets.ts';
import type { GatewayContext } from './index.ts';

/** Connections in TLS whose clients ask for one of these names. */
export function asked(hosts: readonly string[]): JsonObject {
  const every = hosts.includes('*');
  return { filter_chain_match: { transport_protocol: 'tls', ...(!every && { server_names: hosts }) } };
}

/** What a listener shows where it ends its clients' TLS, and whose certificates it asks for. */
export function terminated({ name, tls }: Listener, alpn: readonly string[], context: GatewayContext): Secured {
  if (!tls || tls.mode === 'passthrough') return { fields: {}, resources: {} };
  const { credential, minVersion, mode } = tls;
  reportCredential(name, credential, context);
  const message = 'envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext';
  const transport_socket = extension('envoy.transport_sockets.tls', message, {
    require_client_certificate: mode === 'mutual',
    common_tls_context: {
      tls_params: { tls_minimum_protocol_version: minVersion === '1.3' ? 'TLSv1_3' : 'TLSv1_2' },
      ...(alpn.length > 0 && { alpn_protocols: alpn }),
      tls_certificate_sds_secret_configs: [credentialSource(credential, context)],
      ...(mode === 'mutual' && { validation_context_sds_secret_config: credentialTrustSource(credential, context) }),
    },
  });
  const secrets = credentialSecrets(credential, { certificate: true, trust: mode === 'mutual' }, context);
  return { fields: { transport_socket }, resources: { secrets } };
}

/** Credentials are folders beside the proxy's own certificate. */
function reportCredential(listener: string, credential: string, { placement, proxy, gap }: GatewayContext): void {
  const { span } = proxy.gateway;
  if (!/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(credential)) {
    gap(
      error('MW3459', `the credential \`${credential}\` of listener \`${listener}\` cannot be the name of a folder`, {
        span,
        help: 'use lower-case letters, digits, `-` and `.`',
      }),
    );
  }
  if (placement.certificates(proxy).kind !== 'files') {
    gap(
      error(
        'MW3459',
        `SPIRE has no credential \`${credential}\` for listener \`${listener}\` to show to clients outside`,
        {
          span,
          help: 'give the gateway a target of its own, with certificates from `files`',
        },
      ),
    );
  }
}
