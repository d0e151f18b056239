import type { JsonObject } from '../../../base/json.ts';
import type { AuthorizationRule } from '../../../model/authorization.ts';
import type { Lookup } from '../../../model/lookup.ts';
import { ANY, permissions } from './logic.ts';

/** A name with any port or none; subdomains with none, or with a port that leads to the destination. Case does not matter. */
export function host(name: string, ports: readonly number[]): JsonObject {
  if (name === '*') return ANY;
  if (!name.startsWith('*.')) return permissions.or([authority({ exact: name }), authority({ prefix: `${name}:` })]);
  const domain = name.slice(1);
  return permissions.or(
    [domain, ...new Set(ports.map((port) => `${domain}:${port}`))].map((suffix) => authority({ suffix })),
  );
}

function authority(match: JsonObject): JsonObject {
  return { header: { name: ':authority', string_match: { ...match, ignore_case: true } } };
}

/** The ports that clients put into the authority: those of the rule's destination, and of gateways that pass requests on. */
export function authorityPorts({ scope, from }: AuthorizationRule, { services, gateways }: Lookup): readonly number[] {
  const callers = from === 'anyone' ? [] : from;
  const passing = callers.flatMap((caller) =>
    caller.kind === 'workload' && caller.of?.kind === 'gateway' ? [caller.of.gateway] : [],
  );
  const listeners = [...(scope.kind === 'gateway' ? [scope.gateway] : []), ...passing];
  return [
    ...(scope.kind === 'service' ? (services.get(scope.service)?.ports ?? []) : []),
    ...listeners.flatMap((key) => gateways.get(key)?.listeners ?? []),
  ].map(({ port }) => port);
}
