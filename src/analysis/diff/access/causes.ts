import { type AccessSet, formulaToSet, intersect, isEmpty } from '../../../access/access-set.ts';
import type { Destination, Policy, PolicyRule } from '../../../access/destination.ts';
import type { Atom, Formula } from '../../../access/formula.ts';
import { isRefusal } from '../../../access/refusal.ts';
import { uniqueBy } from '../../../base/order.ts';
import { printPosition } from '../../../base/span.ts';
import type { Cause, Side } from '../change.ts';
import { atomsIn } from './known.ts';
import { callersIn } from './reduce.ts';
import type { Region, Who } from './region.ts';

/** Both sides of a destination, and a port of it. */
export interface Between {
  readonly base: Destination | undefined;
  readonly head: Destination | undefined;
  readonly port: number;
}

interface Rule {
  readonly effect: Policy['effect'];
  readonly isEnforced: boolean;
  readonly text: string;
  readonly formulas: readonly Formula[];
  readonly source: PolicyRule['source'];
}

/** The rules that did it: those that are new or gone, and have to do with these requests. */
export function rulesToBlame(
  effect: 'allowed' | 'denied',
  { set, who }: Pick<Region, 'set'> & Partial<Region>,
  between: Between,
): readonly Cause[] {
  const [base, head] = [rulesOf(between.base), rulesOf(between.head)];
  const [gone, fresh] = apart(base, head);
  const opens = ({ effect: of }: Rule) => (of === 'allow') === (effect === 'allowed');
  const names = who && namesOf(who);
  const touching = (rule: Rule) =>
    rule.formulas.some((formula) => !areApart(callersIn(formula), names) && meets(formula, set));
  const added = fresh.filter((rule) => opens(rule) && touching(rule));
  const removed = gone.filter((rule) => !opens(rule) && touching(rule));
  const guards = guardsAnew(effect, base, head) ? fresh : unguards(effect, base, head) ? gone : [];
  const side: Side = guards === fresh ? 'head' : 'base';
  const found = [
    ...added.map((rule) => causeOf(rule, 'head', counterpart(rule, gone) ? 'changed' : 'added')),
    ...removed.map((rule) => {
      const instead = counterpart(rule, fresh);
      return instead ? causeOf(instead, 'head', 'changed') : causeOf(rule, 'base', 'removed');
    }),
  ];
  const others = guards
    .filter(({ effect: of }) => of === 'allow')
    .map((rule) => causeOf(rule, side, side === 'head' ? 'added' : 'removed'));
  if (found.length > 0 || others.length > 0) return uniqueBy(found.length > 0 ? found : others, causeKey);
  return uniqueBy(tokenCauses(between), causeKey);
}

/** Whose tokens a proxy accepts follows from what its rules ask for, those too that are only tried or audit. */
function tokenCauses({ base, head }: Between): readonly Cause[] {
  const [gone, fresh] = apart(everyRuleOf(base).filter(asksForToken), everyRuleOf(head).filter(asksForToken));
  const causes = fresh.map((rule) => causeOf(rule, 'head', counterpart(rule, gone) ? 'changed' : 'added'));
  return causes.length > 0 ? causes : gone.slice(0, 1).map((rule) => causeOf(rule, 'base', 'removed'));
}

function asksForToken({ formulas }: Rule): boolean {
  return formulas.some((formula) => [...atomsIn(formula)].some(isOfToken));
}

/** What only the one side says, and what only the other. */
function apart(base: readonly Rule[], head: readonly Rule[]): readonly [readonly Rule[], readonly Rule[]] {
  const [before, after] = [textsOf(base), textsOf(head)];
  return [base.filter(({ text }) => !after.has(text)), head.filter(({ text }) => !before.has(text))];
}

function isOfToken({ on }: Atom): boolean {
  return on === 'token' || on.startsWith('jwt-');
}

/** Where nothing had to be allowed and now something has to be, what is not allowed is refused. */
function guardsAnew(effect: 'allowed' | 'denied', base: readonly Rule[], head: readonly Rule[]): boolean {
  return effect === 'denied' && !base.some(isAllow) && head.some(isAllow);
}

function unguards(effect: 'allowed' | 'denied', base: readonly Rule[], head: readonly Rule[]): boolean {
  return effect === 'allowed' && base.some(isAllow) && !head.some(isAllow);
}

function isAllow({ effect }: Rule): boolean {
  return effect === 'allow';
}

export function causeKey({ side, span, manifest, change }: Cause): string {
  return `${side} ${span ? printPosition(span) : ''} ${JSON.stringify(span?.at ?? [])} ${manifest} ${change}`;
}

/** The rules that decide. */
function rulesOf(destination: Destination | undefined): readonly Rule[] {
  return everyRuleOf(destination).filter(({ isEnforced }) => isEnforced);
}

/** Rules of a destination are asked for once for each row of it. */
const known = new WeakMap<Destination, readonly Rule[]>();

function everyRuleOf(destination: Destination | undefined): readonly Rule[] {
  if (destination === undefined) return [];
  const old = known.get(destination) ?? makeRules(destination);
  known.set(destination, old);
  return old;
}

/** The callers of a region, where all of them are named. */
function namesOf({ anonymous, identities }: Who): ReadonlySet<string> | undefined {
  const any = identities?.any ?? [];
  if (anonymous || any.length === 0 || any.some(({ match }) => match.kind !== 'exact')) return undefined;
  return new Set(any.flatMap(({ match }) => ('value' in match ? [match.value] : [])));
}

function areApart(a: ReadonlySet<string> | undefined, b: ReadonlySet<string> | undefined): boolean {
  return a !== undefined && b !== undefined && ![...b].some((one) => a.has(one));
}

function makeRules(destination: Destination): readonly Rule[] {
  return destination.policies.flatMap(({ effect, dryRun, provider, rules }) =>
    rules.map(({ http, tcp, source }) => ({
      effect,
      isEnforced: !dryRun && effect !== 'audit',
      text: JSON.stringify([effect, provider, http, tcp]),
      formulas: [http, tcp],
      source,
    })),
  );
}

function textsOf(rules: readonly Rule[]): ReadonlySet<string> {
  return new Set(rules.map(({ text }) => text));
}

function meets(formula: Formula, set: AccessSet): boolean {
  const about = formulaToSet(formula, set.space);
  return isRefusal(about) || !isEmpty(intersect(about, set));
}

/** The rule of the other side that says most of the same: the same rule, changed. */
function counterpart(rule: Rule, others: readonly Rule[]): Rule | undefined {
  const asked = atomTexts(rule);
  let best: { readonly rule: Rule; readonly shared: number } | undefined;
  for (const other of others) {
    if (other.effect !== rule.effect) continue;
    const shared = [...atomTexts(other)].filter((one) => asked.has(one)).length;
    if (shared > (best?.shared ?? 0)) best = { rule: other, shared };
  }
  return best?.rule;
}

function atomTexts({ formulas }: Rule): ReadonlySet<string> {
  return new Set(formulas.flatMap((formula) => Array.from(atomsIn(formula), (one) => JSON.stringify(one))));
}

function causeOf({ source }: Rule, side: Side, change: Cause['change']): Cause {
  return typeof source === 'string' ? { side, manifest: source, change } : { side, span: source, change };
}
