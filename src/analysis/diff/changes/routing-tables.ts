import { coveringHosts, type Said } from '../../../access/routing/table.ts';
import { compareStrings } from '../../../base/order.ts';
import { fieldChanges, valueText } from './fields.ts';
import { changeCauses, type FoundChange, NO_RISK, type Sides, whatOf } from './found.ts';

/** Where requests go, as told by tables: all that manifests and policies have in common. */
export function tableChanges(sides: Sides): readonly FoundChange[] {
  const [before, after] = [sides.base.routing.tables, sides.head.routing.tables];
  const keys = [...new Set([...before.keys(), ...after.keys()])].sort(compareStrings);
  return keys.flatMap((key) => {
    const [old, fresh] = [before.get(key), after.get(key)];
    const hosts = [...new Set([...(old?.keys() ?? []), ...(fresh?.keys() ?? [])])].sort(compareStrings);
    return hosts.flatMap((host) => hostChanges(key, host, at(old, host), at(fresh, host), sides));
  });
}

function at(table: ReadonlyMap<string, Said> | undefined, host: string): Said | undefined {
  const domain = table && coveringHosts(host).find((one) => table.has(one));
  return domain === undefined ? undefined : table!.get(domain);
}

function hostChanges(
  table: string,
  host: string,
  before: Said | undefined,
  after: Said | undefined,
  { names }: Sides,
): readonly FoundChange[] {
  if (before?.text === after?.text) return [];
  const [kind = '', name = '', port = ''] = table.split(' ');
  const key = kind === 'service' ? `service ${serviceKey(name)}` : `gateway ${name}`;
  const where = kind === 'service' ? `port ${port}` : `${host === '*' ? 'any host' : host} on port ${port}`;
  const [old, fresh] = [entries(before), entries(after)];
  return [...new Set([...old.keys(), ...fresh.keys()])].flatMap((match): FoundChange[] => {
    const [was, is] = [old.get(match), fresh.get(match)];
    const said = match === '*' ? 'all requests' : match;
    const text = was && is ? fieldChanges(weighted(was), weighted(is)).join(', ') : valueText(weighted(was ?? is));
    if (was && is && text === '') return [];
    return [
      {
        kind: 'routing',
        what: whatOf(was, is),
        key,
        subject: names.of(key),
        text: `${where}, ${said}: ${text}`,
        causes: changeCauses(before?.source, after?.source),
        risk: NO_RISK,
      },
    ];
  });
}

/** `reviews.bookinfo.svc.cluster.local` is the service `bookinfo/reviews`. */
function serviceKey(hostname: string): string {
  const [name, namespace, svc] = hostname.split('.');
  return svc === 'svc' ? `${namespace}/${name}` : hostname;
}

/** What is done with which requests. A table that carries bytes is one entry. */
function entries(said: Said | undefined): ReadonlyMap<string, unknown> {
  const found = new Map<string, unknown>();
  for (const line of said?.text.split('\n') ?? []) {
    const start = line.startsWith('[') ? 0 : line.indexOf(' {') + 1;
    const rest = JSON.parse(line.slice(start)) as unknown;
    if (Array.isArray(rest)) found.set('*', { to: rest });
    else {
      const { action, ...conditions } = rest as { readonly action: unknown };
      const more = Object.entries(conditions).map(([name, value]) => `${name} ${valueText(value)}`);
      const match = [line.slice(0, start - 1), ...more].filter((part) => part !== '*').join(' with ') || '*';
      found.set(found.has(match) ? `${match} (again)` : match, action);
    }
  }
  return found;
}

/** Weights by where they lead, so that what differs is the weight. */
function weighted(action: unknown): unknown {
  const { to, ...rest } = action as { readonly to?: unknown };
  if (!Array.isArray(to)) return action;
  const places = to.map(({ host, port, version, weight }) => [
    [host.split('.')[0], version, port].filter((part) => part !== undefined).join(' '),
    `${weight}%`,
  ]);
  return { ...rest, to: Object.fromEntries(places) };
}
