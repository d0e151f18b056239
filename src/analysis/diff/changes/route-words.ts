import type { HeaderMatch, StringMatch } from '../../../model/match.ts';
import type {
  Cors,
  Fault,
  HeaderChanges,
  HttpAction,
  HttpMatch,
  HttpRoute,
  Mirror,
  Retries,
  Rewrite,
  TcpRoute,
  WeightedDestination,
} from '../../../model/route.ts';
import type { Names } from '../words/names.ts';
import { pathText } from '../words/requests.ts';

/** A route of a service or a gateway, with what only gateways' routes have. */
export interface NamedRoute {
  readonly name: string;
  readonly route: HttpRoute | TcpRoute | { readonly kind: 'tls'; readonly name: string; readonly to: TcpRoute['to'] };
  readonly hosts: readonly string[];
}

/** What can be said of a route, by what it is about; what is not said is not there. */
export function facets(named: NamedRoute, names: Names, own: string | undefined): ReadonlyMap<string, string> {
  const { route, hosts } = named;
  const said: [string, string | undefined][] = [['hosts', hosts.length > 0 ? [...hosts].sort().join(', ') : undefined]];
  if (route.kind !== 'http') said.push(['to', toText(route.to, names, own)]);
  else
    said.push(
      ['port', route.port === undefined ? undefined : String(route.port)],
      ['matches', matchesText(route.matches)],
      ['to', actionText(route.action, names, own)],
      ['timeout', route.timeout],
      ['retries', route.retries && retriesText(route.retries)],
      ['fault', route.fault && faultText(route.fault)],
      ['mirror', route.mirror && mirrorText(route.mirror, names, own)],
      ['rewrite', route.rewrite && rewriteText(route.rewrite)],
      ['request headers', route.requestHeaders && headersText(route.requestHeaders)],
      ['response headers', route.responseHeaders && headersText(route.responseHeaders)],
      ['CORS', route.cors && corsText(route.cors)],
    );
  return new Map(said.flatMap(([key, text]) => (text === undefined ? [] : [[key, text]])));
}

/** `v3 10%`: where the requests go, each by its version, its service when it is another, its port when one is named. */
export function shares(
  to: readonly WeightedDestination[],
  names: Names,
  own: string | undefined,
): ReadonlyMap<string, number> {
  const sum = new Map<string, number>();
  for (const one of to) {
    const place = placeText(one, names, own);
    sum.set(place, (sum.get(place) ?? 0) + one.weight);
  }
  return sum;
}

function placeText(
  { service, port, version }: Omit<WeightedDestination, 'weight'>,
  names: Names,
  own: string | undefined,
) {
  const key = `service ${service}`;
  const at = port === undefined || key === own ? '' : `:${port}`;
  if (key === own) return version ?? 'all versions';
  return `${names.of(key)}${version ? ` ${version}` : ''}${at}`;
}

function toText(to: readonly WeightedDestination[], names: Names, own: string | undefined): string {
  const all = [...shares(to, names, own)];
  return all.length === 1 ? all[0]![0] : all.map(([place, weight]) => `${place} ${weight}%`).join(', ');
}

function actionText(action: HttpAction, names: Names, own: string | undefined): string {
  switch (action.kind) {
    case 'forward':
      return toText(action.to, names, own);
    case 'redirect': {
      const { scheme, host, port, path, status } = action;
      return `redirect ${status} to ${scheme ? `${scheme}://` : ''}${host ?? ''}${port === undefined ? '' : `:${port}`}${path ?? ''}`;
    }
    case 'direct-response':
      return `answer ${action.status}${action.body === undefined ? '' : ` ${JSON.stringify(action.body)}`}`;
  }
}

function matchesText(matches: readonly HttpMatch[]): string | undefined {
  const texts = matches.map(matchText);
  return texts.length === 0 ? undefined : texts.sort().join(' | ');
}

function matchText({ path, methods, headers, query }: HttpMatch): string {
  const parts = [
    ...(methods ? [[...methods].sort().join(',')] : []),
    ...(path ? [pathText(path)] : []),
    ...headers.map(headerText),
    ...query.map(({ name, match }) => `query ${name}${valueText(match)}`),
  ];
  return parts.length === 0 ? 'any request' : parts.join(' ');
}

function headerText({ name, values, negated }: HeaderMatch): string {
  const said = values.map(valueText).filter((text) => text !== '');
  return `${negated ? 'without' : 'with'} header ${name}${said.join('|').replaceAll('|: ', '|')}`;
}

function valueText(match: StringMatch): string {
  switch (match.kind) {
    case 'present':
      return '';
    case 'prefix':
      return `: ${match.value}…`;
    case 'suffix':
      return `: …${match.value}`;
    case 'regex':
      return `: ~${match.value}`;
    case 'exact':
      return `: ${match.value}`;
  }
}

function retriesText({ attempts, perTryTimeout, retryOn, retryOnStatuses }: Retries): string {
  if (attempts === 0) return 'none';
  const on = [...(retryOn ?? []), ...(retryOnStatuses ?? []).map(String)].sort();
  return `${attempts} attempts${perTryTimeout ? `, ${perTryTimeout} each` : ''}${on.length > 0 ? `, on ${on.join(', ')}` : ''}`;
}

function faultText({ delay, abort }: Fault): string {
  const parts = [
    ...(delay ? [`${delay.percentage}% delayed by ${delay.fixedDelay}`] : []),
    ...(abort ? [`${abort.percentage}% answered with ${abort.httpStatus}`] : []),
  ];
  return parts.join(', ');
}

function mirrorText({ percentage, ...place }: Mirror, names: Names, own: string | undefined): string {
  return `${percentage}% to ${placeText(place, names, own)}`;
}

function rewriteText({ path, host }: Rewrite): string {
  return [...(host === undefined ? [] : [`host ${host}`]), ...(path === undefined ? [] : [`path ${path}`])].join(', ');
}

function headersText({ set, add, remove }: HeaderChanges): string {
  const list = (how: string, values: Readonly<Record<string, string>>) =>
    Object.entries(values).map(([name, value]) => `${how} ${name}: ${value}`);
  return [...list('set', set), ...list('add', add), ...remove.map((name) => `remove ${name}`)].join(', ');
}

function corsText({ allowOrigins, allowMethods, allowHeaders, exposeHeaders, allowCredentials, maxAge }: Cors): string {
  const parts = [
    `origins ${allowOrigins.map((one) => valueText(one).slice(2) || 'any').join(', ')}`,
    ...(allowMethods ? [`methods ${allowMethods.join(', ')}`] : []),
    ...(allowHeaders ? [`headers ${allowHeaders.join(', ')}`] : []),
    ...(exposeHeaders ? [`exposes ${exposeHeaders.join(', ')}`] : []),
    ...(allowCredentials === undefined ? [] : [`credentials ${allowCredentials ? 'allowed' : 'not allowed'}`]),
    ...(maxAge ? [`for ${maxAge}`] : []),
  ];
  return parts.join('; ');
}
