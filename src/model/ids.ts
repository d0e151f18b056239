/** `bookinfo/reviews`: a service by namespace and name; unique in a mesh. */
export type ServiceKey = `${string}/${string}`;
/** `bookinfo/bookinfo-gateway`: a gateway by namespace and name; unique in a mesh. */
export type GatewayKey = `${string}/${string}`;

export function key(namespace: string, name: string): `${string}/${string}` {
  return `${namespace}/${name}`;
}

/** What a workload presents itself as: a SPIFFE id in its parts. */
export interface Identity {
  readonly trustDomain: string;
  readonly namespace: string;
  readonly serviceAccount: string;
}

/** `cluster.local/ns/bookinfo/sa/productpage`: an identity as Istio's `principals` write it. */
export function printIdentity({ trustDomain, namespace, serviceAccount }: Identity): string {
  return `${trustDomain}/ns/${namespace}/sa/${serviceAccount}`;
}
