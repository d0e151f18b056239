import type { JsonObject } from '../../../base/json.ts';
import { within } from '../../../base/span.ts';
import { error } from '../../../diag/diagnostic.ts';
import { printIdentity } from '../../../model/ids.ts';
import { isHttp, type Service, type ServicePort } from '../../../model/service.ts';
import type { ClientTls } from '../../../model/traffic.ts';
import { extension } from '../any.ts';
import type { Context, Resources } from '../context.ts';
import { mtlsOf } from '../mtls.ts';
import { credentialSecrets, credentialSource, credentialTrustSource, meshCertificatesFor } from '../secrets.ts';
import { speaksHttp2 } from './protocol.ts';

/** Fields of a cluster, and the secrets that they name. */
export interface Secured {
  readonly fields: JsonObject;
  readonly resources: Resources;
}

const PLAINTEXT: Secured = { fields: {}, resources: {} };

/** What a client speaks to a service: mutual TLS with its very identity wherever a proxy would take it, unless something else is said. */
export function clientTls(service: Service, port: ServicePort, context: Context): Secured {
  const said = service.traffic?.tls;
  if (said?.mode === 'simple' || said?.mode === 'mutual') return outside(service, said, context);
  const own = said === undefined ? isMeshed(service, port, context) : said.mode === 'istio-mutual';
  return own ? { fields: socket(ownIdentity(service, port, context)), resources: {} } : PLAINTEXT;
}

function isMeshed(service: Service, port: ServicePort, { lookup }: Context): boolean {
  const proxied = lookup.namespaces.get(service.namespace)?.dataPlane.kind !== 'none';
  return proxied && mtlsOf(service, port, lookup) !== 'disabled';
}

function socket(fields: JsonObject): JsonObject {
  const message = 'envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext';
  return { transport_socket: extension('envoy.transport_sockets.tls', message, fields) };
}

/** The service has to prove the identity that it has; no other of the mesh stands in for it. */
function ownIdentity(service: Service, port: ServicePort, context: Context): JsonObject {
  const { trustDomain, trustDomainAliases } = context.lookup.mesh;
  const own = [trustDomain, ...trustDomainAliases];
  const { identity, hostname } = service;
  const domains = own.includes(identity.trustDomain) ? own : [identity.trustDomain];
  const ids = domains.map((one) => `spiffe://${printIdentity({ ...identity, trustDomain: one })}`);
  const http2 = speaksHttp2(port) || service.traffic?.connectionPool?.h2Upgrade;
  const names = { match_typed_subject_alt_names: ids.map((exact) => ({ san_type: 'URI', matcher: { exact } })) };
  return {
    sni: hostname,
    common_tls_context: {
      tls_params: { tls_minimum_protocol_version: 'TLSv1_2' },
      ...(isHttp(port.protocol) && { alpn_protocols: [http2 ? 'h2' : 'http/1.1'] }),
      ...meshCertificatesFor(names, context),
    },
  };
}

type Outside = Extract<ClientTls, { sni?: string }>;

/** TLS that is not the mesh's: the server is checked by the CA certificates of the credential, or those of the machine. */
function outside(service: Service, tls: Outside, context: Context): Secured {
  const { credential, subjectAltNames, sni = service.hostname } = tls;
  if (tls.mode === 'mutual' && credential === undefined) reportNoCredential(service, context);
  if (credential !== undefined && context.placement.certificates(context.proxy).kind !== 'files')
    reportOfSpire(service, credential, context);
  const names = (subjectAltNames ?? [sni]).map((exact) => ({
    san_type: exact.startsWith('spiffe://') ? 'URI' : 'DNS',
    matcher: { exact },
  }));
  const validation = { match_typed_subject_alt_names: names };
  if (credential === undefined) {
    const trusted_ca = { filename: context.placement.systemCertificates };
    return {
      fields: socket({ sni, common_tls_context: { validation_context: { trusted_ca, ...validation } } }),
      resources: {},
    };
  }
  const common_tls_context = {
    ...(tls.mode === 'mutual' && { tls_certificate_sds_secret_configs: [credentialSource(credential, context)] }),
    combined_validation_context: {
      default_validation_context: validation,
      validation_context_sds_secret_config: credentialTrustSource(credential, context),
    },
  };
  return {
    fields: socket({ sni, common_tls_context }),
    resources: { secrets: credentialSecrets(credential, { certificate: tls.mode === 'mutual', trust: true }, context) },
  };
}

function reportOfSpire({ name, traffic }: Service, credential: string, { gap }: Context): void {
  gap(
    error('MW3459', `SPIRE has no credential \`${credential}\` for clients of \`${name}\``, {
      span: within(traffic!.span, 0, 'tls'),
      help: 'give its callers a target of their own, with certificates from `files`',
    }),
  );
}

function reportNoCredential({ name, traffic }: Service, { gap }: Context): void {
  gap(
    error('MW3453', `clients of \`${name}\` have no certificate to show: \`tls\` names no credential`, {
      span: within(traffic!.span, 0, 'tls'),
      help: 'say `credential`, a folder with `cert.pem`, `key.pem` and `ca.pem`; or use the mode `simple`',
    }),
  );
}
