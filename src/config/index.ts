import type { JsonObject } from '../base/json.ts';
import type { NonEmpty } from '../base/nonempty.ts';
import type { BackendConfig, IstioOptions } from './config.ts';
import { rememberSite } from './site.ts';

export type { BackendConfig, IstioOptions, IstioVersion } from './config.ts';

/** What `defineConfig` takes. */
export interface ConfigInput {
  /** The entry module of the policies, relative to this file. Default `policies/index.ts`. */
  readonly policies?: string;
  /** The folder that meshwright writes, relative to this file. Default `out`. */
  readonly out?: string;
  /** Seconds that evaluating the policies of one target may take. Default 30. */
  readonly deadline?: number;
  /** What is compiled, by name: one for each cluster and environment. The name becomes a folder of `out`. */
  readonly targets: Readonly<Record<string, TargetInput>>;
}

/** One cluster in one environment. Policies read it as `target`. */
export interface TargetInput {
  /** Such as `dev` or `prod`: policies read it as `target.environment`. */
  readonly environment: string;
  /** The cluster that syncs this target: policies read it as `target.cluster`. */
  readonly cluster: string;
  /** Whatever else policies need to know, as plain data: they read it as `target.values`. */
  readonly values?: JsonObject;
  /** What to compile to, such as `istio({ version: '1.31' })`. */
  readonly backends: NonEmpty<BackendConfig>;
}

/**
 * The configuration of a project: what is compiled, from where, to where. It is the default export of
 * `meshwright.config.ts`, and is checked when a command starts: an unknown key, a target whose name cannot be a folder
 * and a path out of the project are errors (MW0002, MW0003).
 *
 * @example
 * ```ts
 * import { defineConfig, istio } from 'meshwright/config';
 *
 * export default defineConfig({
 *   targets: {
 *     dev: { environment: 'dev', cluster: 'dev', backends: [istio({ version: '1.31' })] },
 *   },
 * });
 * ```
 */
export function defineConfig<const C extends ConfigInput>(config: C): C {
  rememberSite(config);
  return config;
}

/**
 * Compiles to Istio in sidecar mode: the manifests that istiod of this minor version reads. There is no default version,
 * since an upgrade of the mesh is a decision; one that meshwright does not know is an error (MW0002).
 *
 * @example
 * ```ts
 * backends: [istio({ version: '1.31' })]
 * ```
 */
export function istio(options: IstioOptions): BackendConfig {
  return { backend: 'istio', options };
}
