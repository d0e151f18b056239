import type { AccessSet } from '../../../access/access-set.ts';
import { RANK } from '../../../access/dimensions.ts';
import { canonicalJson } from '../../../base/json.ts';
import { uniqueBy } from '../../../base/order.ts';
import type { Span } from '../../../base/span.ts';
import { type GatewayKey, type Identity, printIdentity, type ServiceKey } from '../../../model/ids.ts';
import type { Lookup } from '../../../model/lookup.ts';
import { causeKey, rulesToBlame } from '../access/causes.ts';
import type { Told } from '../access/told.ts';
import type { Cause } from '../change.ts';
import { legsOf } from './reach.ts';

/** The routes that lead there and are new, gone or changed; where none is, what the gateway or the service says anew. */
export function routeCauses({ effect, region, at, through }: Told): readonly Cause[] {
  const { pair, destination } = at;
  const { gateway } = through!;
  const [before, after] = [pair.base?.model, pair.head?.model].map((model) =>
    routesTo(gateway, destination.key, model),
  );
  const fresh = [...after!].filter(([text]) => !before!.has(text));
  const gone = [...before!].filter(([text]) => !after!.has(text));
  const changed = fresh.length > 0 && gone.length > 0;
  const routes: Cause[] =
    fresh.length > 0
      ? fresh.map(([, span]) => ({ side: 'head', span, change: changed ? 'changed' : 'added' }))
      : gone.map(([, span]) => ({ side: 'base', span, change: 'removed' }));
  if (routes.length > 0) return uniqueBy(routes, causeKey);
  const { identity } = (pair.head?.model ?? pair.base?.model)!.gateways.get(nameOf(gateway))!.workload;
  const atService = rulesToBlame(effect, { set: ofCaller(region.set, identity) }, { ...at, port: destination.port });
  const [base, head] = [pair.base, pair.head].map((side) => side?.destinations.find(({ key }) => key === gateway));
  const rules =
    atService.length > 0
      ? atService
      : rulesToBlame(effect, { set: region.set }, { base, head, port: destination.port });
  return rules.length > 0 ? rules : gatewayCauses(gateway, pair.base?.model, pair.head?.model);
}

/** The requests as they come to the service: from the gateway. */
function ofCaller({ node, space }: AccessSet, identity: Identity): AccessSet {
  const { diagrams, algebras } = space.store;
  const caller = algebras.principal.of(false, algebras.principals.only([printIdentity(identity)]));
  return { space, node: diagrams.intersect(node, diagrams.where(RANK.principal, caller)) };
}

function routesTo(gateway: string, key: string, model: Lookup | undefined): ReadonlyMap<string, Span> {
  const found = model?.gateways.get(nameOf(gateway));
  const legs = found && model ? legsOf(found, model).filter(({ service }) => `service ${service}` === key) : [];
  return new Map(
    legs.map(({ route, taken }) => [
      canonicalJson([route.kind === 'http' ? route.hosts : route.kind, taken()]),
      route.span,
    ]),
  );
}

function gatewayCauses(gateway: string, base: Lookup | undefined, head: Lookup | undefined): readonly Cause[] {
  const [before, after] = [base, head].map((model) => model?.gateways.get(nameOf(gateway)));
  if (after) return [{ side: 'head', span: after.span, change: before ? 'changed' : 'added' }];
  return before ? [{ side: 'base', span: before.span, change: 'removed' }] : [];
}

function nameOf(key: string): GatewayKey & ServiceKey {
  return key.slice(key.indexOf(' ') + 1) as GatewayKey;
}
