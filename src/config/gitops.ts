/** What makes clusters sync the output: `argoCd({ … })`, `flux({ … })` or `plain({ … })`, every default filled in. */
export type GitopsConfig = ArgoCdConfig | FluxConfig | PlainConfig;

/** Where a target is synced by something that meshwright makes no objects for. */
export interface NoGitops {
  readonly sync: 'none';
}

/** What `argoCd`, `flux` and `plain` give: their options, and which of them it was. */
export type GitopsInput =
  | ({ readonly sync: 'argo-cd' } & ArgoCdOptions)
  | ({ readonly sync: 'flux' } & FluxOptions)
  | ({ readonly sync: 'plain' } & PlainOptions);

/** What `argoCd` takes. Names are those of Argo CD. */
export interface ArgoCdOptions {
  /** The repository that `out/` is committed to, as Argo CD fetches it. The AppProject admits no other. */
  readonly repoURL: string;
  /** A branch, a tag or a commit. Default `HEAD`: the default branch. */
  readonly targetRevision?: string;
  /** The folder of the repository that this project is in. Default: the root. */
  readonly path?: string;
  /** Applications are called `<name>-<target>`, an ApplicationSet `<name>`. Default `meshwright`. */
  readonly name?: string;
  /** The AppProject, which is made for just what is emitted. Default: as `name`. */
  readonly project?: string;
  /** The namespace that Argo CD runs in. Default `argocd`. */
  readonly namespace?: string;
  /** The cluster. Default: the one that Argo CD knows by the name that the target says as its `cluster`. */
  readonly destination?: ArgoCdDestination;
  /**
   * One ApplicationSet instead of an Application each: with a `list` of the targets, or with the Git generator over the
   * `directories` of the output, which takes a folder's name for that of the cluster. Default: an Application each.
   */
  readonly applicationSet?: ArgoCdGenerator;
  /** Whether a commit is synced without anybody asking for it. Default true. */
  readonly automated?: boolean;
  /** Whether what is gone from `out/` is deleted from the cluster. Default true. */
  readonly prune?: boolean;
  /** Whether what someone changed in the cluster is changed back. Default true. */
  readonly selfHeal?: boolean;
  /**
   * Whether deletions wait until all else is applied, and are then done at once. Default false: what is gone is deleted in the
   * reverse order of the waves, which is the order that is checked.
   */
  readonly pruneLast?: boolean;
  /** Whether a sync passes over objects that are as they should be. Default true. */
  readonly applyOutOfSyncOnly?: boolean;
}

/** A cluster by the name that Argo CD knows it by, or by the URL of its API server. */
export type ArgoCdDestination = { readonly name: string } | { readonly server: `https://${string}` };

export const ARGO_CD_GENERATORS = ['list', 'directories'] as const;
/** What an ApplicationSet makes Applications from. */
export type ArgoCdGenerator = (typeof ARGO_CD_GENERATORS)[number];

export interface ArgoCdConfig extends Required<Omit<ArgoCdOptions, 'project' | 'destination' | 'applicationSet'>> {
  readonly sync: 'argo-cd';
  readonly project?: string | undefined;
  /** Its one key is `name` or `server`. */
  readonly destination?: Readonly<Record<string, string>> | undefined;
  readonly applicationSet?: ArgoCdGenerator | undefined;
}

/** Where Flux finds `out/`: one of these. `branch` and `commit` are for Git, `digest` is for OCI. */
export type FluxRef =
  | { readonly branch: string }
  | { readonly tag: string }
  | { readonly semver: string }
  | { readonly commit: string }
  | { readonly digest: string };

/** What `flux` takes. */
export interface FluxOptions {
  /** A Git repository (`https://` or `ssh://`), or an OCI artifact that CI pushes (`oci://`). */
  readonly url: string;
  /** Default `{ branch: 'main' }` for Git, `{ tag: 'latest' }` for OCI. */
  readonly ref?: FluxRef;
  /** The folder of the repository, or of the artifact, that this project is in. Default: the root. */
  readonly path?: string;
  /** Objects are called `<name>-<target>`, and `<name>-<target>-<layer>`. Default `meshwright`. */
  readonly name?: string;
  /** The namespace of Flux's objects. Default `flux-system`. */
  readonly namespace?: string;
  /** How often Flux looks, and undoes what someone changed in the cluster. Default `10m`. */
  readonly interval?: FluxDuration;
  /** How soon Flux tries again after a failure. Default `1m`. */
  readonly retryInterval?: FluxDuration;
  /** How long a layer may take until it is healthy. Default `5m`. */
  readonly timeout?: FluxDuration;
  /** Whether what is gone from `out/` is deleted from the cluster. Default true. */
  readonly prune?: boolean;
  /** Whether a layer waits until all of the one before is healthy. Default true. */
  readonly wait?: boolean;
  /** The Secret with the credentials of the source. Default: none. */
  readonly secretRef?: string;
  /** Who authenticates at the source without a Secret. Default `generic`. */
  readonly provider?: FluxProvider;
  /** The service account that Flux applies as, instead of its own. */
  readonly serviceAccountName?: string;
  /** The Secret with the kubeconfig of the cluster, where Flux runs in another one. */
  readonly kubeConfig?: string;
}

/** As Flux has them: `90s`, `10m`, `1h30m`. */
export type FluxDuration = `${number}${'ms' | 's' | 'm' | 'h'}${string}`;

export const FLUX_PROVIDERS = ['generic', 'aws', 'azure', 'gcp', 'github'] as const;
/** The clouds that Flux can authenticate at, and `generic` for none of them. */
export type FluxProvider = (typeof FLUX_PROVIDERS)[number];

export interface FluxConfig
  extends Required<Omit<FluxOptions, 'ref' | 'secretRef' | 'serviceAccountName' | 'kubeConfig' | FluxTime>> {
  readonly sync: 'flux';
  readonly ref?: Readonly<Record<string, string>> | undefined;
  readonly interval: string;
  readonly retryInterval: string;
  readonly timeout: string;
  readonly secretRef?: string | undefined;
  readonly serviceAccountName?: string | undefined;
  readonly kubeConfig?: string | undefined;
}

type FluxTime = 'interval' | 'retryInterval' | 'timeout';

/** What `plain` takes. */
export interface PlainOptions {
  /** The object that kubectl keeps its ApplySet in is called `<name>-<target>`. Default `meshwright`. */
  readonly name?: string;
}

export interface PlainConfig extends Required<PlainOptions> {
  readonly sync: 'plain';
}
