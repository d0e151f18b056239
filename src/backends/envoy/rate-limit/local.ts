import type { JsonObject } from '../../../base/json.ts';
import type { RateLimitAmount, RateLimitPolicy } from '../../../model/rate-limit.ts';
import { duration } from '../duration.ts';
import { keyAction, keyName } from './keys.ts';

export const LOCAL = 'envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit';

type Local = Extract<RateLimitAmount, { kind: 'local' }>;

/** How many values of its keys a proxy remembers for a limit, the last that it saw. */
const REMEMBERED = 10_000;

/** A `LocalRateLimit`: one bucket for all requests, or for each value of what tells them apart; of what has no descriptor nothing is taken. */
export function localLimit(limit: RateLimitPolicy, amount: Local, action: JsonObject): JsonObject {
  const { name, by, status, headers, dryRun } = limit;
  const everything = 'generic_key' in action && by.length === 0;
  return {
    stat_prefix: name,
    status: { code: status },
    filter_enabled: always(true),
    filter_enforced: always(!dryRun),
    ...(headers && { enable_x_ratelimit_headers: 'DRAFT_VERSION_03' }),
    ...(everything ? { token_bucket: bucket(amount) } : perDescriptor(limit, amount, action)),
  };
}

function perDescriptor({ name, by }: RateLimitPolicy, amount: Local, action: JsonObject): JsonObject {
  return {
    rate_limits: [{ actions: [action, ...by.map(keyAction)] }],
    descriptors: [
      // An entry without a value stands for each value that there is.
      {
        entries: [{ key: 'limit', value: name }, ...by.map((key) => ({ key: keyName(key) }))],
        token_bucket: bucket(amount),
      },
    ],
    ...(by.length > 0 && { max_dynamic_descriptors: REMEMBERED }),
  };
}

function bucket({ limit, per, burst }: Local): JsonObject {
  return { max_tokens: burst, tokens_per_fill: limit, fill_interval: duration(per) };
}

/** A share of requests that no runtime changes: all, or none. */
export function always(all: boolean): JsonObject {
  return { default_value: { numerator: all ? 100 : 0 } };
}
