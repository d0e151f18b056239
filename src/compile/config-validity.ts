import type { EnvoyVersion } from '../config/envoy.ts';
import { type Diagnostic, error } from '../diag/diagnostic.ts';
import { proxyFilePath } from '../xds/paths.ts';
import { messageOf, type ProxyConfig } from '../xds/proxy-config.ts';
import { configValidator } from '../xds/validate/index.ts';

/** Holds what proxies run on against the protos of their version of Envoy. */
export async function validateConfigs(
  configs: readonly ProxyConfig[],
  version: EnvoyVersion,
): Promise<readonly Diagnostic[]> {
  if (configs.length === 0) return [];
  const validate = await configValidator(version);
  return configs.flatMap(({ proxy, files }) =>
    files.flatMap(({ name, content, spans }) =>
      validate(messageOf(name), content).map(({ path, message }) => {
        const file = `\`${proxy.namespace}/${proxy.name}/${proxyFilePath(name)}\``;
        return error('MW4402', `this makes a ${file} that Envoy ${version} would refuse at \`${path}\`: ${message}`, {
          span: spans[0],
        });
      }),
    ),
  );
}
