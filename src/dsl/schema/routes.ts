import * as z from 'zod/mini';
import { RETRY_ON } from '../../model/route.ts';
import { exactPath, headers, pathPattern, serviceRef, stringPattern } from './access.ts';
import {
  atLeastOne,
  count,
  duration,
  headerName,
  host,
  method,
  name,
  oneOrMore,
  percentage,
  portNumber,
  text,
} from './forms.ts';
import { routeRateLimit } from './rate-limits.ts';

/** Routes of services and gateways. */

export const routeMatch = z.strictObject({
  path: z.optional(pathPattern),
  methods: z.optional(atLeastOne(method)),
  headers: z.optional(headers),
  query: z.optional(z.record(text, stringPattern)),
});
export const httpStatus = z
  .int('an HTTP status, 200 to 599')
  .check(z.minimum(200, 'an HTTP status, 200 to 599'), z.maximum(599, 'an HTTP status, 200 to 599'));
export const headerText = z.record(
  headerName,
  z.string().check(z.regex(/^[^\r\n\0]*$/, 'a header value: it breaks the line')),
);
export const headerChanges = z.strictObject({
  set: z.optional(headerText),
  add: z.optional(headerText),
  remove: z.optional(atLeastOne(headerName)),
});
export const routeOptions = {
  timeout: z.optional(duration),
  retries: z.optional(
    z.strictObject({
      attempts: count,
      perTryTimeout: z.optional(duration),
      retryOn: z.optional(atLeastOne(z.union([z.enum(RETRY_ON), httpStatus]))),
    }),
  ),
  fault: z.optional(
    z.strictObject({
      delay: z.optional(z.strictObject({ fixedDelay: duration, percentage })),
      abort: z.optional(z.strictObject({ httpStatus, percentage })),
    }),
  ),
  mirror: z.optional(
    z.strictObject({
      service: serviceRef,
      version: z.optional(z.string()),
      port: z.optional(z.string()),
      percentage: z.optional(percentage),
    }),
  ),
  rewrite: z.optional(z.strictObject({ path: z.optional(exactPath), host: z.optional(host) })),
  requestHeaders: z.optional(headerChanges),
  responseHeaders: z.optional(headerChanges),
  cors: z.optional(
    z.strictObject({
      allowOrigins: atLeastOne(stringPattern),
      allowMethods: z.optional(atLeastOne(method)),
      allowHeaders: z.optional(atLeastOne(headerName)),
      exposeHeaders: z.optional(atLeastOne(headerName)),
      allowCredentials: z.optional(z.boolean()),
      maxAge: z.optional(duration),
    }),
  ),
  rateLimit: z.optional(routeRateLimit),
};
export const redirect = z.strictObject({
  scheme: z.optional(z.enum(['http', 'https'])),
  host: z.optional(host),
  port: z.optional(portNumber),
  path: z.optional(exactPath),
  status: z.optional(z.literal([301, 302, 303, 307, 308])),
});
export const directResponse = z.strictObject({ status: httpStatus, body: z.optional(z.string()) });
export const weights = z.record(z.string(), z.number());
export const destination = z.strictObject({
  service: serviceRef,
  version: z.optional(z.string()),
  port: z.optional(z.string()),
  weight: z.number(),
});
export const serviceRoute = z.strictObject({
  name: z.optional(name),
  port: z.optional(z.string()),
  match: z.optional(oneOrMore(routeMatch)),
  to: z.optional(z.union([weights, atLeastOne(destination)])),
  redirect: z.optional(redirect),
  directResponse: z.optional(directResponse),
  ...routeOptions,
});
export const gatewayMatch = {
  name: z.optional(name),
  hosts: z.optional(atLeastOne(z.union([z.literal('*'), host]))),
  listeners: z.optional(atLeastOne(z.string())),
  paths: z.optional(atLeastOne(pathPattern)),
  match: z.optional(oneOrMore(routeMatch)),
};
export const gatewayRoute = z.strictObject({
  ...gatewayMatch,
  port: z.optional(z.string()),
  to: z.optional(weights),
  ...routeOptions,
});
export const gatewayAnswer = z.strictObject({
  ...gatewayMatch,
  responseHeaders: z.optional(headerChanges),
  redirect: z.optional(redirect),
  directResponse: z.optional(directResponse),
});
