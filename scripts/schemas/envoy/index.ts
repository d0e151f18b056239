import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plan } from '../../../src/xds/plan.ts';
import { download, type GoModule } from '../sources.ts';
import { readRegistry } from './descriptors.ts';
import { planOf } from './plan.ts';
import { DEPENDENCIES, MODULES, ROOTS } from './roots.ts';
import { envoyTypes } from './types.ts';

export interface EnvoySchemas {
  readonly modules: readonly GoModule[];
  /** By path. */
  readonly files: ReadonlyMap<string, string>;
}

/** What configs of each version are held to, and the types of the newest. */
export async function envoySchemas(): Promise<EnvoySchemas> {
  const files = new Map<string, string>();
  const modules: GoModule[] = [];
  let newest: Plan | undefined;
  for (const [version, pin] of Object.entries(MODULES)) {
    const module = await download(pin);
    modules.push(module);
    const registry = await readRegistry([module.dir, ...(await dependencies(module))], ROOT_FILES);
    newest = planOf(registry, ROOTS);
    files.set(`envoy/${version}.mjs`, `export const plan = JSON.parse(${JSON.stringify(JSON.stringify(newest))});\n`);
  }
  if (newest) files.set('envoy/types.d.mts', envoyTypes(newest));
  const loaders = Object.keys(MODULES).map((version) => `  '${version}': () => import('./${version}.mjs'),\n`);
  files.set('envoy/plans.mjs', `export const plans = {\n${loaders.join('')}};\n`);
  files.set('envoy/plans.d.mts', PLANS);
  return { modules, files };
}

const PLANS = `import type { Plan } from '../../src/xds/plan.ts';

export declare const plans: { readonly [version: string]: () => Promise<{ readonly plan: Plan }> };
`;

/** At the versions that the module itself asks for. */
async function dependencies({ dir }: GoModule): Promise<readonly string[]> {
  const text = await readFile(join(dir, 'go.mod'), 'utf8');
  const wanted = DEPENDENCIES.flatMap((path) => {
    const version = new RegExp(`^\\s*${path.replaceAll('.', '\\.')} (\\S+)`, 'm').exec(text)?.[1];
    return version === undefined ? [] : [`${path}@${version}`];
  });
  return Promise.all(wanted.map(async (pin) => (await download(pin)).dir));
}

/** The file of a message: a package is a folder, and its files import each other. */
const ROOT_FILES: readonly string[] = [
  'envoy/config/bootstrap/v3/bootstrap.proto',
  'envoy/service/discovery/v3/discovery.proto',
  'envoy/config/trace/v3/opentelemetry.proto',
  'envoy/config/trace/v3/zipkin.proto',
  'envoy/extensions/access_loggers/file/v3/file.proto',
  'envoy/extensions/access_loggers/filters/cel/v3/cel.proto',
  'envoy/extensions/access_loggers/open_telemetry/v3/logs_service.proto',
  'envoy/extensions/filters/http/cors/v3/cors.proto',
  'envoy/extensions/filters/http/ext_authz/v3/ext_authz.proto',
  'envoy/extensions/filters/http/fault/v3/fault.proto',
  'envoy/extensions/filters/http/grpc_web/v3/grpc_web.proto',
  'envoy/extensions/filters/http/jwt_authn/v3/config.proto',
  'envoy/extensions/filters/http/local_ratelimit/v3/local_rate_limit.proto',
  'envoy/extensions/filters/http/ratelimit/v3/rate_limit.proto',
  'envoy/extensions/filters/http/rbac/v3/rbac.proto',
  'envoy/extensions/filters/http/router/v3/router.proto',
  'envoy/extensions/filters/listener/proxy_protocol/v3/proxy_protocol.proto',
  'envoy/extensions/filters/listener/tls_inspector/v3/tls_inspector.proto',
  'envoy/extensions/filters/network/ext_authz/v3/ext_authz.proto',
  'envoy/extensions/filters/network/http_connection_manager/v3/http_connection_manager.proto',
  'envoy/extensions/filters/network/rbac/v3/rbac.proto',
  'envoy/extensions/filters/network/tcp_proxy/v3/tcp_proxy.proto',
  'envoy/extensions/path/match/uri_template/v3/uri_template_match.proto',
  'envoy/extensions/rate_limit_descriptors/expr/v3/expr.proto',
  'envoy/extensions/rbac/principals/mtls_authenticated/v3/mtls_authenticated.proto',
  'envoy/extensions/retry/host/previous_hosts/v3/previous_hosts.proto',
  'envoy/extensions/transport_sockets/tls/v3/tls.proto',
  'envoy/extensions/upstreams/http/v3/http_protocol_options.proto',
  'validate/validate.proto',
  'envoy/annotations/deprecation.proto',
];
