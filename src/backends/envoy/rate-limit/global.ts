import type { JsonObject } from '../../../base/json.ts';
import type { Provider } from '../../../config/envoy.ts';
import type { RateLimitAmount, RateLimitPolicy } from '../../../model/rate-limit.ts';
import type { Context } from '../context.ts';
import { duration } from '../duration.ts';
import { byGrpc, providerCluster } from '../provider-cluster.ts';
import { findProvider } from '../providers.ts';
import { keyAction } from './keys.ts';
import { always } from './local.ts';

export const GLOBAL = 'envoy.extensions.filters.http.ratelimit.v3.RateLimit';

type Global = Extract<RateLimitAmount, { kind: 'global' }>;

/** A `RateLimit` without what it asks about, and the cluster of the service that it asks; undefined where that is not configured. */
export function globalLimit(
  limit: RateLimitPolicy,
  { provider: name }: Global,
  context: Context,
): { readonly config: JsonObject; readonly cluster: JsonObject } | undefined {
  const provider = findProvider(name, ['envoyRateLimit'], limit.span, context);
  if (provider === undefined) return undefined;
  return { config: asking(limit, name, provider), cluster: providerCluster(name, provider, context) };
}

function asking(
  { status, headers, dryRun }: RateLimitPolicy,
  name: string,
  provider: Extract<Provider, { kind: 'envoyRateLimit' }>,
): JsonObject {
  const { domain, timeout, failOpen } = provider;
  return {
    domain,
    timeout: duration(timeout),
    failure_mode_deny: !failOpen,
    status_on_error: { code: 'ServiceUnavailable' },
    rate_limited_status: { code: status },
    filter_enabled: always(true),
    filter_enforced: always(!dryRun),
    ...(headers && { enable_x_ratelimit_headers: 'DRAFT_VERSION_03' }),
    rate_limit_service: {
      grpc_service: byGrpc(name, provider),
      transport_api_version: 'V3',
    },
  };
}

/** What the service is told of a request. */
export function descriptor({ by }: RateLimitPolicy, action: JsonObject): JsonObject {
  return { actions: [action, ...by.map(keyAction)] };
}
