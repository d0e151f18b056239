import { entriesOf } from '../../../access/routing/entries.ts';
import type { Said } from '../../../access/routing/table.ts';
import { canonicalJson } from '../../../base/json.ts';
import { groupBy } from '../../../base/order.ts';
import type { Span } from '../../../base/span.ts';
import type { Gateway } from '../../../model/gateway.ts';
import type { Lookup } from '../../../model/lookup.ts';
import type { Service } from '../../../model/service.ts';
import type { Risk } from '../change.ts';
import { changeCauses, type FoundChange, NO_RISK, risk, type Sides, whatOf } from './found.ts';
import { facets, type NamedRoute, shares } from './route-words.ts';
import { tableChanges } from './routing-tables.ts';

interface Route extends NamedRoute {
  readonly span: Span;
  /** The same for routes that do the same. */
  readonly text: string;
}

/** Whose routes they are: a service's own, or those of a gateway. */
interface Owner {
  readonly key: string;
  readonly routes: readonly Route[];
}

/**
 * Where requests go. Only where what the routes mean together is something else than before; then it is told by their names.
 */
export function routingChanges(sides: Sides): readonly FoundChange[] {
  const [before, after] = [sides.base.model, sides.head.model];
  if (!before || !after) return tableChanges(sides);
  const changed = changedOwners(sides, before, after);
  return [...changed].flatMap((key) => {
    const [old, fresh] = [ownerOf(key, before), ownerOf(key, after)];
    return old && fresh ? ownerChanges(old, fresh, sides) : [];
  });
}

/** Services and gateways that are on both sides, and whose tables differ. */
function changedOwners({ base, head }: Sides, before: Lookup, after: Lookup): ReadonlySet<string> {
  const tables = [base.routing.tables, head.routing.tables];
  const names = new Map(
    [before, after].flatMap(({ mesh }) => mesh.services.map(({ hostname, key }) => [hostname, key])),
  );
  const owners = new Set<string>();
  for (const table of new Set(tables.flatMap((one) => [...one.keys()]))) {
    const [old, fresh] = tables.map((one) => printTable(one.get(table)));
    if (old === fresh) continue;
    const [kind = '', name = ''] = table.split(' ');
    owners.add(kind === 'service' ? `service ${names.get(name) ?? name}` : `gateway ${name}`);
  }
  return owners;
}

function printTable(table: ReadonlyMap<string, Said> | undefined): string {
  return [...(table ?? [])]
    .map(([host, { text }]) => `${host} ${text}`)
    .sort()
    .join('\n');
}

function ownerOf(key: string, model: Lookup): Owner | undefined {
  const name = key.slice(key.indexOf(' ') + 1) as Service['key'];
  const service = key.startsWith('service ') ? model.services.get(name) : undefined;
  const gateway = key.startsWith('gateway ') ? model.gateways.get(name) : undefined;
  if (service) return { key, routes: service.routes.map((route) => named(route, [], route.span, model)) };
  return gateway && { key, routes: gateway.routes.map((one) => gatewayRoute(one, model)) };
}

function gatewayRoute(one: Gateway['routes'][number], model: Lookup): Route {
  const route =
    one.kind === 'http' ? one.route : one.kind === 'tls' ? { kind: one.kind, name: one.name, to: one.to } : one;
  return named(route, one.kind === 'tcp' ? [] : one.hosts, one.span, model);
}

function named(route: NamedRoute['route'], hosts: readonly string[], span: Span, model: Lookup): Route {
  const text =
    route.kind === 'http'
      ? canonicalJson([route.port, hosts, entriesOf(route, model)])
      : canonicalJson([hosts, route.to]);
  return { name: route.name, route, hosts, span, text };
}

type Pair = readonly [before: Route | undefined, after: Route | undefined];

function ownerChanges(before: Owner, after: Owner, sides: Sides): readonly FoundChange[] {
  const pairs = pairsOf(before.routes, after.routes);
  const found = pairs.flatMap((pair) => pairChanges(pair, after.key, sides));
  return [...found, ...orderChanges(pairs, before, after, sides)];
}

/** The same route on both sides: by its name, or by what it does. */
function pairsOf(before: readonly Route[], after: readonly Route[]): readonly Pair[] {
  const byName = groupBy(before, ({ name }) => name);
  const taken = new Map<Route, Route>();
  for (const route of after) {
    const old = byName.get(route.name)?.shift();
    if (old) taken.set(route, old);
  }
  const left = before.filter((one) => ![...taken.values()].includes(one));
  for (const route of after) {
    if (taken.has(route)) continue;
    const alike = left.findIndex(({ text }) => text === route.text);
    if (alike >= 0) taken.set(route, left.splice(alike, 1)[0]!);
  }
  return [...after.map((route): Pair => [taken.get(route), route]), ...left.map((route): Pair => [route, undefined])];
}

function pairChanges([before, after]: Pair, key: string, sides: Sides): readonly FoundChange[] {
  if (before?.text === after?.text) return [];
  const own = key.startsWith('service ') ? key : undefined;
  const [old, fresh] = [before, after].map((one) => one && facets(one, sides.names, own));
  const { name } = (after ?? before)!;
  const texts =
    old && fresh
      ? changedTexts(before!, after!, old, fresh, sides, own)
      : [`${[...(old ?? fresh)!].map(facetText).join(', ')}`];
  if (texts.length === 0) return [];
  const faulty = fresh?.has('fault') && fresh.get('fault') !== old?.get('fault');
  const warning = faulty && sides.production ? ' (in production)' : '';
  return [
    {
      kind: 'routing',
      what: whatOf(before, after),
      key,
      subject: sides.names.of(key),
      text: `${name}: ${texts.join('; ')}${warning}`,
      causes: changeCauses(before?.span, after?.span),
      risk: routeRisk(key, faulty === true && sides.production, before, after),
    },
  ];
}

function facetText([what, text]: readonly [string, string]): string {
  return what === 'matches' || what === 'hosts' ? text : what === 'to' ? `to ${text}` : `${what} ${text}`;
}

function changedTexts(
  before: Route,
  after: Route,
  old: ReadonlyMap<string, string>,
  fresh: ReadonlyMap<string, string>,
  { names }: Sides,
  own: string | undefined,
): readonly string[] {
  return [...new Set([...old.keys(), ...fresh.keys()])].flatMap((what) => {
    const [was, is] = [old.get(what), fresh.get(what)];
    if (was === is) return [];
    if (what === 'to') return [weightTexts(before, after, names, own) ?? `${was ?? 'nowhere'} → ${is ?? 'nowhere'}`];
    return [
      `${what} ${was ?? (what === 'matches' ? 'any request' : 'none')} → ${is ?? (what === 'matches' ? 'any request' : 'none')}`,
    ];
  });
}

/** `v1 90% → 50%, v3 10% → 50%`, of two routes that both share out their requests. */
function weightTexts(before: Route, after: Route, names: Sides['names'], own: string | undefined): string | undefined {
  const [old, fresh] = [before, after].map(({ route }) => {
    const to = route.kind !== 'http' ? route.to : route.action.kind === 'forward' ? route.action.to : undefined;
    return to && shares(to, names, own);
  });
  if (!old || !fresh) return undefined;
  return [...new Set([...old.keys(), ...fresh.keys()])]
    .filter((place) => old.get(place) !== fresh.get(place))
    .map((place) => `${place} ${old.get(place) ?? 0}% → ${fresh.get(place) ?? 0}%`)
    .join(', ');
}

/** Faults where people are served are to be looked at; a route of a gateway shows something to the outside. */
function routeRisk(key: string, faulty: boolean, before: Route | undefined, after: Route | undefined): Risk {
  if (faulty) return risk('medium');
  const leads = after && (!before || before.hosts.join() !== after.hosts.join());
  return key.startsWith('gateway ') && leads ? risk('low', 'outside') : NO_RISK;
}

/** Of several routes, the first that fits is taken: their order counts. */
function orderChanges(pairs: readonly Pair[], before: Owner, after: Owner, sides: Sides): readonly FoundChange[] {
  const both = pairs.filter((pair): pair is readonly [Route, Route] => pair[0] !== undefined && pair[1] !== undefined);
  const old = before.routes.flatMap((route) => both.filter(([one]) => one === route));
  if (both.every((pair, i) => pair === old[i])) return [];
  const names = (list: typeof both) => list.map(([, { name }]) => name).join(', ');
  return [
    {
      kind: 'routing',
      what: 'changed',
      key: after.key,
      subject: sides.names.of(after.key),
      text: `order: ${names(old)} → ${names(both)}`,
      causes: changeCauses(old[0]![0].span, both[0]![1].span),
      risk: NO_RISK,
    },
  ];
}
