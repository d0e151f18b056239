import { printIdentity } from '../model/ids.ts';
import type { SomeAlgebra } from './diagram/diagram.ts';
import type { Meter } from './meter.ts';
import type { Request } from './request.ts';
import { addressAlgebra, parseAddress } from './sets/addresses.ts';
import { booleanAlgebra } from './sets/booleans.ts';
import { literal, type Pattern, repeat, sequence } from './sets/language/pattern.ts';
import { optionalAlgebra } from './sets/optional.ts';
import { portAlgebra } from './sets/ranges.ts';
import { type Switches, without } from './sets/switches.ts';
import { textAlgebra } from './sets/texts.ts';
import { BEARER } from './token-place.ts';

/** What a request has one value of, in the order in which diagrams ask; repeated values come behind, as variables. */
export const DIMENSIONS = [
  'port',
  'principal',
  'source-ip',
  'remote-ip',
  'destination-ip',
  'sni',
  /** Whether there is a request, and not bytes only. What follows is asked only where there is. */
  'http',
  'method',
  'host',
  'path',
  /** Where there is a token, if there is any. What follows is asked only where there is. */
  'token',
  'jwt-issuer',
  'jwt-subject',
  'jwt-presenter',
] as const;

export type DimensionName = (typeof DIMENSIONS)[number];

export const RANK = Object.fromEntries(DIMENSIONS.map((name, rank) => [name, rank])) as Readonly<
  Record<DimensionName, number>
>;

const EVERY: Switches<number> = [1, 0x110000];
const PRINTED = without(EVERY, [1, 0x20, 0x7f, 0x80]);
const UNSPACED = without(PRINTED, [0x20, 0x21]);
const LOWER = without(UNSPACED, [0x41, 0x5b]);
const OF_PATH = without(UNSPACED, [0x23, 0x24, 0x3f, 0x40]);

const NAME: Pattern = repeat({ kind: 'set', set: without(PRINTED, [0x2f, 0x30]) }, 1);
const SPIFFE = sequence(NAME, literal('/ns/'), NAME, literal('/sa/'), NAME);

export type Algebras = ReturnType<typeof algebras>;

/** One algebra for each dimension, and those of repeated values. */
export function algebras(meter: Meter) {
  const principals = textAlgebra({ letters: PRINTED, shape: SPIFFE }, meter);
  const jwt = textAlgebra({ letters: EVERY }, meter);
  const optionalJwt = optionalAlgebra(jwt);
  const addresses = addressAlgebra();
  const places = textAlgebra({ letters: PRINTED }, meter);
  return {
    ports: portAlgebra(),
    principals,
    principal: optionalAlgebra(principals),
    addresses,
    sni: textAlgebra({ letters: UNSPACED }, meter),
    method: textAlgebra({ letters: [0x21, 0x7f] }, meter),
    host: textAlgebra({ letters: LOWER }, meter),
    path: textAlgebra({ letters: OF_PATH, start: '/' }, meter),
    places,
    place: optionalAlgebra(places),
    jwt,
    optionalJwt,
    headers: textAlgebra({ letters: [9, 10, ...PRINTED] }, meter),
    boolean: booleanAlgebra,
  };
}

/** The algebra of each dimension, by rank. */
export function algebraTable(all: Algebras): readonly SomeAlgebra[] {
  const { ports, principal, addresses, sni, boolean, method, host, path, place, jwt, optionalJwt } = all;
  const table = [
    ports,
    principal,
    addresses,
    addresses,
    addresses,
    sni,
    boolean,
    method,
    host,
    path,
    place,
    jwt,
    optionalJwt,
    optionalJwt,
  ];
  return table as readonly unknown[] as readonly SomeAlgebra[];
}

/** The value of each dimension, by rank; those that a request does not have are never asked for. */
export function pointOf({ identity, sourceIp, remoteIp, destinationIp, port, sni, http }: Request): readonly unknown[] {
  const jwt = http?.jwt;
  return [
    port,
    identity && printIdentity(identity),
    ...[sourceIp, remoteIp, destinationIp].map((address) => parseAddress(address) ?? -1n),
    sni,
    http !== undefined,
    http?.method,
    http?.host,
    http?.path,
    jwt && (jwt.place ?? BEARER),
    jwt?.issuer,
    jwt?.subject,
    jwt?.presenter,
  ];
}
