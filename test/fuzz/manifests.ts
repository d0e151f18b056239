// The manifests that decide who gets in, as far as they do.

export interface Meta {
  readonly name: string;
  readonly namespace: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface Selecting {
  readonly kind: string;
  readonly metadata: Meta;
  readonly spec: { readonly selector?: { readonly matchLabels?: Readonly<Record<string, string>> } };
}

type Lists<Name extends string> = { readonly [Key in Name]?: readonly string[] };

export type Source = Lists<
  | 'principals'
  | 'notPrincipals'
  | 'requestPrincipals'
  | 'notRequestPrincipals'
  | 'serviceAccounts'
  | 'notServiceAccounts'
  | 'trustDomains'
  | 'notTrustDomains'
  | 'namespaces'
  | 'notNamespaces'
  | 'ipBlocks'
  | 'notIpBlocks'
  | 'remoteIpBlocks'
  | 'notRemoteIpBlocks'
>;

export type Operation = Lists<
  'hosts' | 'notHosts' | 'methods' | 'notMethods' | 'paths' | 'notPaths' | 'ports' | 'notPorts'
>;

export interface Rule {
  readonly from?: readonly { readonly source?: Source }[];
  readonly to?: readonly { readonly operation?: Operation }[];
  readonly when?: readonly ({ readonly key: string } & Lists<'values' | 'notValues'>)[];
}

export interface AuthorizationPolicy extends Selecting {
  readonly spec: Selecting['spec'] & {
    readonly action?: 'ALLOW' | 'DENY' | 'AUDIT' | 'CUSTOM';
    readonly provider?: { readonly name?: string };
    readonly rules?: readonly Rule[];
  };
}

export interface JwtRule {
  readonly issuer: string;
  readonly audiences?: readonly string[];
  readonly fromHeaders?: readonly { readonly name: string; readonly prefix?: string }[];
}

export interface RequestAuthentication extends Selecting {
  readonly spec: Selecting['spec'] & { readonly jwtRules?: readonly JwtRule[] };
}

/** A workload: what selectors see of it. */
export interface Pods {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** Those of a kind that apply to a workload. */
export function applying<T extends Selecting>(
  manifests: readonly unknown[],
  kind: T['kind'],
  pods: Pods,
  rootNamespace: string,
): readonly T[] {
  return (manifests as readonly T[]).filter(
    (one) =>
      one.kind === kind &&
      [rootNamespace, pods.namespace].includes(one.metadata.namespace) &&
      Object.entries(one.spec.selector?.matchLabels ?? {}).every(([label, value]) => pods.labels[label] === value),
  );
}
