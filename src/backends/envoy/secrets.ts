import type { JsonObject } from '../../base/json.ts';
import type { AuthorizationRule, Caller } from '../../model/authorization.ts';
import { printIdentity } from '../../model/ids.ts';
import { extension } from './any.ts';
import { type Context, type Emitter, identityOf } from './context.ts';
import { secretSource } from './discovery.ts';

const TLS = 'envoy.extensions.transport_sockets.tls.v3';

/** The names of a proxy's own certificate, and of the CA certificates that it trusts. */
export const IDENTITY = 'identity';
export const TRUST = 'trust';

/** The cluster of the SPIRE agent. */
const SPIRE = 'spire_agent';

/** What both sides of mutual TLS show and trust: for the `common_tls_context` of either. */
export function meshCertificates(context: Context): JsonObject {
  const { placement, proxy, lookup } = context;
  if (placement.certificates(proxy).kind === 'files')
    return {
      tls_certificate_sds_secret_configs: [secretSource(IDENTITY, context)],
      validation_context_sds_secret_config: secretSource(TRUST, context),
    };
  return {
    tls_certificate_sds_secret_configs: [fromSpire(`spiffe://${printIdentity(identityOf(proxy))}`)],
    validation_context_sds_secret_config: fromSpire(trustOfSpire(context.lookup.mesh.rules, lookup.mesh.trustDomain)),
  };
}

/** The same with a validation of the peer on top of trust, such as the names that it may have. */
export function meshCertificatesFor(validation: JsonObject, context: Context): JsonObject {
  const { validation_context_sds_secret_config, ...rest } = meshCertificates(context);
  return {
    ...rest,
    combined_validation_context: { default_validation_context: validation, validation_context_sds_secret_config },
  };
}

/** The certificate of a listener that a gateway ends TLS at, by the name of its credential. */
export function credentialSource(credential: string, context: Context): JsonObject {
  return secretSource(credentialName(credential), context);
}

/** The CA certificates that clients of a listener have to show one of, by the name of its credential. */
export function credentialTrustSource(credential: string, context: Context): JsonObject {
  return secretSource(`${credentialName(credential)}/ca`, context);
}

function credentialName(credential: string): string {
  return `credential/${credential}`;
}

/**
 * The bundle of the mesh's trust domain. Where rules speak of others too, or there are aliases, those that SPIRE federates with: the agent
 * hands them out together, each for identities of its own domain.
 */
function trustOfSpire(rules: readonly AuthorizationRule[], trustDomain: string): string {
  const foreign = rules.some(({ from, except }) =>
    [...(from === 'anyone' ? [] : from), ...except].some((caller) => isForeign(caller, trustDomain)),
  );
  return foreign ? 'ALL' : `spiffe://${trustDomain}`;
}

function isForeign(caller: Caller, trustDomain: string): boolean {
  if (caller.kind === 'all-of') return caller.callers.some((one) => isForeign(one, trustDomain));
  if (caller.kind === 'workload') return caller.identity.trustDomain !== trustDomain;
  return 'trustDomain' in caller && caller.trustDomain !== trustDomain;
}

function fromSpire(name: string): JsonObject {
  return {
    name,
    sds_config: {
      api_config_source: {
        api_type: 'GRPC',
        transport_api_version: 'V3',
        grpc_services: [{ envoy_grpc: { cluster_name: SPIRE } }],
      },
      resource_api_version: 'V3',
    },
  };
}

/** The proxy's own certificate and trust, where they are files; otherwise where the SPIRE agent is. */
export const meshSecrets: Emitter = ({ placement, proxy }) => {
  const source = placement.certificates(proxy);
  if (source.kind === 'spire') return { clusters: [spireAgent(source.socket)] };
  return { secrets: [certificate(IDENTITY, source.directory), trust(TRUST, source.directory)] };
};

/** The secrets of a credential that are referred to: it has a folder of its own below that of the proxy's. */
export function credentialSecrets(
  credential: string,
  used: { readonly certificate: boolean; readonly trust: boolean },
  { placement, proxy }: Context,
): readonly JsonObject[] {
  const source = placement.certificates(proxy);
  if (source.kind !== 'files') return [];
  const directory = `${source.directory}/${credential}`;
  const name = credentialName(credential);
  return [
    ...(used.certificate ? [certificate(name, directory)] : []),
    ...(used.trust ? [trust(`${name}/ca`, directory)] : []),
  ];
}

function certificate(name: string, directory: string): JsonObject {
  return {
    name,
    tls_certificate: {
      certificate_chain: { filename: `${directory}/cert.pem` },
      private_key: { filename: `${directory}/key.pem` },
      watched_directory: { path: directory },
    },
  };
}

function trust(name: string, directory: string): JsonObject {
  return {
    name,
    validation_context: {
      trusted_ca: { filename: `${directory}/ca.pem` },
      watched_directory: { path: directory },
    },
  };
}

function spireAgent(socket: string): JsonObject {
  return {
    name: SPIRE,
    type: 'STATIC',
    connect_timeout: '1s',
    load_assignment: {
      cluster_name: SPIRE,
      endpoints: [{ lb_endpoints: [{ endpoint: { address: { pipe: { path: socket } } } }] }],
    },
    typed_extension_protocol_options: HTTP2,
  };
}

const PROTOCOL_OPTIONS = 'envoy.extensions.upstreams.http.v3.HttpProtocolOptions';

/** A cluster that is spoken to in HTTP/2, as gRPC needs it. */
export const HTTP2: JsonObject = {
  [PROTOCOL_OPTIONS]: {
    '@type': `type.googleapis.com/${PROTOCOL_OPTIONS}`,
    explicit_http_config: { http2_protocol_options: {} },
  },
};

/** For every TLS context whose clients are known by their certificates. */
export const NO_RESUMPTION: JsonObject = {
  disable_stateless_session_resumption: true,
  disable_stateful_session_resumption: true,
};

/**
 * TLS that asks each client for a certificate that the mesh's CA signed, on every connection. Of a session that is resumed Envoy
 * says that no certificate was validated: rules that allow a caller would refuse him then, and rules that refuse him let him pass.
 */
export function mutualTls(context: Context, alpn: readonly string[]): JsonObject {
  return extension('envoy.transport_sockets.tls', `${TLS}.DownstreamTlsContext`, {
    require_client_certificate: true,
    ...NO_RESUMPTION,
    common_tls_context: {
      tls_params: { tls_minimum_protocol_version: 'TLSv1_2' },
      ...(alpn.length > 0 && { alpn_protocols: [...alpn] }),
      ...meshCertificates(context),
    },
  });
}
