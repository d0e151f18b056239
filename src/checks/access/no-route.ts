import { warning } from '../../diag/diagnostic.ts';
import type { AuthorizationRule } from '../../model/authorization.ts';
import type { GatewayRoute } from '../../model/gateway.ts';
import type { GatewayKey, ServiceKey } from '../../model/ids.ts';
import type { Check } from '../check.ts';
import { derivedOf } from '../derived.ts';
import { partOf } from '../rules/scope.ts';
import { variable } from '../words.ts';

/** A gateway that may call a service has a route that leads there. */
export const noRoute: Check = {
  codes: ['MW3306'],
  *run(lookup) {
    const { mesh } = lookup;
    // What raw manifests route is not known.
    if (mesh.gateways.length === 0 || mesh.raw.some(({ manifest }) => ROUTES.has(String(manifest['kind'])))) return;
    for (const rule of lookup.focus.rules) {
      for (const { gateway, service } of passages(rule)) {
        if (routed(lookup, gateway)?.has(service) ?? true) continue;
        const [from, to] = [lookup.gateways.get(gateway)!.name, lookup.services.get(service)?.name ?? service];
        yield warning('MW3306', `gateway \`${from}\` may call \`${to}\`, but no route of it leads there`, {
          span: partOf(rule),
          help: `add \`${variable(from)}.route(${variable(to)}, …)\`, which allows its requests too, or remove the rule`,
        });
      }
    }
  },
};

const ROUTES: ReadonlySet<string> = new Set(['VirtualService', 'HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute']);

interface Passage {
  readonly gateway: GatewayKey;
  readonly service: ServiceKey;
}

/** The gateways that a rule lets call a service. */
function passages({ effect, dryRun, origin, scope, from }: AuthorizationRule): readonly Passage[] {
  if (effect !== 'allow' || dryRun || origin === 'gateway-route' || scope.kind !== 'service' || from === 'anyone')
    return [];
  return from
    .flatMap((caller) => (caller.kind === 'all-of' ? caller.callers : [caller]))
    .flatMap((caller) =>
      caller.kind === 'workload' && caller.of?.kind === 'gateway'
        ? [{ gateway: caller.of.gateway, service: scope.service }]
        : [],
    );
}

/** Where the routes of a gateway lead. */
const routed = derivedOf(({ gateways }, key: GatewayKey): ReadonlySet<ServiceKey> | undefined => {
  const gateway = gateways.get(key);
  return gateway && new Set(gateway.routes.flatMap(leadsTo));
});

function leadsTo(route: GatewayRoute): readonly ServiceKey[] {
  if (route.kind !== 'http') return route.to.map(({ service }) => service);
  const { action, mirror } = route.route;
  const forwarded = action.kind === 'forward' ? action.to.map(({ service }) => service) : [];
  return mirror ? [...forwarded, mirror.service] : forwarded;
}
