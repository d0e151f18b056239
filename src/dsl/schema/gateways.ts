import * as z from 'zod/mini';
import { atLeastOne, host, objectName, portNumber } from './forms.ts';

/** Listeners of gateways. */

export const listener = z.strictObject({
  port: portNumber,
  hosts: atLeastOne(z.union([z.literal('*'), host])),
  protocol: z.optional(z.enum(['http', 'https', 'http2', 'grpc', 'tls', 'tcp'])),
  tls: z.optional(
    z.union([
      z.strictObject({
        mode: z.enum(['terminate', 'mutual']),
        credential: objectName,
        minVersion: z.optional(z.enum(['1.2', '1.3'])),
      }),
      z.strictObject({ mode: z.literal('passthrough') }),
    ]),
  ),
  redirect: z.optional(z.literal('https')),
});
