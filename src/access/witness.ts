import type { Json } from '../base/json.ts';
import type { Identity } from '../model/ids.ts';
import type { AccessSet } from './access-set.ts';
import { type Edge, EVERYTHING, NOTHING, type Node } from './diagram/diagram.ts';
import { DIMENSIONS, type DimensionName, RANK } from './dimensions.ts';
import { preferences, type Surroundings } from './preferences.ts';
import type { HttpRequest, Jwt, Request } from './request.ts';
import { printAddress } from './sets/addresses.ts';
import { type Store, textsOf, type Variable } from './store.ts';
import { BEARER } from './token-place.ts';
import { type Channel, channelKey, isSpaced } from './vocabulary.ts';

/** The simplest request of a set, in these surroundings: plain values, familiar ones first; undefined for an empty set. */
export function witness({ space: { store }, node }: AccessSet, around: Surroundings = {}): Request | undefined {
  if (node === NOTHING) return undefined;
  const preferred = preferences(around);
  const point = new Map<number, unknown>();
  let at: Node = node;
  DIMENSIONS.forEach((name, rank) => {
    const { edge, value } = choose(at, rank, preferred(name, point), store);
    point.set(rank, value);
    if (edge) at = edge.to;
  });
  return requestOf(point, answers(at, store), store);
}

/** The edge with the simplest value that leads on, and that value. */
function choose(at: Node, rank: number, preferred: readonly unknown[], store: Store): { edge?: Edge; value: unknown } {
  const algebra = store.algebraAt(rank);
  if (at.rank !== rank) return { value: algebra.witness(algebra.all, preferred) };
  const open = at.edges.filter(({ to }) => to !== NOTHING);
  for (const value of preferred) {
    const edge = open.find(({ set }) => algebra.has(set, value));
    if (edge) return { edge, value };
  }
  const found = open.map((edge) => ({ edge, value: algebra.witness(edge.set, []) }));
  return found.reduce((best, one) => (isSimpler(one.value, best.value) ? one : best));
}

function isSimpler(a: unknown, b: unknown): boolean {
  if (typeof a === 'string' && typeof b === 'string') return a.length < b.length || (a.length === b.length && a < b);
  return a !== undefined && (b === undefined || (a as number) < (b as number));
}

/** The variables that have to be yes, and those that have to be no: the fewest yes, but authorizers agree. */
function answers(from: Node, store: Store): ReadonlyMap<Variable, boolean> {
  const found = new Map<Variable, boolean>();
  for (let at = from; at !== EVERYTHING; ) {
    const variable = store.variables[at.rank - DIMENSIONS.length]!;
    const { edge, value } = choose(at, at.rank, [variable.kind === 'external', variable.kind !== 'external'], store);
    found.set(variable, value === true);
    at = edge!.to;
  }
  return found;
}

function requestOf(point: ReadonlyMap<number, unknown>, said: ReadonlyMap<Variable, boolean>, store: Store): Request {
  const of = (name: DimensionName) => point.get(RANK[name]);
  const principal = of('principal') as string | undefined;
  const refusedBy = [...said].flatMap(([one, yes]) => (one.kind === 'external' && !yes ? [one.provider] : []));
  return {
    ...(principal !== undefined && { identity: identityOf(principal) }),
    sourceIp: printAddress(of('source-ip') as bigint),
    remoteIp: printAddress(of('remote-ip') as bigint),
    destinationIp: printAddress(of('destination-ip') as bigint),
    port: of('port') as number,
    sni: of('sni') as string,
    ...(of('http') === true && { http: httpOf(of, valuesOf(said, store)) }),
    ...(refusedBy.length > 0 && { refusedBy }),
  };
}

function identityOf(principal: string): Identity {
  const [trustDomain = '', , namespace = '', , serviceAccount = ''] = principal.split('/');
  return { trustDomain, namespace, serviceAccount };
}

interface Values {
  readonly channel: Channel;
  readonly values: readonly string[];
}

/** A value for each variable that is yes. */
function valuesOf(said: ReadonlyMap<Variable, boolean>, store: Store): readonly Values[] {
  const found = new Map<string, { channel: Channel; values: string[] }>();
  for (const [variable, yes] of said) {
    if (variable.kind !== 'cell' || !yes) continue;
    const value = textsOf(variable.channel, store).witness(variable.cell, ['x', '1']) as string;
    const key = channelKey(variable.channel);
    found.set(key, { channel: variable.channel, values: [...(found.get(key)?.values ?? []), value] });
  }
  return [...found.values()];
}

function httpOf(of: (name: DimensionName) => unknown, values: readonly Values[]): HttpRequest {
  const headers = values.flatMap(({ channel, values }) => (channel.kind === 'header' ? [[channel.name, values]] : []));
  return {
    method: of('method') as string,
    path: of('path') as string,
    host: of('host') as string,
    headers: Object.fromEntries(headers),
    ...(of('token') !== undefined && { jwt: jwtOf(of, values) }),
  };
}

function jwtOf(of: (name: DimensionName) => unknown, values: readonly Values[]): Jwt {
  const audiences = values.find(({ channel }) => channel.kind === 'audience')?.values;
  const claims = claimsOf(values);
  const place = of('token');
  const [subject, presenter] = [of('jwt-subject'), of('jwt-presenter')] as (string | undefined)[];
  return {
    ...(place !== BEARER && { place: place as string }),
    issuer: of('jwt-issuer') as string,
    ...(subject !== undefined && { subject }),
    ...(audiences && { audiences }),
    ...(presenter !== undefined && { presenter }),
    ...(claims && { claims }),
  };
}

/** Claims by path; one that has a value hides what would be inside it. */
function claimsOf(values: readonly Values[]): Record<string, Json> | undefined {
  const root: Record<string, Json> = {};
  const claims = values.flatMap(({ channel, values }) =>
    channel.kind === 'claim' ? [{ path: channel.path, values }] : [],
  );
  for (const { path, values } of claims.sort((a, b) => a.path.length - b.path.length)) {
    const last = path.at(-1)!;
    const inside = path.slice(0, -1).reduce<Record<string, Json> | undefined>((at, name) => {
      if (at === undefined || Array.isArray(at[name]) || typeof at[name] === 'string') return undefined;
      at[name] ??= {};
      return at[name] as Record<string, Json>;
    }, root);
    const alone = values.length === 1 && !(isSpaced(path) && values[0]!.includes(' '));
    if (inside) inside[last] = alone ? values[0]! : values;
  }
  return Object.keys(root).length === 0 ? undefined : root;
}
