import type { JsonObject } from '../../../base/json.ts';

/** What Envoy takes for the body of a direct response, if nothing is said. */
const SHORT_BODY = 4096;

/** A RouteConfiguration. What is forwarded to is checked when it is made, so Envoy need not wait for clusters. */
export function routeConfiguration(
  name: string,
  virtualHosts: readonly JsonObject[],
  longestBody: number,
  fields: JsonObject = {},
): JsonObject & { readonly name: string } {
  return {
    name,
    virtual_hosts: virtualHosts,
    validate_clusters: false,
    ...(longestBody > SHORT_BODY && { max_direct_response_body_size_bytes: longestBody }),
    ...fields,
  };
}

/** Bytes of the longest body that routes answer with. */
export function longestBody(
  routes: readonly { readonly action: { readonly kind: string; readonly body?: string } }[],
): number {
  return Math.max(0, ...routes.map(({ action }) => new TextEncoder().encode(action.body ?? '').length));
}
