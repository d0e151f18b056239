import { type Diagnostic, error } from '../diag/diagnostic.ts';
import { printYaml } from '../manifest/print.ts';
import { proxyFilePath } from '../xds/paths.ts';
import type { ProxyConfig } from '../xds/proxy-config.ts';
import { type OutputFile, outputFile } from './output-file.ts';

/** The folder of a target for what stand-alone proxies run on. */
const ENVOY_FOLDER = 'envoy';

/** Files of proxies, each in a folder of its own: `envoy/bookinfo/reviews/listeners.yaml`. */
export function proxyFiles(target: string, configs: readonly ProxyConfig[]): readonly OutputFile[] {
  return configs.flatMap(({ proxy, files }) =>
    files.map(({ name, content, spans }) => ({
      ...outputFile(`${target}/${folderOf(proxy)}/${proxyFilePath(name)}`, printYaml(content)),
      spans,
    })),
  );
}

function folderOf({ namespace, name }: ProxyConfig['proxy']): string {
  return `${ENVOY_FOLDER}/${namespace}/${name}`;
}

/** Whether a path below a target's folder is of a proxy: no manifest lies as deep. */
export function isProxyFile(path: string): boolean {
  return path.startsWith(`${ENVOY_FOLDER}/`) && path.split('/').length > 3;
}

const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** What keeps proxies from having folders; the last gate before names become paths. */
export function proxyProblems(configs: readonly ProxyConfig[]): readonly Diagnostic[] {
  const taken = new Map<string, ProxyConfig>();
  return configs.flatMap((config) => {
    const { proxy, files } = config;
    const [span] = files[0].spans;
    if (!LABEL.test(proxy.namespace) || !LABEL.test(proxy.name))
      return [error('MW4403', `\`${proxy.namespace}/${proxy.name}\` cannot be written to a folder`, { span })];
    const folder = folderOf(proxy);
    const first = taken.get(folder);
    taken.set(folder, first ?? config);
    if (first === undefined) return [];
    return [
      error(
        'MW4401',
        `${first.proxy.kind} and ${proxy.kind} \`${proxy.namespace}/${proxy.name}\` would both be written to \`${folder}\``,
        {
          span,
          related: [{ span: first.files[0].spans[0], note: 'the other one is here' }],
          help: 'give one of them another name',
        },
      ),
    ];
  });
}
