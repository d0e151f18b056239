import * as z from 'zod/mini';
import { limitedCaller, request } from './access.ts';
import { atLeastOne, duration, headerName, name, oneOrMore, text } from './forms.ts';

/** Limits on how many requests pass. */

const MILLISECONDS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** Envoy refuses to fill a bucket more often. */
const SHORTEST = 50;

const period = duration.check(
  z.refine((text) => {
    const [, amount = '', unit = ''] = /^([\d.]+)(ms|s|m|h)$/.exec(text) ?? [];
    return Number(amount) * (MILLISECONDS[unit] ?? Number.NaN) >= SHORTEST;
  }, 'a duration of at least `50ms`'),
);

/** What a counter of 32 bits holds. */
const amount = z
  .int('a whole number of at least 1')
  .check(z.minimum(1, 'a whole number of at least 1'), z.maximum(4_294_967_295, 'a whole number that fits in 32 bits'));

/** The statuses that Envoy answers, as it has them in `envoy.type.v3.StatusCode`. */
const ERRORS = /^(40\d|41[0-7]|42[1-4689]|431|50[0-8]|51[01])$/;
const status = z
  .int('a status of an HTTP error, such as 429 or 503')
  .check(z.refine((code) => ERRORS.test(String(code)), 'a status of an HTTP error, such as 429 or 503'));

const routeLimitKey = z.union([z.literal('remote-address'), z.strictObject({ header: headerName })]);
export const limitKey = z.union([z.enum(['caller', 'remote-address']), z.strictObject({ header: headerName })]);

const answer = { status: z.optional(status), headers: z.optional(z.boolean()), dryRun: z.optional(z.boolean()) };
const local = { limit: amount, per: period, burst: z.optional(amount), name: z.optional(name), ...answer };
const global = { global: text, name, ...answer };

const limited = {
  from: z.optional(z.union([z.literal('anyone'), limitedCaller, atLeastOne(limitedCaller)])),
  except: z.optional(oneOrMore(limitedCaller)),
  requests: z.optional(oneOrMore(request)),
  by: z.optional(oneOrMore(limitKey)),
};
export const rateLimit = z.union([z.strictObject({ ...local, ...limited }), z.strictObject({ ...global, ...limited })]);

const routed = { by: z.optional(oneOrMore(routeLimitKey)) };
export const routeRateLimit = z.union([
  z.strictObject({ ...local, ...routed }),
  z.strictObject({ ...global, ...routed }),
]);
