import type { Target } from '../access/decide.ts';
import { groupBy, uniqueBy } from '../base/order.ts';
import type { Gateway } from '../model/gateway.ts';
import type { Lookup } from '../model/lookup.ts';
import { type Grant, matrix, type Who } from './matrix.ts';
import { keyOf } from './matrix-names.ts';
import { includes } from './members.ts';
import { identityOf, type Party } from './parties.ts';

export interface GraphNode {
  readonly key: string;
  readonly kind: Who['kind'];
  readonly name: string;
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  /** `member`: a workload that belongs to the callers that a rule names as a whole. */
  readonly kind: 'may-call' | 'member';
  readonly grants: readonly Grant[];
}

export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

export interface Question {
  /** Only what can be reached from here, over any number of hops. */
  readonly from?: Party;
  /** Only what can get here, over any number of hops. */
  readonly reaches?: Target;
}

/** Who may call whom as a graph; asked about reachability, only the ways there. */
export function graph(lookup: Lookup, { from, reaches }: Question = {}): Graph {
  const { grants } = matrix(lookup);
  if (from === undefined && reaches === undefined) return joined(grants, []);
  const ways = passable(grants, lookup);
  const all = joined(ways, memberships(ways, lookup));
  const ahead = from && closure(starts(from, all, lookup), all.edges, 'from', 'to');
  const behind = reaches && closure([nodeKey(reaches)], all.edges, 'to', 'from');
  return within(all, (key) => (ahead?.has(key) ?? true) && (behind?.has(key) ?? true));
}

export function nodeKey(target: Target): string {
  return `${target.kind} ${keyOf(target)}`;
}

/** One edge for each pair, in the order of the matrix. */
function joined(grants: readonly Grant[], members: readonly GraphEdge[]): Graph {
  const pairs = groupBy(grants, ({ from, to }) => `${from.key}\n${nodeKey(to)}`);
  const edges = Array.from(pairs.values(), (found): GraphEdge => {
    const [{ from, to }] = found as [Grant, ...Grant[]];
    return { from: from.key, to: nodeKey(to), kind: 'may-call', grants: found };
  });
  const nodes = grants.flatMap(({ from, to, toName }): GraphNode[] => [
    { key: from.key, kind: from.kind, name: from.name },
    { key: nodeKey(to), kind: to.kind, name: toName },
  ]);
  return { nodes: uniqueBy(nodes, ({ key }) => key), edges: [...members, ...edges] };
}

/** A gateway calls only where its routes lead, and as whatever caller a rule names. */
function passable(grants: readonly Grant[], lookup: Lookup): readonly Grant[] {
  const byTarget = groupBy(grants, ({ to }) => nodeKey(to));
  const own = grants.filter(({ from }) => from.kind !== 'gateway');
  const through = lookup.mesh.gateways.flatMap((gateway) => {
    const who: Who = {
      kind: 'gateway',
      key: `gateway ${gateway.key}`,
      name: gateway.name,
      target: { kind: 'gateway', gateway: gateway.key },
    };
    const may = ({ from }: Grant) => from.key === who.key || includes(from, gateway.workload.identity, lookup);
    return [...routed(gateway)].flatMap((service) =>
      (byTarget.get(`service ${service}`) ?? []).filter(may).map((grant) => ({ ...grant, from: who })),
    );
  });
  return [...own, ...through];
}

function routed({ routes }: Gateway): ReadonlySet<string> {
  const destinations = routes.flatMap((route) => {
    if (route.kind !== 'http') return route.to;
    return route.route.action.kind === 'forward' ? route.route.action.to : [];
  });
  return new Set(destinations.map(({ service }) => service));
}

/** Which services belong to the callers that rules name as a whole. Gateways are told one by one. */
function memberships(grants: readonly Grant[], lookup: Lookup): readonly GraphEdge[] {
  const groups = uniqueBy(
    grants.map(({ from }) => from).filter(({ group }) => group !== undefined),
    ({ key }) => key,
  );
  const callers = uniqueBy(
    grants.map(({ to }) => to).filter(({ kind }) => kind === 'service'),
    nodeKey,
  );
  const froms = uniqueBy(
    grants.flatMap(({ from }) => (from.kind === 'service' && from.target ? [from.target] : [])),
    nodeKey,
  );
  const services = uniqueBy([...callers, ...froms], nodeKey);
  return groups.flatMap((group) =>
    services
      .filter((service) => includes(group, identityOf(service, lookup), lookup))
      .map((service): GraphEdge => ({ from: nodeKey(service), to: group.key, kind: 'member', grants: [] })),
  );
}

/** Where a caller begins: at its own node, and at those of callers that it belongs to. */
function starts(from: Party, { nodes }: Graph, lookup: Lookup): readonly string[] {
  if (from.kind === 'outside') return ['outside'];
  if (from.kind === 'workload') return [nodeKey(from.target)];
  return nodes.filter(({ key }) => isStart(key, from, lookup)).map(({ key }) => key);
}

function isStart(key: string, from: Exclude<Party, { kind: 'outside' | 'workload' }>, { mesh }: Lookup): boolean {
  if (key === 'group anyone' || key === 'anyone') return true;
  if (from.kind === 'anonymous') return key.startsWith('address ');
  const { trustDomain, namespace } = from.identity;
  return (
    key === `identity ${from.name}` ||
    key === 'group any identity' ||
    key === `group trust domain ${trustDomain}` ||
    (key === `group namespace ${namespace}` && trustDomain === mesh.trustDomain)
  );
}

function closure(begin: readonly string[], edges: readonly GraphEdge[], near: 'from' | 'to', far: 'from' | 'to') {
  const next = groupBy(edges, (edge) => edge[near]);
  const seen = new Set(begin);
  for (const key of seen) for (const edge of next.get(key) ?? []) seen.add(edge[far]);
  return seen;
}

function within({ nodes, edges }: Graph, isKept: (key: string) => boolean): Graph {
  return {
    nodes: nodes.filter(({ key }) => isKept(key)),
    edges: edges.filter(({ from, to }) => isKept(from) && isKept(to)),
  };
}
