import * as z from 'zod/mini';
import { atLeastOne, count, duration, headerName, host, objectName, percentage, positive, text } from './forms.ts';

/** Traffic policies. */

export const trafficOptions = z.strictObject({
  loadBalancer: z.optional(
    z.union([
      z.enum(['round-robin', 'least-request', 'random', 'passthrough']),
      z.strictObject({
        consistentHash: z.union([
          z.strictObject({ header: headerName, minimumRingSize: z.optional(positive) }),
          z.strictObject({ queryParameter: text, minimumRingSize: z.optional(positive) }),
          z.strictObject({
            cookie: z.strictObject({ name: text, path: z.optional(text), ttl: duration }),
            minimumRingSize: z.optional(positive),
          }),
          z.strictObject({ sourceIp: z.literal(true), minimumRingSize: z.optional(positive) }),
        ]),
      }),
    ]),
  ),
  localityFailover: z.optional(atLeastOne(z.strictObject({ from: text, to: text }))),
  warmup: z.optional(duration),
  connectionPool: z.optional(
    z.strictObject({
      maxConnections: z.optional(positive),
      connectTimeout: z.optional(duration),
      idleTimeout: z.optional(duration),
      maxConnectionDuration: z.optional(duration),
      maxPendingRequests: z.optional(positive),
      maxRequests: z.optional(positive),
      maxRequestsPerConnection: z.optional(positive),
      maxRetries: z.optional(count),
      h2Upgrade: z.optional(z.boolean()),
    }),
  ),
  outlierDetection: z.optional(
    z.strictObject({
      consecutive5xxErrors: z.optional(positive),
      consecutiveGatewayErrors: z.optional(positive),
      interval: z.optional(duration),
      baseEjectionTime: z.optional(duration),
      maxEjectionPercent: z.optional(percentage),
      minHealthPercent: z.optional(percentage),
    }),
  ),
  tls: z.optional(
    z.union([
      z.strictObject({ mode: z.enum(['istio-mutual', 'disabled']) }),
      z.strictObject({
        mode: z.enum(['simple', 'mutual']),
        sni: z.optional(host),
        credential: z.optional(objectName),
        subjectAltNames: z.optional(atLeastOne(text)),
      }),
    ]),
  ),
});
