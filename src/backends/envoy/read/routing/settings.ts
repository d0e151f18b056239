import type { JsonObject } from '../../../../base/json.ts';
import { compareStrings } from '../../../../base/order.ts';
import { extensionOf, flag, inner, list, type Message, message, needed, only, refuse, text } from '../message.ts';
import { textsOf } from './match.ts';
import { durationOf, integer, percentOf } from './numbers.ts';

const FILTERS = 'envoy.extensions.filters.http.';

/** What is done to requests and answers on their way. `filters`: those of the manager, by name; others do nothing. */
export function settingsOf(route: Message, filters: ReadonlyMap<string, string>): JsonObject {
  const [requestHeaders, responseHeaders] = [changes(route, 'request'), changes(route, 'response')];
  return {
    ...(requestHeaders && { requestHeaders }),
    ...(responseHeaders && { responseHeaders }),
    ...perFilter(route, filters),
  };
}

function perFilter(route: Message, filters: ReadonlyMap<string, string>): JsonObject {
  const all = inner(route, 'typed_per_filter_config');
  const found = Object.keys(all?.value ?? {}).map((name): JsonObject => {
    const { type, config } = extensionOf({
      at: `${all!.at}.${name}`,
      value: { typed_config: message(all!.value[name], `${all!.at}.${name}`).value },
    });
    const filter = filters.get(name);
    if (filter === `${FILTERS}fault.v3.HTTPFault` && type === filter) return { fault: fault(config) };
    if (filter === `${FILTERS}cors.v3.Cors` && type === `${FILTERS}cors.v3.CorsPolicy`) return { cors: cors(config) };
    return refuse(config, 'what this changes of its filter is not known here');
  });
  return Object.assign({}, ...found);
}

function fault(of: Message): JsonObject {
  const { delay, abort } = { delay: inner(only(of, 'delay', 'abort'), 'delay'), abort: inner(of, 'abort') };
  return {
    ...(delay && { delay: { fixedDelay: durationOf(delay, 'fixed_delay'), percentage: share(delay, 'fixed_delay') } }),
    ...(abort && { abort: { httpStatus: integer(abort, 'http_status'), percentage: share(abort, 'http_status') } }),
  };
}

/** Absent, it is none. */
function share(of: Message, what: string): number {
  const found = inner(only(of, what, 'percentage'), 'percentage');
  return found ? percentOf(found) : 0;
}

function cors(of: Message): JsonObject {
  only(
    of,
    ...['allow_origin_string_match', 'allow_methods', 'allow_headers', 'expose_headers', 'max_age'],
    ...['allow_credentials', 'filter_enabled'],
  );
  const enabled = needed(only(needed(of, 'filter_enabled'), 'default_value'), 'default_value');
  if (percentOf(enabled) !== 100) return refuse(enabled, 'that some are not answered is not known here');
  const listed = (name: string) => (of.value[name] === undefined ? undefined : text(of, name).split(','));
  return {
    allowOrigins: [...new Set(list(of, 'allow_origin_string_match').flatMap(textsOf))].sort(compareStrings),
    allowMethods: listed('allow_methods'),
    allowHeaders: listed('allow_headers'),
    exposeHeaders: listed('expose_headers'),
    allowCredentials: of.value['allow_credentials'] === undefined ? undefined : flag(of, 'allow_credentials'),
    maxAge: of.value['max_age'] === undefined ? undefined : Number(text(of, 'max_age')),
  };
}

function changes(route: Message, of: 'request' | 'response'): JsonObject | undefined {
  const added = list(route, `${of}_headers_to_add`).map(addition);
  const remove = (route.value[`${of}_headers_to_remove`] ?? []) as readonly string[];
  if (added.length === 0 && remove.length === 0) return undefined;
  const those = (how: string) => Object.fromEntries(added.filter((one) => one.how === how).map(({ entry }) => entry));
  return { set: those('set'), add: those('add'), remove: [...remove] };
}

const HOW: Readonly<Record<string, string>> = { OVERWRITE_IF_EXISTS_OR_ADD: 'set', APPEND_IF_EXISTS_OR_ADD: 'add' };

/** Without `keep_empty_value`, an empty one is left out. */
function addition(of: Message): { readonly how: string; readonly entry: readonly [string, string] } {
  only(of, 'header', 'append_action', 'keep_empty_value');
  const header = only(needed(of, 'header'), 'key', 'value');
  const value = text(header, 'value');
  if (value === '' && !flag(of, 'keep_empty_value')) return refuse(of, 'an empty header that is left out');
  const how = HOW[(of.value['append_action'] as string | undefined) ?? 'APPEND_IF_EXISTS_OR_ADD'];
  return how === undefined
    ? refuse(of, 'how this header is added is not known here')
    : { how, entry: [text(header, 'key'), value] };
}
