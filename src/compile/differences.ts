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

/** Everything that is admitted, at every destination and port, and everywhere that requests go. */
export function compare(one: Reading, other: Reading, contrast = comparer()): Comparison {
  const others = groupBy(other.destinations, ({ key }) => key);
  const differences: Difference[] = [];
  let compared = 0;
  for (const destination of one.destinations) {
    const found = others.get(destination.key) ?? [];
    if (found.length === 0) differences.push({ kind: 'missing', what: destination.key });
    for (const candidate of found) differences.push(...atDestination(destination, candidate));
    others.delete(destination.key);
  }
  for (const key of others.keys()) differences.push({ kind: 'extra', what: key });
  return { differences: [...differences, ...routingDifferences(one.routing, other.routing)], compared };

  function atDestination(destination: Destination, candidate: Destination): readonly Difference[] {
    const [ports, portsThere] = [destination, candidate].map(printPorts);
    if (ports !== portsThere || destination.proxy !== candidate.proxy)
      return [{ kind: 'ports', destination, other: candidate }];
    return destination.ports.flatMap((port): readonly Difference[] => {
      compared++;
      const found = contrast({ first: destination, second: candidate, port });
      return found ? [{ kind: 'access', destination, other: candidate, port, contrast: found }] : [];
    });
  }
}

function printPorts({ ports }: Destination): string {
  return [...new Set(ports.map(printPort))].sort().join('\n');
}

export function printPort({ port, http, mtls, serverNames }: DestinationPort): string {
  const names = serverNames ? ` for ${[...serverNames].sort().join(', ') || 'no name'}` : '';
  return `${port} ${http ? 'requests' : 'bytes'} mTLS ${mtls}${names}`;
}

function routingDifferences(one: Routing, other: Routing): readonly Difference[] {
  return [
    ...differing(one.facts, other.facts, (map, key) => map.get(key)),
    ...[...new Set([...one.tables.keys(), ...other.tables.keys()])].flatMap((key) => {
      const [a, b] = [one.tables.get(key) ?? new Map(), other.tables.get(key) ?? new Map()];
      return differing(a, b, routesOf).map((found) => ({ ...found, what: `${key} ${found.what}` }));
    }),
  ];
}

function differing(
  one: ReadonlyMap<string, Said>,
  other: ReadonlyMap<string, Said>,
  at: (map: ReadonlyMap<string, Said>, key: string) => Said | undefined,
): readonly Extract<Difference, { kind: 'routing' }>[] {
  return [...new Set([...one.keys(), ...other.keys()])].flatMap((key) => {
    const [a, b] = [at(one, key), at(other, key)];
    if (a?.text === b?.text || (b === undefined && key.startsWith(TOKENS))) return [];
    return [{ kind: 'routing', what: key, ...(a && { one: a }), ...(b && { other: b }) }];
  });
}
