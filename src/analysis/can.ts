import type { Target } from '../access/decide.ts';
import type { Request } from '../access/request.ts';
import type { Lookup } from '../model/lookup.ts';
import { type AskedMesh, type ByHand, type Decision, decisionOn, NOTHING_BY_HAND } from './by-hand.ts';
import { type Passage, passages } from './hops.ts';
import { type NearRule, nearestRules } from './nearest.ts';
import { type Party, shortName } from './parties.ts';
import { type Asked, requestTo } from './question.ts';
import { remedy } from './remedy.ts';
import { printPlace } from './wording.ts';

/** One step of a request: to a proxy, and what it decides. */
export interface Hop {
  readonly from: Party;
  readonly to: Target;
  readonly request: Request;
  readonly verdict: Decision;
  /** How a gateway passed it on. */
  readonly passage?: Passage;
}

export interface Answer {
  readonly allowed: boolean;
  readonly hops: readonly Hop[];
  /** Why it does not even get to a proxy that decides. */
  readonly stopped?: string;
  /** For a refusal: rules that nearly hold, and what to add. */
  readonly near: readonly NearRule[];
  readonly remedy?: string;
}

/** Whether a caller can make a request of a destination, and who decides. From outside, it goes through a gateway. */
export function can(from: Party, to: Target, asked: Asked, lookup: Lookup, byHand: ByHand = NOTHING_BY_HAND): Answer {
  const mesh: AskedMesh = { lookup, byHand };
  if (from.kind === 'outside' && to.kind === 'service') return throughGateways(from, to, asked, mesh);
  const request = requestTo(to, from, asked, lookup);
  if ('noPort' in request)
    return { allowed: false, hops: [], stopped: `it has no port \`${request.noPort}\``, near: [] };
  return answer([hop(from, to, request, mesh)], lookup);
}

function hop(from: Party, to: Target, request: Request, mesh: AskedMesh): Hop {
  return { from, to, request, verdict: decisionOn(request, to, mesh) };
}

function answer(hops: readonly Hop[], lookup: Lookup): Answer {
  const last = hops.at(-1);
  const refused = hops.find(({ verdict }) => !verdict.allowed);
  if (last === undefined || refused === undefined) return { allowed: hops.length > 0, hops, near: [] };
  const near = nearestRules(refused.request, refused.to, lookup).slice(0, 3);
  const helps = refused.verdict.because === 'not-allowed';
  return {
    allowed: false,
    hops,
    near: helps ? near : [],
    ...(helps && { remedy: remedy(refused.from, refused.to, refused.request, near[0], lookup) }),
  };
}

/** The best way that there is: one that gets through, or else the one that gets farthest. */
function throughGateways(from: Party, to: Target, asked: Asked, mesh: AskedMesh): Answer {
  const { lookup } = mesh;
  if (asked.host === undefined) return { allowed: false, hops: [], stopped: hostsText(lookup), near: [] };
  const ways = passages(asked, lookup).map((passage) => way(from, to, passage, mesh));
  return [...ways].sort((a, b) => Number(b.allowed) - Number(a.allowed) || b.hops.length - a.hops.length)[0]!;
}

function hostsText(lookup: Lookup): string {
  const heard = heardText(lookup);
  return heard === ''
    ? 'there is no gateway'
    : `what comes from outside asks for a host: name one with \`--host\`; ${heard}`;
}

function heardText({ mesh }: Lookup): string {
  const hosts = new Set(mesh.gateways.flatMap(({ listeners }) => listeners.flatMap((one) => one.hosts)));
  return hosts.size === 0 ? '' : `the gateways listen for ${[...hosts].join(', ')}`;
}

function answeredText({ how, route, gateway }: Extract<Passage, { kind: 'answered' }>, place: string): string {
  return `it is ${how} by ${place} (${printPlace((route ?? gateway).span)})`;
}

function way(from: Party, to: Target, passage: Passage, mesh: AskedMesh): Answer {
  const { lookup } = mesh;
  if (passage.kind === 'no-listener')
    return {
      allowed: false,
      hops: [],
      stopped: `no gateway listens for this host; ${heardText(lookup) || 'there is none'}`,
      near: [],
    };
  const { gateway, request, listener } = passage;
  const entry: Hop = { ...hop(from, { kind: 'gateway', gateway: gateway.key }, request, mesh), passage };
  if (!entry.verdict.allowed) return answer([entry], lookup);
  const place = `\`${gateway.name}\`, listener ${listener.name}:${listener.port}`;
  if (passage.kind === 'no-route')
    return { allowed: false, hops: [entry], stopped: `${place} has no route for it`, near: [] };
  if (passage.kind === 'answered')
    return { allowed: false, hops: [entry], stopped: answeredText(passage, place), near: [] };
  if (to.kind !== 'service' || passage.to.kind !== 'service' || passage.to.service !== to.service) {
    const elsewhere = `\`${shortName(passage.to, lookup)}\` by ${printPlace(passage.route.span)}`;
    return { allowed: false, hops: [entry], stopped: `${place} routes it to ${elsewhere}`, near: [] };
  }
  const gatewayParty: Party = {
    kind: 'workload',
    name: gateway.name,
    target: { kind: 'gateway', gateway: gateway.key },
    identity: gateway.workload.identity,
  };
  return answer([entry, hop(gatewayParty, passage.to, passage.onward, mesh)], lookup);
}
