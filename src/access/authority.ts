import type { AuthorizationRule } from '../model/authorization.ts';
import type { Lookup } from '../model/lookup.ts';
import { ALL, atom, type Formula, or } from './formula.ts';

/**
 * Which authorities a host of a policy stands for: `shop.example.com` with any port or none; `*.example.com` with none or
 * with a port that leads to the destination, since no mesh can say "subdomains, whatever the port" (RequestMatch.hosts).
 */
export function authority(host: string, ports: readonly number[]): Formula {
  if (host === '*') return ALL;
  if (!host.startsWith('*.'))
    return or(exactly(host), atom({ on: 'host', match: { kind: 'prefix', value: `${host}:` } }));
  return or(endingIn(host.slice(1)), ...ports.map((port) => endingIn(`${host.slice(1)}:${port}`)));
}

function exactly(value: string): Formula {
  return atom({ on: 'host', match: { kind: 'exact', value } });
}

function endingIn(value: string): Formula {
  return atom({ on: 'host', match: { kind: 'suffix', value } });
}

/** The ports that clients put into the authority: those of the rule's destination, and of gateways that pass requests on. */
export function authorityPorts({ scope, from }: AuthorizationRule, { services, gateways }: Lookup): readonly number[] {
  const through =
    from === 'anyone'
      ? []
      : from.flatMap((caller) => (caller.kind === 'workload' && caller.of?.kind === 'gateway' ? [caller.of] : []));
  return [scope, ...through].flatMap((one) => {
    if (one.kind === 'service') return services.get(one.service)?.ports.map(({ port }) => port) ?? [];
    return one.kind === 'gateway' ? (gateways.get(one.gateway)?.listeners.map(({ port }) => port) ?? []) : [];
  });
}
