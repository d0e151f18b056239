import type { Json, JsonObject } from '../../../../base/json.ts';
import { compareStrings } from '../../../../base/order.ts';
import type {
  DestinationSpec,
  HttpDestinationSpec,
  HttpRouteSpec,
} from '../../../../manifest/kinds/istio-networking.ts';
import { alternatives } from './alternatives.ts';

/** What a route does with a request, in the mesh's words. What has none is kept as it is. */
export function actionOf({ match: _, name: __, ...spec }: HttpRouteSpec): JsonObject {
  const { route, redirect, directResponse, timeout, retries, fault, mirrors, rewrite, headers, corsPolicy, ...rest } =
    spec;
  const action: Record<string, unknown> = {};
  if (corsPolicy) action.cors = { ...corsPolicy, allowOrigins: origins(corsPolicy) };
  if (fault) action.fault = faulty(fault);
  if (mirrors) action.mirrors = mirrors.map(mirrored);
  if (redirect) action.redirect = redirected(redirect);
  if (headers?.request) action.requestHeaders = changes(headers.request);
  if (directResponse) action.respond = { status: directResponse.status, body: directResponse.body?.string };
  if (headers?.response) action.responseHeaders = changes(headers.response);
  if (retries) action.retries = retried(retries);
  if (rewrite) action.rewrite = rewritten(rewrite);
  if (timeout !== undefined) action.timeout = timeout;
  if (route) action.to = destinationsOf(route);
  return Object.assign(action, rest) as JsonObject;
}

function mirrored({ destination, percentage }: NonNullable<HttpRouteSpec['mirrors']>[number]) {
  return { ...place(destination), percentage: percentage?.value ?? 100 };
}

function rewritten({ uri, authority, ...rest }: NonNullable<HttpRouteSpec['rewrite']>) {
  return { path: uri, host: authority, ...rest };
}

/** One destination gets everything, whatever its weight. */
export function destinationsOf(route: readonly HttpDestinationSpec[]): Json {
  return route.map(({ destination: { host, subset, port }, weight, ...rest }) => ({
    host,
    port: port?.number,
    version: subset,
    weight: route.length === 1 ? 100 : (weight ?? 0),
    ...rest,
  })) as unknown as Json;
}

function place({ host, subset, port }: DestinationSpec): JsonObject {
  return { host, version: subset, port: port?.number };
}

function redirected({ scheme, authority, port, uri, redirectCode, ...rest }: NonNullable<HttpRouteSpec['redirect']>) {
  return { scheme, host: authority, port, path: uri, status: redirectCode ?? 301, ...rest };
}

function retried({ attempts, perTryTimeout, retryOn, ...rest }: NonNullable<HttpRouteSpec['retries']>) {
  const on = (retryOn ?? '').split(',').filter((one) => one !== '');
  return { attempts, perTryTimeout, on: on.sort(compareStrings), ...rest };
}

function faulty({ delay, abort }: NonNullable<HttpRouteSpec['fault']>) {
  const percentage = (one: { readonly percentage?: { readonly value?: number } }) => one.percentage?.value ?? 100;
  return {
    delay: delay && { ...delay, percentage: percentage(delay) },
    abort: abort && { ...abort, percentage: percentage(abort) },
  };
}

function changes({ set, add, remove }: NonNullable<NonNullable<HttpRouteSpec['headers']>['request']>) {
  return { set: set ?? {}, add: add ?? {}, remove: remove ?? [] };
}

function origins({ allowOrigins }: NonNullable<HttpRouteSpec['corsPolicy']>): readonly string[] {
  return [...new Set((allowOrigins ?? []).flatMap(alternatives))].sort(compareStrings);
}
