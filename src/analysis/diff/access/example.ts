import { type AccessSet, isEmpty } from '../../../access/access-set.ts';
import { RANK } from '../../../access/dimensions.ts';
import type { Formula } from '../../../access/formula.ts';
import type { Surroundings } from '../../../access/preferences.ts';
import type { Request } from '../../../access/request.ts';
import { witness } from '../../../access/witness.ts';
import type { Identity } from '../../../model/ids.ts';
import type { PathMatch, StringMatch } from '../../../model/match.ts';
import type { AccessRow } from '../change.ts';
import { atomsIn } from './known.ts';
import type { Region } from './region.ts';

/** What is familiar at a destination. */
export interface Home {
  readonly hosts: readonly string[];
  /** `https` where the way in is one. */
  readonly scheme?: 'http' | 'https';
  /** Where clients come in, if that is left open. */
  readonly port?: number;
}

/** The simplest request of a region, with values like those of the rules. */
export function exampleOf(region: Region, home: Home): AccessRow['example'] {
  const request = witness(atPort(region.set, home), around(region, home))!;
  return { request, text: exampleText(request, home) };
}

function atPort(set: AccessSet, { port }: Home): AccessSet {
  const { diagrams, algebras } = set.space.store;
  if (port === undefined) return set;
  const node = diagrams.intersect(set.node, diagrams.where(RANK.port, algebras.ports.of([port, port + 1])));
  return isEmpty({ ...set, node }) ? set : { ...set, node };
}

function around(region: Region, { hosts }: Home): Surroundings {
  const { who, requests, conditions } = region;
  const paths = requests.flatMap((one) => (one.paths?.any ?? []).flatMap(({ match }) => pathsLike(match)));
  const identities = (who.identities?.any ?? []).flatMap(({ match }) => identityLike(match));
  return {
    identities: who.anonymous ? [] : [...identities, PLAIN],
    hosts: [...hosts, ...conditions.flatMap(hostsLike)],
    paths: [...paths, '/x'],
    sourceIps: [],
  };
}

const PLAIN: Identity = { trustDomain: 'cluster.local', namespace: 'default', serviceAccount: 'default' };

function identityLike(match: PathMatch | StringMatch): readonly Identity[] {
  if (!('value' in match)) return [];
  const [trustDomain = '', , namespace, , serviceAccount] = match.value.split('/');
  if (match.kind !== 'exact' && match.kind !== 'prefix') return [];
  return [{ trustDomain, namespace: namespace || 'default', serviceAccount: serviceAccount || 'default' }];
}

/** `www.example.com` for `*.example.com`. */
function hostsLike(condition: Formula): readonly string[] {
  return [...atomsIn(condition)].flatMap((one) => {
    if (one.on !== 'host' || !('value' in one.match)) return [];
    const { kind, value } = one.match;
    return [kind === 'suffix' ? `www${value}` : kind === 'prefix' ? `${value}8443` : value];
  });
}

/** `/reviews/1` for `/reviews/{*}`. */
function pathsLike(match: PathMatch | StringMatch): readonly string[] {
  if (!('value' in match)) return [];
  const { kind, value } = match;
  switch (kind) {
    case 'template':
      return ['1', '1/1'].map((rest) => value.replaceAll('{*}', '1').replaceAll('{**}', rest));
    case 'prefix':
      return ['1', '1/1'].map((rest) => `${value.replace(/\/$/, '')}/${rest}`);
    case 'suffix':
      return [value.startsWith('/') ? value : `/1${value}`];
    default:
      return [value];
  }
}

/** `DELETE /reviews/1`, with what else it takes. */
function exampleText({ http, port, sourceIp, remoteIp, refusedBy, sni }: Request, home: Home): string {
  const also = [
    ...Object.entries(http?.headers ?? {}).flatMap(([name, values]) =>
      values.map((value) => `header ${name}: ${value}`),
    ),
    ...(http?.jwt ? [tokenText(http.jwt)] : []),
    ...(sourceIp !== '10.0.0.1' ? [`address ${sourceIp}`] : []),
    ...(remoteIp !== sourceIp ? [`client address ${remoteIp}`] : []),
    ...(sni && http === undefined ? [`server name ${sni}`] : []),
    ...(refusedBy?.length ? [`${refusedBy.join(', ')} refusing`] : []),
  ];
  const what = http ? `${http.method} ${urlText(http, home)}` : `a connection to port ${port}`;
  return also.length > 0 ? `${what} with ${also.join(', ')}` : what;
}

function urlText({ host, path }: NonNullable<Request['http']>, { hosts, scheme }: Home): string {
  if (scheme) return `${scheme}://${host}${path}`;
  return hosts.includes(host) || host === 'example.com' ? path : `${host}${path}`;
}

function tokenText({
  issuer,
  subject,
  audiences,
  presenter,
  claims,
  place,
}: NonNullable<NonNullable<Request['http']>['jwt']>) {
  const parts = [
    ...(subject === undefined ? [] : [`subject ${subject}`]),
    ...(audiences ? [`audience ${audiences.join(', ')}`] : []),
    ...(presenter === undefined ? [] : [`presenter ${presenter}`]),
    ...Object.entries(claims ?? {}).map(
      ([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`,
    ),
  ];
  return `a token of ${issuer}${place ? ` in ${place}` : ''}${parts.length > 0 ? ` (${parts.join(', ')})` : ''}`;
}
