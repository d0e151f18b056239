import type { JsonObject } from '../base/json.ts';
import type { EnvoyInput, EnvoyOptions } from './envoy.ts';
import type { GitopsConfig, NoGitops } from './gitops.ts';

/** What `meshwright.config.ts` says, with every default filled in. */
export interface Config {
  /** The entry module of the policies, relative to the configuration file. */
  readonly policies: string;
  /** The folder that meshwright writes, relative to the configuration file. Default `out`. */
  readonly out: string;
  /** What is compiled, by name. The name is a folder of `out`. */
  readonly targets: Readonly<Record<string, TargetConfig>>;
  /** Seconds that evaluating the policies of one target may take. Default 30. */
  readonly deadline: number;
  /** What syncs the targets, where they do not say it themselves. */
  readonly gitops?: GitopsConfig | undefined;
  /** Whether each target gets a statement of what it was made from. Default: where something syncs it. */
  readonly provenance?: boolean | undefined;
}

export interface TargetConfig {
  readonly environment: string;
  readonly cluster: string;
  /** Anything else that policies may read as `target.values`. */
  readonly values: JsonObject;
  readonly backends: readonly BackendConfig[];
  /** What syncs this target, instead of what syncs the others. */
  readonly gitops?: GitopsConfig | NoGitops | undefined;
}

/** What syncs a target. */
export function gitopsOf(config: Config, target: string): GitopsConfig | undefined {
  const said = config.targets[target]?.gitops ?? config.gitops;
  return said?.sync === 'none' ? undefined : said;
}

/** Whether a target gets a statement of what it was made from. */
export function hasProvenance(config: Config, target: string): boolean {
  return config.provenance ?? gitopsOf(config, target) !== undefined;
}

/** A backend and its options, as `istio({ … })` gives it. */
export type BackendConfig =
  | { readonly backend: 'istio'; readonly options: IstioOptions }
  | { readonly backend: 'envoy'; readonly options: EnvoyOptions };

/** A backend as the configuration says it, before defaults are filled in. */
export type BackendInput =
  | Extract<BackendConfig, { backend: 'istio' }>
  | { readonly backend: 'envoy'; readonly options: EnvoyInput };

/** What `istio` takes. */
export interface IstioOptions {
  /** The minor version of Istio that runs in the cluster. */
  readonly version: IstioVersion;
}

/** The versions of Istio that manifests can be made for. */
export const ISTIO_VERSIONS = ['1.31'] as const;

/** The minor versions of Istio that meshwright compiles for. */
export type IstioVersion = (typeof ISTIO_VERSIONS)[number];

export const DEFAULTS = { policies: 'policies/index.ts', out: 'out', deadline: 30 } as const;
