import { printEntries, type Said } from '../../../../access/routing/table.ts';
import { httpDecisions } from '../filters.ts';
import { isManager, readManager } from '../manager.ts';
import { extensionOf, list, type Message, only, refuse, text } from '../message.ts';
import { type ProxyResources, routesOf } from '../resources.ts';
import { sentOn } from './bytes.ts';
import { said } from './said.ts';
import { around, hostTable } from './table.ts';
import { clustersOf, placeOf } from './upstream.ts';

/** What a service sends: requests by their authority, and bytes by the service and port that a listener is named for. */
export interface Outgoing {
  readonly requests: ReadonlyMap<string, Said>;
  readonly bytes: ReadonlyMap<string, Said>;
}

export function outgoing(resources: ProxyResources): Outgoing {
  const all = resources.listeners.filter(({ value }) => value['traffic_direction'] === 'OUTBOUND');
  const [http, ...more] = all.filter((listener) => isManager(onlyFilter(listener)));
  if (more.length > 0) return refuse(more[0]!, 'requests are sent to one listener');
  return {
    requests: http ? requests(asksNothing(readManager(extensionOf(onlyFilter(http)).config)), resources) : new Map(),
    bytes: new Map(all.filter((one) => one !== http).map((one) => bytes(one, resources))),
  };
}

/** What a service sends is in the open, and comes in at one place, as it is. */
function onlyFilter(listener: Message): Message {
  const [chain, ...chains] = list(listener, 'filter_chains');
  if (!chain || chains.length > 0) return refuse(listener, 'one chain is expected here');
  const [filter, ...filters] = list(only(chain, 'name', 'filters'), 'filters');
  return filter && filters.length === 0 ? filter : refuse(chain, 'one filter is expected here');
}

/** What a service sends, its own proxy lets pass: who takes it decides. */
function asksNothing(manager: Message): Message {
  const { policies, accepts } = httpDecisions(list(manager, 'http_filters'));
  return policies.length + accepts.length === 0 ? manager : refuse(manager, 'rules about what a service sends');
}

function requests(manager: Message, resources: ProxyResources): ReadonlyMap<string, Said> {
  const table = routesOf(manager, resources);
  const { anyPort, hosts } = hostTable(table, around(manager, resources));
  if (anyPort) return refuse(table, 'ports tell services apart here');
  return new Map([...hosts].map(([domain, entries]) => [domain, said(printEntries(entries), table)]));
}

const NAME = /^outbound_(.+)$/;

function bytes(listener: Message, resources: ProxyResources): readonly [string, Said] {
  const [, name] = NAME.exec(text(listener, 'name')) ?? [];
  if (name === undefined || !placeOf(name)) return refuse(listener, 'whom it is for is not said');
  const filter = onlyFilter(listener);
  return [name, said(sentOn(filter, clustersOf(resources)), filter)];
}
