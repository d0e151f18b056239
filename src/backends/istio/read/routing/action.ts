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
  return {
    to: route && destinationsOf(route),
    redirect: redirect && redirected(redirect),
    respond: directResponse && { status: directResponse.status, body: directResponse.body?.string },
    timeout,
    retries: retries && retried(retries),
    fault: fault && faulty(fault),
    mirrors: mirrors?.map(({ destination, percentage }) => ({
      ...place(destination),
      percentage: percentage?.value ?? 100,
    })),
    rewrite: rewrite && { path: rewrite.uri, host: rewrite.authority, ...unread(rewrite, ['uri', 'authority']) },
    requestHeaders: headers?.request && changes(headers.request),
    responseHeaders: headers?.response && changes(headers.response),
    cors: corsPolicy && { ...corsPolicy, allowOrigins: origins(corsPolicy) },
    ...rest,
  } as unknown as JsonObject;
}

/** What is said beside what is read. */
function unread(spec: object, known: readonly string[]): object {
  return Object.fromEntries(Object.entries(spec).filter(([key]) => !known.includes(key)));
}

/** One destination gets everything, whatever its weight. */
export function destinationsOf(route: readonly HttpDestinationSpec[]): Json {
  return route.map((one) => ({
    ...place(one.destination),
    weight: route.length === 1 ? 100 : (one.weight ?? 0),
    ...unread(one, ['destination', 'weight']),
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
