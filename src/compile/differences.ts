import { type Contrast, comparer } from '../access/compare.ts';
import type { Destination, DestinationPort } from '../access/destination.ts';
import { type Routing, routesOf, type Said, TOKENS } from '../access/routing/table.ts';
import type { Reading } from '../backends/reading.ts';
import { groupBy } from '../base/order.ts';

/** How two readings differ at one destination or route. */
export type Difference =
  | { readonly kind: 'missing' | 'extra'; readonly what: string; readonly source?: string }
  /** Ports, whether they carry requests, or how they are to be spoken to. */
  | { readonly kind: 'ports'; readonly destination: Destination; readonly other: Destination }
  | {
      readonly kind: 'access';
      readonly destination: Destination;
      readonly other: Destination;
      readonly port: DestinationPort;
      readonly contrast: Contrast;
    }
  | { readonly kind: 'routing'; readonly what: string; readonly one?: Said; readonly other?: Said };

export interface Comparison {
  readonly differences: readonly Difference[];
  /** How many ports of destinations were compared. */
  readonly compared: number;
}

/** A reading whose destinations may come one by one. */
type Told = Pick<Reading, 'routing'> & { readonly destinations: Iterable<Destination> };

/** Everything that is admitted, at every destination and port, and everywhere that requests go. */
export function compare(one: Told, other: Reading, contrast = comparer()): Comparison {
  const others = groupBy(other.destinations, ({ key }) => key);
  const differences: Difference[] = [];
  let compared = 0;
  for (const destination of one.destinations) {
    const found = others.get(destination.key);
    if (found === undefined) differences.push({ kind: 'missing', what: destination.key });
    else for (const candidate of found) atDestination(destination, candidate);
    others.delete(destination.key);
  }
  for (const key of others.keys()) differences.push({ kind: 'extra', what: key });
  addRouting(one.routing, other.routing, differences);
  return { differences, compared };

  function atDestination(destination: Destination, candidate: Destination): void {
    if (!samePorts(destination, candidate) || destination.proxy !== candidate.proxy) {
      differences.push({ kind: 'ports', destination, other: candidate });
      return;
    }
    for (const port of destination.ports) {
      compared++;
      const found = contrast({ first: destination, second: candidate, port });
      if (found) differences.push({ kind: 'access', destination, other: candidate, port, contrast: found });
    }
  }
}

function samePorts(one: Destination, other: Destination): boolean {
  const asListed =
    one.ports.length === other.ports.length && one.ports.every((port, i) => isSame(port, other.ports[i]!));
  return asListed || printPorts(one) === printPorts(other);
}

/** Of ports that take connections for any name; of others nothing is said. */
function isSame(one: DestinationPort, other: DestinationPort): boolean {
  if (one.serverNames || other.serverNames) return false;
  return one.port === other.port && one.http === other.http && one.mtls === other.mtls;
}

function printPorts({ ports }: Destination): string {
  return [...new Set(ports.map(printPort))].sort().join('\n');
}

export function printPort({ port, http, mtls, serverNames }: DestinationPort): string {
  const names = serverNames ? ` for ${[...serverNames].sort().join(', ') || 'no name'}` : '';
  return `${port} ${http ? 'requests' : 'bytes'} mTLS ${mtls}${names}`;
}

function addRouting(one: Routing, other: Routing, to: Difference[]): void {
  addDiffering(one.facts, other.facts, (map, key) => map.get(key), '', to);
  for (const [key, table] of one.tables) addDiffering(table, other.tables.get(key) ?? NO_ROUTES, routesOf, key, to);
  for (const [key, table] of other.tables) if (!one.tables.has(key)) addDiffering(NO_ROUTES, table, routesOf, key, to);
}

const NO_ROUTES: ReadonlyMap<string, Said> = new Map();

type SaidAt = (map: ReadonlyMap<string, Said>, key: string) => Said | undefined;

/** Adds what two maps do not say alike at the keys of either; `of` is said before the key. */
function addDiffering(
  one: ReadonlyMap<string, Said>,
  other: ReadonlyMap<string, Said>,
  at: SaidAt,
  of: string,
  to: Difference[],
): void {
  for (const key of one.keys()) add(key);
  for (const key of other.keys()) if (!one.has(key)) add(key);

  function add(key: string): void {
    const a = at(one, key);
    const b = at(other, key);
    if (a?.text === b?.text || (b === undefined && key.startsWith(TOKENS))) return;
    to.push({ kind: 'routing', what: of ? `${of} ${key}` : key, ...(a && { one: a }), ...(b && { other: b }) });
  }
}
