import type { Destination, DestinationPort, Policy } from './destination.ts';
import { type AcceptedIssuer, type Atom, atom, type Formula } from './formula.ts';
import { spelt } from './terms.ts';

/** Conditions that hold together. */
type Conditions = readonly Formula[];
type Alternatives = readonly Conditions[];

/** Beyond this many, lists are compared in the order in which they are only. */
const FEW = 12;
const MOST = 10_000;

/**
 * Whether two destinations decide alike at a port because they say the same, merged or not, and in about the same order. That
 * is told without bringing either into a form of its own; where it is not so, nothing is said about what they mean.
 */
export function plainlyAlike(first: Destination, second: Destination, port: DestinationPort): boolean {
  if (first.proxy === 'none' || second.proxy === 'none') return first.proxy === second.proxy;
  if (port.http && !sameMembers(first.accepts ?? [], second.accepts ?? [], sameIssuer)) return false;
  const [one, other] = [decisions(first.policies, port), decisions(second.policies, port)];
  return one !== undefined && other !== undefined && sameDecisions(one, other);
}

/** What is allowed, denied, or asked of an authorizer, as alternatives. */
type Decisions = ReadonlyMap<string, Alternatives>;

/** Undefined where alternatives are too many. */
function decisions(policies: readonly Policy[], { http }: DestinationPort): Decisions | undefined {
  const found = new Map<string, Conditions[]>();
  for (const policy of policies) {
    if (policy.dryRun || policy.effect === 'audit') continue;
    const all = groupIn(found, groupOf(policy));
    for (const rule of policy.rules) if (!addTo(all, alternativesOf(http ? rule.http : rule.tcp))) return undefined;
  }
  return found;
}

function groupIn(groups: Map<string, Conditions[]>, name: string): Conditions[] {
  const known = groups.get(name);
  if (known) return known;
  const fresh: Conditions[] = [];
  groups.set(name, fresh);
  return fresh;
}

/** What decides together. */
export function groupOf({ effect, provider }: Policy): string {
  return effect === 'custom' ? `custom ${provider}` : effect;
}

/** What refuses nothing is not there; what allows nothing is. */
function sameDecisions(one: Decisions, other: Decisions): boolean {
  if (one.has('allow') !== other.has('allow')) return false;
  for (const [name, all] of one) if (!sameMembers(all, other.get(name) ?? [], sameConditions)) return false;
  for (const [name, all] of other) if (!one.has(name) && all.length > 0) return false;
  return true;
}

/** What is on the sides of its `or`s, each taken together with what is around; undefined where that is too much. */
function alternativesOf(formula: Formula): Alternatives | undefined {
  const all: Formula[][] = [[]];
  return narrow(all, formula) ? all : undefined;
}

/** Lets all alternatives ask for a formula too; false where that makes too many. They grow in place: mostly there is one. */
function narrow(all: Formula[][], formula: Formula): boolean {
  switch (formula.kind) {
    case 'all':
      return true;
    case 'none':
      all.length = 0;
      return true;
    case 'not':
      return ask(all, formula);
    case 'atom':
      return formula.atom.on === 'path' ? narrowPath(all, formula) : ask(all, formula);
    case 'or':
      return split(all, formula.of);
    case 'and':
      for (const part of formula.of) if (!narrow(all, part)) return false;
      return true;
  }
}

function ask(all: Formula[][], condition: Formula): true {
  for (const one of all) one.push(condition);
  return true;
}

function narrowPath(all: Formula[][], asked: Formula & { readonly kind: 'atom' }): boolean {
  const ways = spelt(asked.atom);
  if (ways.length === 1) return ask(all, ways[0] === asked.atom ? asked : atom(ways[0]!));
  return split(all, ways.map(atom));
}

/** Each alternative, once with each side. */
function split(all: Formula[][], sides: readonly Formula[]): boolean {
  for (const one of all.splice(0)) {
    for (const side of sides) {
      const more = [one.slice()];
      if (!narrow(more, side) || !addTo(all, more)) return false;
    }
  }
  return true;
}

function addTo(all: Conditions[], more: Alternatives | undefined): boolean {
  if (more === undefined || all.length + more.length > MOST) return false;
  for (const one of more) all.push(one);
  return true;
}

/** Whether each is in the other: how often and in which order they say something makes no difference here. */
function sameMembers<T>(one: readonly T[], other: readonly T[], same: (a: T, b: T) => boolean): boolean {
  if (inOrder(one, other, same)) return true;
  if (one.length > FEW || other.length > FEW) return false;
  const isIn = (each: T, list: readonly T[]) => list.some((member) => same(each, member));
  return one.every((each) => isIn(each, other)) && other.every((each) => isIn(each, one));
}

function inOrder<T>(one: readonly T[], other: readonly T[], same: (a: T, b: T) => boolean): boolean {
  if (one.length !== other.length) return false;
  for (let i = 0; i < one.length; i++) if (!same(one[i]!, other[i]!)) return false;
  return true;
}

function sameConditions(one: Conditions, other: Conditions): boolean {
  return sameMembers(one, other, sameFormula);
}

/** Word for word: what is inside is not put in order, so that it takes no longer than it is long. */
function sameFormula(one: Formula, other: Formula): boolean {
  if (one === other) return true;
  if (one.kind === 'atom') return other.kind === 'atom' && sameAtom(one.atom, other.atom);
  if (one.kind === 'not') return other.kind === 'not' && sameFormula(one.of, other.of);
  if (one.kind !== 'and' && one.kind !== 'or') return one.kind === other.kind;
  return one.kind === other.kind && inOrder(one.of, (other as typeof one).of, sameFormula);
}

/** Most conditions are on one value; of others all is compared. */
function sameAtom(one: Atom, other: Atom): boolean {
  if (one === other) return true;
  if (one.on !== other.on) return false;
  if (one.on === 'port') return one.port === (other as typeof one).port;
  if (!('match' in one) || 'name' in one || one.on === 'jwt-claim')
    return JSON.stringify(one) === JSON.stringify(other);
  const [a, b]: readonly { kind: string; value?: string }[] = [one.match, (other as typeof one).match];
  return a!.kind === b!.kind && a!.value === b!.value;
}

function sameIssuer(one: AcceptedIssuer, other: AcceptedIssuer): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
