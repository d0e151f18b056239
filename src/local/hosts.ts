import type { Destination } from '../access/destination.ts';
import type { Formula } from '../access/formula.ts';
import type { Door } from '../analysis/probes.ts';
import type { Lookup } from '../model/lookup.ts';

/** How a door is called: by its own name, and by names that its rules speak of. */
export function hostsOf({ destination, port }: Door, model: Lookup): readonly string[] {
  const key = destination.key.split(' ')[1] as `${string}/${string}`;
  if (destination.proxy === 'gateway') {
    const listeners = model.gateways.get(key)?.listeners ?? [];
    return [...new Set(listeners.flatMap(({ hosts }) => hosts.map((host) => host.replace(/^\*/, 'any'))))];
  }
  const service = model.services.get(key)!;
  const own = `${service.hostname}:${service.ports.find(({ targetPort }) => targetPort === port.port)?.port}`;
  return [...new Set([own, ...namedIn(destination)])];
}

function namedIn({ policies }: Destination): readonly string[] {
  return policies.flatMap(({ rules }) => rules.flatMap(({ http }) => hostsIn(http)));
}

function hostsIn(formula: Formula): readonly string[] {
  if (formula.kind === 'not') return hostsIn(formula.of);
  if (formula.kind === 'and' || formula.kind === 'or') return formula.of.flatMap(hostsIn);
  if (formula.kind !== 'atom' || formula.atom.on !== 'host') return [];
  const { match } = formula.atom;
  if (match.kind === 'exact') return [match.value];
  return match.kind === 'suffix' ? [`any${match.value}`] : [];
}
