import type { Destination, Policy } from '../access/destination.ts';
import { ALL, and, atom, type Formula } from '../access/formula.ts';
import { NotUnderstood, type PortReading, readPorts } from '../backends/envoy/read/index.ts';
import { canonicalJson, isJsonObject, type JsonObject } from '../base/json.ts';
import { groupBy, uniqueBy } from '../base/order.ts';
import { type Diagnostic, error } from '../diag/diagnostic.ts';
import type { Report } from '../diag/report.ts';
import { type SourceTree, textAt } from '../load/source-tree.ts';
import type { ProxyFileName } from '../xds/paths.ts';
import type { ProxyConfig, ProxyFile } from '../xds/proxy-config.ts';
import { yamlIn } from './manifest-text.ts';

/** What the proxies of a folder admit; `paths` are those of their files below it: `envoy/bookinfo/reviews/listeners.yaml`. */
export function readConfigs(
  tree: SourceTree,
  folder: string,
  paths: readonly string[],
): Report<readonly Destination[]> {
  const diagnostics: Diagnostic[] = [];
  const configs: ProxyConfig[] = [];
  for (const [own, files] of groupBy(paths, (path) => path.split('/').slice(0, 3).join('/'))) {
    const read = files.flatMap((path): ProxyFile[] => {
      const found = contentOf(tree, folder === '' ? path : `${folder}/${path}`);
      if (typeof found !== 'string')
        return [{ name: fileName(path.slice(own.length + 1)), content: found, spans: [NOWHERE] }];
      diagnostics.push(unreadable(folder === '' ? path : `${folder}/${path}`, found));
      return [];
    });
    const [first, ...others] = read.toSorted((a, b) => Number(isBootstrap(b)) - Number(isBootstrap(a)));
    const [, namespace = '', name = ''] = own.split('/');
    if (!first || !isBootstrap(first)) diagnostics.push(unreadable(`${folder}/${own}`, 'it has no `envoy.yaml`'));
    else configs.push({ proxy: { kind: kindOf(first.content), namespace, name }, files: [first, ...others] });
  }
  if (diagnostics.length > 0) return { result: [], diagnostics };
  try {
    return { result: merged(readPorts(configs)), diagnostics: [] };
  } catch (problem) {
    if (!(problem instanceof NotUnderstood)) throw problem;
    return { result: [], diagnostics: [unreadable(`${folder}/envoy`, problem.message.replace(': .', ': '))] };
  }
}

const NOWHERE = { file: '', line: 1, column: 1 };

function unreadable(path: string, why: string): Diagnostic {
  return error('MW6013', `\`${path}\` cannot be read: ${why}`, {
    help: '`meshwright compile` writes what proxies run on anew',
  });
}

function contentOf(tree: SourceTree, path: string): JsonObject | string {
  const text = textAt(tree, path);
  if (text === undefined) return 'it is listed in the inventory, and not there';
  const values = yamlIn(text);
  if (typeof values === 'string') return values;
  const [content, ...more] = values;
  return more.length === 0 && isJsonObject(content) ? content : 'it holds no config of a proxy';
}

function fileName(path: string): ProxyFileName {
  const [, folder, resource = ''] = /^(routes|endpoints|secrets)\/(.*)\.yaml$/.exec(path) ?? [];
  if (folder) return { kind: folder as 'routes' | 'endpoints' | 'secrets', resource };
  return { kind: path === 'listeners.yaml' ? 'listeners' : path === 'clusters.yaml' ? 'clusters' : 'bootstrap' };
}

function isBootstrap({ name }: ProxyFile): boolean {
  return name.kind === 'bootstrap';
}

/** The proxy of a gateway says which ones it is. */
function kindOf({ node }: JsonObject): 'service' | 'gateway' {
  const metadata = isJsonObject(node) ? node['metadata'] : undefined;
  return isJsonObject(metadata) && metadata['gateways'] !== undefined ? 'gateway' : 'service';
}

/** The ports of one workload, which have rules of their own here: each rule is told which port it is for. */
function merged(readings: readonly PortReading[]): readonly Destination[] {
  return Array.from(groupBy(readings, ({ key }) => key).values(), (own): Destination => {
    const [first] = own as [PortReading, ...PortReading[]];
    const ports = own.flatMap(({ ports }) => ports);
    const accepts = own.find((one) => one.ports[0].http)?.accepts;
    const common = { key: first.key, proxy: first.proxy, ports, ...(accepts && { accepts }) };
    // As most do: where all ports have the same rules, these are the workload's.
    if (uniqueBy(own, ({ policies }) => canonicalJson(unsourced(policies))).length === 1)
      return { ...common, policies: first.policies };
    const byPort = uniqueBy(own, ({ ports: [{ port }] }) => String(port));
    return { ...common, policies: [...byPort.flatMap(forPort), ...openPorts(byPort)] };
  });
}

function unsourced(policies: readonly Policy[]) {
  return policies.map(({ rules, ...policy }) => ({ ...policy, rules: rules.map(({ http, tcp }) => ({ http, tcp })) }));
}

function forPort({ policies, ports: [{ port }] }: PortReading): readonly Policy[] {
  const at = (formula: Formula) => and(atom({ on: 'port', port }), formula);
  return policies.map((policy) => ({
    ...policy,
    rules: policy.rules.map(({ http, tcp, source }) => ({ http: at(http), tcp: at(tcp), source })),
  }));
}

/** A port that has to be allowed nothing stays open where rules allow something at another one. */
function openPorts(readings: readonly PortReading[]): readonly Policy[] {
  const allows = ({ policies }: PortReading) => policies.some(({ effect, dryRun }) => effect === 'allow' && !dryRun);
  if (!readings.some(allows)) return [];
  return readings
    .filter((one) => !allows(one))
    .flatMap((one) => forPort({ ...one, policies: [{ effect: 'allow', dryRun: false, rules: [OPEN] }] }));
}

const OPEN = { http: ALL, tcp: ALL, source: 'no rule is needed' } as const;
