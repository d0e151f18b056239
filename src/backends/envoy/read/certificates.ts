import { proxyFilePath } from '../../../xds/paths.ts';
import { inner, list, type Message, needed, only, refuse, text } from './message.ts';
import { fileOf, named, type ProxyResources } from './resources.ts';

/** What one end of TLS shows, whom it trusts, and which names the other end may have; by the names of secrets. */
export interface Certificates {
  readonly shows?: string;
  readonly trusts?: string;
  /** One of them; absent: any that is trusted. */
  readonly names?: readonly string[];
  readonly least: string;
}

/** An `envoy.extensions.transport_sockets.tls.v3.CommonTlsContext`. */
export function certificatesOf(common: Message, resources: ProxyResources): Certificates {
  only(
    common,
    ...['tls_params', 'alpn_protocols', 'tls_certificate_sds_secret_configs', 'validation_context'],
    ...['validation_context_sds_secret_config', 'combined_validation_context'],
  );
  const [own, ...more] = list(common, 'tls_certificate_sds_secret_configs');
  if (more.length > 0) return refuse(common, 'one certificate is expected here');
  return {
    ...(own && { shows: secretOf(own, 'tls_certificate', resources) }),
    ...validation(common, resources),
    least: leastOf(common),
  };
}

const VERSIONS: Readonly<Record<string, string>> = { TLSv1_2: '1.2', TLSv1_3: '1.3' };

/** Clients of Envoy begin at 1.2 too. */
function leastOf(common: Message): string {
  const params = inner(common, 'tls_params');
  if (!params) return '1.2';
  const least = text(only(params, 'tls_minimum_protocol_version'), 'tls_minimum_protocol_version');
  return VERSIONS[least] ?? refuse(params, 'TLS of this version is broken');
}

function validation(common: Message, resources: ProxyResources): Pick<Certificates, 'trusts' | 'names'> {
  const [own, both] = [inner(common, 'validation_context'), inner(common, 'combined_validation_context')];
  const alone = inner(common, 'validation_context_sds_secret_config');
  if ([own, both, alone].filter(Boolean).length > 1) return refuse(common, 'several ways to trust');
  if (alone) return { trusts: secretOf(alone, 'validation_context', resources) };
  if (own) {
    trusted(own);
    return { trusts: FILE, ...namesOf(own) };
  }
  if (!both) return {};
  only(both, 'default_validation_context', 'validation_context_sds_secret_config');
  const trusts = secretOf(needed(both, 'validation_context_sds_secret_config'), 'validation_context', resources);
  return { trusts, ...namesOf(only(needed(both, 'default_validation_context'), 'match_typed_subject_alt_names')) };
}

/** CA certificates of the machine: which file they are in, no mesh says. */
export const FILE = 'file';

function namesOf(of: Message): Pick<Certificates, 'names'> {
  const names = list(of, 'match_typed_subject_alt_names').map((one) => {
    const matcher = only(needed(only(one, 'san_type', 'matcher'), 'matcher'), 'exact');
    return `${text(one, 'san_type')} ${text(matcher, 'exact')}`;
  });
  return names.length > 0 ? { names: names.sort() } : {};
}

/** The file of CA certificates; nothing else may be said that would let others through. */
function trusted(of: Message): void {
  only(of, 'trusted_ca', 'watched_directory', 'match_typed_subject_alt_names');
  inFiles(of, 'trusted_ca');
}

/** Files that are looked at again when their folder changes, if that is watched. */
function inFiles(of: Message, ...names: readonly string[]): void {
  const watched = inner(of, 'watched_directory');
  for (const name of names) {
    const file = text(only(needed(of, name), 'filename'), 'filename');
    if (watched && text(watched, 'path') !== file.slice(0, file.lastIndexOf('/')))
      refuse(watched, `\`${file}\` is not in the folder that is watched`);
  }
}

/** The name of a secret, from where it is looked for: a file, the bootstrap, or SPIRE. */
function secretOf(of: Message, kind: 'tls_certificate' | 'validation_context', resources: ProxyResources): string {
  const name = text(only(of, 'name', 'sds_config'), 'name');
  const source = inner(of, 'sds_config');
  if (source && inner(source, 'api_config_source')) return name;
  if (source) fileOf(source, proxyFilePath({ kind: 'secrets', resource: name }));
  const secret = named(resources.secrets, name) ?? refuse(of, `there is no secret \`${name}\``);
  needed(secret, kind);
  return name;
}

/** Every secret, whoever asks for it, is of files and of nothing else. */
export function checkSecrets({ secrets }: ProxyResources): void {
  for (const secret of secrets) {
    only(secret, '@type', 'name', ...KINDS);
    const [trust, own] = [inner(secret, 'validation_context'), inner(secret, 'tls_certificate')];
    if (trust) trusted(trust);
    if (own) inFiles(only(own, ...PAIR, 'watched_directory'), ...PAIR);
  }
}

const KINDS = ['tls_certificate', 'validation_context'] as const;
const PAIR = ['certificate_chain', 'private_key'] as const;
