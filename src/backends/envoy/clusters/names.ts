import type { Service, ServicePort } from '../../../model/service.ts';

/** `bookinfo/reviews:9080`, and of one version `bookinfo/reviews:9080/v1`. Names of services and namespaces hold no `/` and no `:`. */
export function serviceCluster({ key }: Service, { port }: ServicePort, version?: string): string {
  return version === undefined ? `${key}:${port}` : `${key}:${port}/${version}`;
}
