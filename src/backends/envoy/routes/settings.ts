import type { JsonObject } from '../../../base/json.ts';
import { error } from '../../../diag/diagnostic.ts';
import type { Cors, Fault, HeaderChanges, HttpRoute } from '../../../model/route.ts';
import { typed } from '../any.ts';
import { stringMatcher as matcher } from '../authorization/strings.ts';
import type { Context } from '../context.ts';
import { duration } from '../duration.ts';
import { routeLimit } from '../rate-limit/route.ts';
import { fraction } from './fraction.ts';

export const FAULT = 'envoy.filters.http.fault';
export const CORS = 'envoy.filters.http.cors';

/** What is done to requests and answers on the way: fields of a Route. */
export function settings(route: HttpRoute, context: Context): JsonObject {
  const { fault, cors, requestHeaders, responseHeaders } = route;
  const perFilter = {
    ...(fault && { [FAULT]: typed('envoy.extensions.filters.http.fault.v3.HTTPFault', faults(fault)) }),
    ...(cors && { [CORS]: typed('envoy.extensions.filters.http.cors.v3.CorsPolicy', origins(cors)) }),
  };
  return {
    ...routeLimit(route),
    ...(requestHeaders && headers('request', requestHeaders, route, context)),
    ...(responseHeaders && headers('response', responseHeaders, route, context)),
    ...(Object.keys(perFilter).length > 0 && { typed_per_filter_config: perFilter }),
  };
}

function faults({ delay, abort }: Fault): JsonObject {
  return {
    ...(delay && { delay: { fixed_delay: duration(delay.fixedDelay), percentage: fraction(delay.percentage) } }),
    ...(abort && { abort: { http_status: abort.httpStatus, percentage: fraction(abort.percentage) } }),
  };
}

function origins(cors: Cors): JsonObject {
  const { allowOrigins, allowMethods, allowHeaders, exposeHeaders, allowCredentials, maxAge } = cors;
  return {
    allow_origin_string_match: allowOrigins.map(matcher),
    ...(allowMethods && { allow_methods: allowMethods.join(',') }),
    ...(allowHeaders && { allow_headers: allowHeaders.join(',') }),
    ...(exposeHeaders && { expose_headers: exposeHeaders.join(',') }),
    ...(maxAge !== undefined && { max_age: duration(maxAge).replace(/(\.\d+)?s$/, '') }),
    ...(allowCredentials !== undefined && { allow_credentials: allowCredentials }),
    filter_enabled: { default_value: { numerator: 100 } },
  };
}

function headers(of: 'request' | 'response', changes: HeaderChanges, route: HttpRoute, context: Context): JsonObject {
  const { set, add, remove } = changes;
  const toAdd = [
    ...Object.entries(set).map(([key, value]) => option(key, value, 'OVERWRITE_IF_EXISTS_OR_ADD')),
    ...Object.entries(add).map(([key, value]) => option(key, value, 'APPEND_IF_EXISTS_OR_ADD')),
  ];
  reportHeaders(changes, route, context);
  return {
    ...(toAdd.length > 0 && { [`${of}_headers_to_add`]: toAdd }),
    ...(remove.length > 0 && { [`${of}_headers_to_remove`]: remove }),
  };
}

function option(key: string, value: string, append_action: string): JsonObject {
  return { header: { key, value }, append_action, ...(value === '' && { keep_empty_value: true }) };
}

/** Text without `%`, or with what Envoy fills in: `%REQ(x-user)%`, and `%%` for itself. */
const FORMAT = /^(?:[^%]|%%|%[A-Z_0-9]+(?:\([^%]*\))?(?::\d+)?%)*$/;

function reportHeaders({ set, add, remove }: HeaderChanges, { name, span }: HttpRoute, { gap }: Context): void {
  const changed = [...Object.entries(set), ...Object.entries(add)];
  const pseudo = [...changed.map(([key]) => key), ...remove].find((key) => /^(?::|host$)/i.test(key));
  if (pseudo !== undefined) {
    const message = `route \`${name}\` changes the header \`${pseudo}\`, which Envoy does not let a route do`;
    gap(error('MW3455', message, { span, help: 'use `rewrite` for the host and the path' }));
  }
  const odd = changed.find(([, value]) => !FORMAT.test(value));
  if (odd !== undefined) {
    const message = `the value of header \`${odd[0]}\` in route \`${name}\` is no text that Envoy can send: \`${odd[1]}\``;
    gap(error('MW3455', message, { span, help: 'write `%%` for a per cent sign' }));
  }
}
