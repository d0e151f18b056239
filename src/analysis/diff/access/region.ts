import { type AccessSet, attempt } from '../../../access/access-set.ts';
import type { Interned } from '../../../access/algebra.ts';
import { EVERYTHING, NOTHING } from '../../../access/diagram/diagram.ts';
import { RANK } from '../../../access/dimensions.ts';
import { ALL, and, atom, type Formula, not, or } from '../../../access/formula.ts';
import { diagramOf } from '../../../access/formula-set.ts';
import { isRefusal } from '../../../access/refusal.ts';
import { parseBlock, printAddress } from '../../../access/sets/addresses.ts';
import type { Optional } from '../../../access/sets/optional.ts';
import type { Ranges } from '../../../access/sets/ranges.ts';
import type { Text } from '../../../access/sets/texts.ts';
import type { Space } from '../../../access/space.ts';
import { groupBy } from '../../../base/order.ts';
import { type Box, boxesOf, nodeOf } from './boxes.ts';
import type { Spoken, Vocabularies } from './known.ts';
import { type Rest, restWords } from './rest.ts';
import { formulaOf, type Said, say } from './say.ts';

/** Requests that have so much in common that a row of a table can tell them. */
export interface Region {
  readonly who: Who;
  /** None: all. */
  readonly requests: readonly RequestsSaid[];
  /** All but these, where that is shorter than a list. */
  readonly butRequests?: readonly RequestsSaid[];
  readonly conditions: readonly Formula[];
  /** The same, exactly, for examples and for what else is asked about it. */
  readonly set: AccessSet;
  /** Whether the words say the set; otherwise it is too intricate, and they say one example. */
  readonly exact: boolean;
}

/** Callers by their identity; without one, in plaintext. */
export interface Who {
  readonly anonymous: boolean;
  /** Absent: nobody who has an identity. */
  readonly identities?: Said;
}

/** Absent: any. */
export interface RequestsSaid {
  readonly methods?: Said;
  readonly paths?: Said;
}

/** More parts than this are not told one by one; nor what takes more work to find words for. */
const MOST = 40;
const WORK = 1_000_000;

/** What the requests of a set are, where some dimensions have bounds of their own that need not be told. */
export function regionsOf(set: AccessSet, around: AccessSet, words: Vocabularies): readonly Region[] {
  const { store } = set.space;
  if (set.node === NOTHING) return [];
  const found = attempt(
    store,
    () => {
      const boxes = boxesOf(set.node, store, MOST);
      return boxes && told(boxes, boundsOf(around), set.space, words);
    },
    WORK,
  );
  return found && !isRefusal(found) && found.length <= MOST ? found : [intricate(set)];
}

function intricate(set: AccessSet): Region {
  return { who: { anonymous: false }, requests: [], conditions: [], set, exact: false };
}

type Bounds = ReadonlyMap<number, Interned>;

/** What the dimensions before the path have in common in a set. */
function boundsOf({ node, space: { store } }: AccessSet): Bounds {
  const bounds = new Map<number, Interned>();
  for (const { sets } of boxesOf(node, store, 1000) ?? [])
    for (const [rank, set] of sets) bounds.set(rank, store.algebraAt(rank).union(bounds.get(rank) ?? set, set));
  return bounds;
}

function told(boxes: readonly Box[], bounds: Bounds, space: Space, words: Vocabularies): readonly Region[] {
  const restOf = restWords(words.formulas, space);
  const together = groupBy(boxes, (box) => `${box.rest.id} ${commonKey(box)}`);
  const regions: Region[] = [];
  for (const group of together.values()) {
    const node = group.map((box) => nodeOf(box, space.store)).reduce(space.store.diagrams.union);
    const region = regionOf(group, node, { bounds, space, words, restOf });
    regions.push(...(region ?? [intricate({ space, node })]));
  }
  return regions;
}

/** What has to be the same for two boxes to be told in one row: all but method and path. */
function commonKey({ sets }: Box): string {
  return [...sets]
    .flatMap(([rank, set]) => (rank === RANK.method || rank === RANK.path ? [] : [`${rank}:${set.id}`]))
    .sort()
    .join();
}

interface Setting {
  readonly bounds: Bounds;
  readonly space: Space;
  readonly words: Vocabularies;
  readonly restOf: (node: Box['rest'], http: boolean) => readonly Rest[] | undefined;
}

function regionOf(
  group: readonly [Box, ...Box[]],
  node: AccessSet['node'],
  setting: Setting,
): readonly Region[] | undefined {
  const { space, restOf } = setting;
  const [{ sets, rest }] = group;
  const who = whoOf(sets.get(RANK.principal) as Optional<Text> | undefined, setting);
  const requests = group.map((box) => requestsOf(box, setting));
  const conditions = conditionsOf(sets, setting);
  const http = sets.get(RANK.http)?.id !== 1;
  const rests = restOf(rest, http);
  if (!who || !conditions || !rests || requests.includes(undefined)) return undefined;
  const all = requests.some((one) => one!.methods === undefined && one!.paths === undefined);
  const but = all ? undefined : exceptions(group, setting);
  return rests.map((one) => ({
    who,
    requests: all || but ? [] : (requests as readonly RequestsSaid[]),
    ...(but && { butRequests: but }),
    conditions: [...conditions, ...one],
    set: { space, node: rests.length === 1 ? node : part(node, one, setting) },
    exact: true,
  }));
}

/** What is left out of all methods and paths, if that is less to say than what is not. */
function exceptions(group: readonly Box[], setting: Setting): readonly RequestsSaid[] | undefined {
  if (group.length < 2) return undefined;
  const { store } = setting.space;
  const own = ({ sets }: Box) => new Map([...sets].filter(([rank]) => rank === RANK.method || rank === RANK.path));
  const nodes = group.map((box) => nodeOf({ sets: own(box), rest: EVERYTHING }, store));
  const others = boxesOf(store.diagrams.complement(nodes.reduce(store.diagrams.union)), store, group.length - 1);
  const said = others?.map((box) => requestsOf(box, setting));
  return said?.includes(undefined) ? undefined : (said as readonly RequestsSaid[] | undefined);
}

function part(node: AccessSet['node'], rest: Rest, { space }: Setting): AccessSet['node'] {
  const { diagrams } = space.store;
  return rest.reduce((sum, formula) => diagrams.intersect(sum, diagramOf(formula, space)), node);
}

function whoOf(set: Optional<Text> | undefined, { words, space }: Setting): Who | undefined {
  if (set === undefined) return { anonymous: true, identities: { any: [], except: [] } };
  if (set.some === space.store.algebras.principals.none) return { anonymous: set.absent };
  const identities = say(set.some, words.of('principal'));
  return identities && { anonymous: set.absent, identities };
}

function requestsOf({ sets }: Box, setting: Setting): RequestsSaid | undefined {
  const methods = textSaid('method', sets, setting);
  const paths = textSaid('path', sets, setting);
  if (!methods || !paths) return undefined;
  return { ...(methods !== 'any' && { methods }), ...(paths !== 'any' && { paths }) };
}

function textSaid(on: Spoken, sets: Box['sets'], { words, bounds }: Setting): Said | 'any' | undefined {
  const set = sets.get(RANK[on]) as Text | undefined;
  return set === undefined || bounds.get(RANK[on]) === set ? 'any' : say(set, words.of(on));
}

function conditionsOf(sets: Box['sets'], setting: Setting): readonly Formula[] | undefined {
  const parts: Formula[] = [];
  for (const on of ['source-ip', 'remote-ip', 'destination-ip'] as const) {
    const set = sets.get(RANK[on]) as Ranges<bigint> | undefined;
    if (set && setting.bounds.get(RANK[on]) !== set) parts.push(blocks(on, set, setting));
  }
  for (const on of ['sni', 'host'] as const) {
    const said = textSaid(on, sets, setting);
    if (said === undefined) return undefined;
    if (said !== 'any') parts.push(formulaOf(said));
  }
  const http = sets.get(RANK.http);
  if (http && setting.bounds.get(RANK.http) !== http) parts.push(http.id === 1 ? not(REQUEST) : REQUEST);
  return parts;
}

/** Whether there is a request at all, and not bytes only. */
const REQUEST: Formula = atom({ on: 'method', match: { kind: 'present' } });

/** Addresses by the blocks that rules name, by all others, or by ranges. */
function blocks(
  on: 'source-ip' | 'remote-ip' | 'destination-ip',
  set: Ranges<bigint>,
  { words, space }: Setting,
): Formula {
  const { of, intersect, union, complement, none } = space.store.algebras.addresses;
  const known = words.cidrs(on).map((cidr) => ({ cidr, set: of(parseBlock(cidr)) }));
  const cover = (whole: Ranges<bigint>): Formula | undefined => {
    const inside = known.filter((one) => intersect(one.set, whole) === one.set);
    const wide = inside.filter(
      (one) => !inside.some((other) => other !== one && union(one.set, other.set) === other.set),
    );
    const sum = wide.reduce((all, one) => union(all, one.set), none);
    return sum === whole ? or(...wide.map(({ cidr }) => atom({ on, cidr }))) : undefined;
  };
  const positive = cover(set);
  if (positive) return positive;
  const others = cover(complement(set));
  if (others) return not(others);
  for (const { cidr, set: wide } of known) {
    if (intersect(wide, set) !== set) continue;
    const out = cover(intersect(wide, complement(set)));
    if (out) return and(atom({ on, cidr }), not(out));
  }
  return or(...cidrs(set).map((cidr) => atom({ on, cidr })));
}

/** The fewest blocks that make up a set. */
function cidrs({ at }: Ranges<bigint>): readonly string[] {
  const found: string[] = [];
  for (let i = 0; i < at.length; i += 2) {
    let first = at[i]!;
    const end = at[i + 1]!;
    while (first < end) {
      const v4 = first >= V4;
      const width = v4 ? 32 : 128;
      const limit = !v4 && end > V4 ? V4 : end;
      let bits = 0;
      while (bits < width && first % (2n << BigInt(bits)) === 0n && first + (2n << BigInt(bits)) <= limit) bits++;
      found.push(`${printAddress(first)}/${width - bits}`);
      first += 1n << BigInt(bits);
    }
  }
  return found;
}

/** Where IPv4 addresses begin on the line of all addresses. */
const V4 = 1n << 128n;

function whoFormula({ anonymous, identities }: Who): Formula {
  const present = atom({ on: 'principal', match: { kind: 'present' } });
  if (identities === undefined) return not(present);
  if (identities.any.length === 0 && identities.except.length === 0) return anonymous ? ALL : present;
  const some = and(present, formulaOf(identities));
  return anonymous ? or(not(present), some) : some;
}

function requestsFormula(requests: readonly RequestsSaid[]): Formula {
  if (requests.length === 0) return ALL;
  return or(
    ...requests.map(({ methods, paths }) => and(methods ? formulaOf(methods) : ALL, paths ? formulaOf(paths) : ALL)),
  );
}

/** What the words of a region say. */
export function regionFormula({ who, requests, butRequests, conditions }: Region): Formula {
  const but = butRequests ? not(requestsFormula(butRequests)) : ALL;
  return and(whoFormula(who), requestsFormula(requests), but, ...conditions);
}
