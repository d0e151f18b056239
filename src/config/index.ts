import type { JsonObject } from '../base/json.ts';
import type { NonEmpty } from '../base/nonempty.ts';
import type { BackendInput, IstioOptions } from './config.ts';
import type { ArgoCdOptions, FluxOptions, GitopsInput, PlainOptions } from './gitops.ts';
import { rememberSite } from './site.ts';

export type { BackendInput, IstioOptions, IstioVersion } from './config.ts';
export type {
  CertificateSource,
  EndpointSource,
  EnvoyInput,
  EnvoyVersion,
  ProviderInput,
  StaticEndpoint,
} from './envoy.ts';
export { addresses, dns, envoy, files, spire } from './envoy-makers.ts';
export type {
  ArgoCdDestination,
  ArgoCdGenerator,
  ArgoCdOptions,
  FluxDuration,
  FluxOptions,
  FluxProvider,
  FluxRef,
  GitopsInput,
  PlainOptions,
} from './gitops.ts';

/** What `defineConfig` takes. */
export interface ConfigInput {
  /** The entry module of the policies, relative to this file. Default `policies/index.ts`. */
  readonly policies?: string;
  /** The folder that meshwright writes, relative to this file. Default `out`. */
  readonly out?: string;
  /** Seconds that evaluating the policies of one target may take. Default 30. */
  readonly deadline?: number;
  /** What makes the clusters sync `out/`: `argoCd({ … })`, `flux({ … })` or `plain({ … })`. Its objects go to `out/gitops/`. */
  readonly gitops?: GitopsInput;
  /**
   * Whether each target gets `provenance.intoto.json`: an in-toto statement of the policies, the compiler and every file that
   * was made. Default: where `gitops` says what syncs the target.
   */
  readonly provenance?: boolean;
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
  /** What to compile to, such as `istio({ version: '1.31' })` or `envoy({ version: '1.40' })`; one of each at the most. */
  readonly backends: NonEmpty<BackendInput>;
  /** What makes this cluster sync its target, where that is not what syncs the others; `'none'` where nothing is to be made for it. */
  readonly gitops?: GitopsInput | 'none';
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
export function istio(options: IstioOptions): Extract<BackendInput, { backend: 'istio' }> {
  return { backend: 'istio', options };
}

/**
 * Syncs with Argo CD. `out/gitops/argo-cd/` gets an AppProject that admits this repository, the namespaces and the kinds that are
 * emitted, and nothing else; and for each target an Application, or one ApplicationSet for all. Manifests are annotated with
 * sync waves, so that what is referred to comes first, and goes last when it is removed.
 *
 * The options are those of
 * [the Application](https://argo-cd.readthedocs.io/en/stable/operator-manual/application.yaml), and have its names.
 *
 * @example
 * ```ts
 * gitops: argoCd({ repoURL: 'https://git.example.com/acme/mesh.git', targetRevision: 'main' })
 * ```
 * @example One ApplicationSet, in a repository that holds other things too; people start each sync
 * ```ts
 * gitops: argoCd({ repoURL: 'git@git.example.com:acme/platform.git', path: 'mesh', applicationSet: 'list', automated: false })
 * ```
 */
export function argoCd(options: ArgoCdOptions): GitopsInput {
  return { ...options, sync: 'argo-cd' };
}

/**
 * Syncs with Flux. `out/gitops/flux/<target>/` gets the source, and a Kustomization for each layer (namespaces, identities,
 * services, destinations, policies, default-deny, workloads, traffic) that waits for the one before.
 *
 * The options are those of [the Kustomization](https://fluxcd.io/flux/components/kustomize/kustomizations/) and
 * [its source](https://fluxcd.io/flux/components/source/), and have their names.
 *
 * @example
 * ```ts
 * gitops: flux({ url: 'ssh://git@git.example.com/acme/mesh', ref: { branch: 'main' }, secretRef: 'mesh-deploy-key' })
 * ```
 * @example An artifact that CI pushes with `flux push artifact`
 * ```ts
 * gitops: flux({ url: 'oci://registry.example.com/acme/mesh', ref: { semver: '1.x' }, provider: 'aws' })
 * ```
 */
export function flux(options: FluxOptions): GitopsInput {
  return { ...options, sync: 'flux' };
}

/**
 * Syncs with kubectl. `out/gitops/plain/<target>/` gets the object that is the parent of an
 * [ApplySet](https://kubernetes.io/docs/tasks/manage-kubernetes-objects/declarative-config/#alternative-kubectl-apply-f-directory-prune),
 * so that `kubectl apply --server-side --prune --applyset` knows what is gone.
 *
 * @example
 * ```ts
 * gitops: plain({ name: 'mesh' })
 * ```
 */
export function plain(options: PlainOptions = {}): GitopsInput {
  return { ...options, sync: 'plain' };
}
