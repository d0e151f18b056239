// Requests on the two sides of the boundaries of a mesh: pairs that differ in one thing, and are answered differently.
import fc from 'fast-check';
import { decide } from '../../../src/access/decide.ts';
import type { HttpRequest, Request } from '../../../src/access/request.ts';
import { targetOf } from '../../../src/access/target.ts';
import { printIdentity } from '../../../src/model/ids.ts';
import type { Door } from '../../fuzz/door.ts';
import { atomsOf, requestsTo } from '../../fuzz/requests.ts';

/** What a lab can be asked for. */
export interface Stage {
  /** The address of a pod that runs as an identity; undefined: the address of one without any. */
  readonly addressOf: (identity: string | undefined) => string | undefined;
  /** How the destination is called by its clients; their proxies route by it. */
  readonly hostOf: (door: Door) => string;
}

export interface Chosen {
  readonly door: Door;
  readonly request: Request;
}

/** What no proxy changes on the way. */
const STILL = /^\/(?!.*(\/\.|\/\/))[A-Za-z0-9/._,;=-]*$/;

const SAMPLES = 1_500;

/** Some seeds draw hardly any request that is admitted: then more are drawn. */
const ROUNDS = 8;

/** Pairs for a door, those of each dimension in turn, `count` requests at the most. */
export function boundaries(door: Door, stage: Stage, seed: number, count: number): readonly Chosen[] {
  let most: readonly Chosen[] = [];
  for (let round = 0; round < ROUNDS && most.length < count; round++) {
    const chosen = drawn(door, stage, seed + round * 1_000_003, count);
    if (chosen.length > most.length) most = chosen;
  }
  return most;
}

function drawn(door: Door, stage: Stage, seed: number, count: number): readonly Chosen[] {
  const requests = fc.sample(requestsTo(door.port, atomsOf(door.destination)), { seed, numRuns: SAMPLES });
  const sendable = requests.flatMap((request) => staged(request, door, stage));
  const inside = sendable.filter((request) => admits(door, request)).slice(0, 12);
  const found = new Map<string, readonly Request[]>();
  for (const request of inside)
    for (const other of sendable)
      for (const [dimension, changed] of crossings(request, other)) {
        const key = `${dimension} ${JSON.stringify(changed.http?.[dimension as 'path'] ?? changed.identity)}`;
        if (!found.has(key) && !admits(door, changed)) found.set(key, [request, changed]);
      }
  return spread([...found.entries()], count).flatMap((pair) => pair.map((request) => ({ door, request })));
}

/** As many of each dimension as there are. */
function spread(
  found: readonly (readonly [string, readonly Request[]])[],
  count: number,
): readonly (readonly Request[])[] {
  const byDimension = new Map<string, (readonly Request[])[]>();
  for (const [key, pair] of found) {
    const dimension = key.split(' ')[0]!;
    byDimension.set(dimension, [...(byDimension.get(dimension) ?? []), pair]);
  }
  const most = Math.max(0, ...[...byDimension.values()].map(({ length }) => length));
  const inTurn = Array.from({ length: most }, (_, i) =>
    [...byDimension.values()].flatMap((pairs) => pairs.slice(i, i + 1)),
  );
  return inTurn.flat().slice(0, Math.floor(count / 2));
}

function admits({ destination, model }: Door, request: Request): boolean {
  return decide(request, targetOf(destination.key), model).allowed;
}

function crossings(request: Request, other: Request): readonly (readonly [string, Request])[] {
  const { identity: _, ...rest } = request;
  const caller: Request = {
    ...rest,
    ...(other.identity && { identity: other.identity }),
    sourceIp: other.sourceIp,
    remoteIp: other.remoteIp,
  };
  if (request.http === undefined || other.http === undefined) return [['caller', caller]];
  const http = request.http;
  const dimensions = ['method', 'path', 'headers', 'jwt', 'host'] as const;
  return [
    ['caller', caller],
    ...dimensions.map((one) => [one, { ...request, http: swapped(http, other.http!, one) }] as const),
  ];
}

function swapped(http: HttpRequest, other: HttpRequest, dimension: keyof HttpRequest): HttpRequest {
  const { [dimension]: _, ...rest } = http;
  return { ...rest, ...(other[dimension] !== undefined && { [dimension]: other[dimension] }) } as HttpRequest;
}

/** The request as it can be made on the stage; nothing where it cannot. */
function staged(request: Request, door: Door, { addressOf, hostOf }: Stage): readonly Request[] {
  const address = addressOf(request.identity && printIdentity(request.identity));
  if (address === undefined || (request.http && !STILL.test(request.http.path))) return [];
  const atGateway = door.destination.proxy === 'gateway';
  const { http, refusedBy: _, ...rest } = request;
  const host = http && (atGateway ? http.host : hostOf(door));
  return [{ ...rest, sni: '', sourceIp: address, remoteIp: address, ...(http && { http: { ...http, host: host! } }) }];
}
