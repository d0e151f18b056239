/** What Istio knows and no manifest says: its own configuration, and the workloads of others that manifests refer to. */
export interface IstioConfiguration {
  readonly rootNamespace: string;
  readonly trustDomain: string;
  readonly trustDomainAliases: readonly string[];
  /** `cluster.local`: what completes the names of services. */
  readonly clusterDomain: string;
  /** Namespaces that are not among the manifests, and whether sidecars are injected there. */
  readonly injected: ReadonlyMap<string, boolean>;
  /** Pods that no manifest makes: the proxies of gateways. */
  readonly pods: readonly ForeignPod[];
}

export interface ForeignPod {
  readonly namespace: string;
  readonly labels: Labels;
  /** The pod's ports by those of its Service, where they are known; a port that is not here is taken for the pod's own. */
  readonly ports: ReadonlyMap<number, number>;
}

export type Labels = Readonly<Record<string, string>>;
