import { admits } from '../access/access.ts';
import { formulaToSet, has } from '../access/access-set.ts';
import { decide, type Verdict } from '../access/decide.ts';
import type { Destination, DestinationPort } from '../access/destination.ts';
import { serviceDestination } from '../access/meaning.ts';
import { isRefusal } from '../access/refusal.ts';
import type { Request } from '../access/request.ts';
import { type Space, spaceOf } from '../access/space.ts';
import { destinationKey, type Target } from '../access/target.ts';
import type { NonEmpty } from '../base/nonempty.ts';
import type { Span } from '../base/span.ts';
import type { ServiceKey } from '../model/ids.ts';
import type { Lookup } from '../model/lookup.ts';

/** What raw manifests and patches make of destinations, by key: of those that admit something else than the policies say. */
export type ByHand = ReadonlyMap<string, ChangedByHand>;

export interface ChangedByHand {
  /** Several where what is written by hand tells apart pods of one service. */
  readonly destinations: NonEmpty<Destination>;
  /** Where the raw manifests and patches were declared that may have to do with it. */
  readonly spans: NonEmpty<Span>;
}

export const NOTHING_BY_HAND: ByHand = new Map();

/** A mesh as it is asked: what the policies say, and what is written by hand beside them. */
export interface AskedMesh {
  readonly lookup: Lookup;
  readonly byHand: ByHand;
}

/** Who decides, and how: the policies, or what was written by hand beside them. */
export type Decision =
  | Verdict
  | {
      readonly allowed: boolean;
      readonly because: 'by-hand';
      /** The raw manifest or patch that decides, or one that may have to do with it. */
      readonly span: Span;
      /** Whether no proxy is left that could decide. */
      readonly unguarded?: true;
    };

/** What is decided in the mesh: what the policies say, but where a raw manifest or a patch makes something else of it. */
export function decisionOn(request: Request, target: Target, { lookup, byHand }: AskedMesh): Decision {
  const verdict = decide(request, target, lookup);
  const changed = byHand.get(destinationKey(target));
  if (changed === undefined) return verdict;
  const takes = changed.destinations.find((one) => admitsRequest(one, request));
  if ((takes !== undefined) === verdict.allowed) return verdict;
  return madeByHand(changed, takes ?? changed.destinations[0], request, takes !== undefined);
}

/** What one of the destinations that were changed by hand decides. */
export function madeByHand(
  { spans }: ChangedByHand,
  destination: Destination,
  request: Request,
  allowed: boolean,
): Extract<Decision, { because: 'by-hand' }> {
  const span = lineOfRule(destination, request, allowed) ?? spans[0];
  return { allowed, because: 'by-hand', span, ...(destination.proxy === 'none' && { unguarded: true }) };
}

/** What a service is in the mesh: as the policies say, or as what was written by hand makes it. */
export function destinationsAt(service: ServiceKey, { lookup, byHand }: AskedMesh): NonEmpty<Destination> {
  return (
    byHand.get(destinationKey({ kind: 'service', service }))?.destinations ?? [
      serviceDestination(lookup.services.get(service)!, lookup),
    ]
  );
}

/** What is too complex to tell may be admitted. */
function admitsRequest(destination: Destination, request: Request): boolean {
  const space = spaceOf([destination]);
  return portsFor(destination, request).some((port) => {
    const admitted = admits(destination, port, space);
    return isRefusal(admitted) || has(admitted, request);
  });
}

function portsFor({ ports }: Destination, { port }: Request): readonly DestinationPort[] {
  return ports.filter((one) => one.port === port);
}

/** The rule that lets a request in, or that refuses it. */
function lineOfRule(destination: Destination, request: Request, allowed: boolean): Span | undefined {
  const space = spaceOf([destination]);
  const deciding = allowed ? ['allow'] : ['deny', 'custom'];
  const rule = destination.policies
    .filter(({ effect, dryRun }) => !dryRun && deciding.includes(effect))
    .flatMap(({ rules }) => rules)
    .find((one) => portsFor(destination, request).some(({ http }) => holds(http ? one.http : one.tcp, request, space)));
  return typeof rule?.source === 'object' ? rule.source : undefined;
}

function holds(formula: Parameters<typeof formulaToSet>[0], request: Request, space: Space): boolean {
  const set = formulaToSet(formula, space);
  return !isRefusal(set) && has(set, request);
}

/** The line that decided, where one did. */
export function decidingLine(decision: Decision): Span | undefined {
  if (decision.because === 'by-hand') return decision.span;
  return 'rule' in decision ? decision.rule?.span : undefined;
}
