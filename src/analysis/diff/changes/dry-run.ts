import { canonicalJson } from '../../../base/json.ts';
import { groupBy } from '../../../base/order.ts';
import type { AuthorizationRule } from '../../../model/authorization.ts';
import { type Lookup, scopeKey } from '../../../model/lookup.ts';
import { namesOf, type Names as RuleNames } from '../../matrix-names.ts';
import { callerWords, conditionText, requestTexts } from '../../matrix-words.ts';
import type { Side } from '../change.ts';
import { changeCauses, type FoundChange, NO_RISK, type Sides, whatOf } from './found.ts';

/** Rules that are tried, and decide nothing: those that are new or gone, and those that begin to decide, or cease to. */
export function dryRunChanges(sides: Sides): readonly FoundChange[] {
  const [before, after] = [sides.base.model, sides.head.model];
  if (!before || !after) return [];
  const tried = [before, after].flatMap(({ mesh }) => mesh.rules.filter(({ dryRun }) => dryRun));
  if (tried.length === 0) return [];
  const scopes = new Set(tried.map(({ scope }) => scopeKey(scope)));
  const [old, fresh] = [rulesBy(before, scopes), rulesBy(after, scopes)];
  const named = { base: namesOf(before), head: namesOf(after) };
  return [...new Set([...old.keys(), ...fresh.keys()])].flatMap((key) => {
    const [was, is] = [old.get(key), fresh.get(key)];
    const states = [was, is].map(stateOf);
    // Rules that decide, or are not there, are told by what they do.
    return states[0] === states[1] || !states.includes('tried') ? [] : [told(was, is, named)];
  });
}

function stateOf(rules: readonly AuthorizationRule[] | undefined): 'absent' | 'tried' | 'enforced' {
  if (rules === undefined) return 'absent';
  return rules.every(({ dryRun }) => dryRun) ? 'tried' : 'enforced';
}

function told(
  was: readonly AuthorizationRule[] | undefined,
  is: readonly AuthorizationRule[] | undefined,
  { base, head }: Readonly<Record<Side, RuleNames>>,
): FoundChange {
  const rule = (is ?? was)![0]!;
  const names = is ? head : base;
  const both = stateOf(is) === 'tried' ? ': enforced → tried only' : ': tried → enforced';
  return {
    kind: 'dry-run',
    what: whatOf(was, is),
    key: scopeKey(rule.scope),
    subject: scopeText(rule, names),
    text: `${ruleText(rule, names)}${was && is ? both : ', tried only'}`,
    causes: changeCauses(was?.[0]?.span, is?.[0]?.span),
    risk: NO_RISK,
  };
}

/** Rules by what they say, whether they decide or not. */
function rulesBy({ rules }: Lookup, scopes: ReadonlySet<string>): ReadonlyMap<string, readonly AuthorizationRule[]> {
  const own = [...scopes].flatMap((scope) => rules.get(scope) ?? []);
  return groupBy(own, ({ span: _, dryRun: __, name: ___, origin: ____, ...said }) => canonicalJson(said));
}

function scopeText({ scope }: AuthorizationRule, names: RuleNames): string {
  if (scope.kind === 'mesh') return 'the whole mesh';
  return scope.kind === 'namespace' ? `namespace ${scope.namespace}` : names.of(scope);
}

/** `deny anyone DELETE /{**}`. */
function ruleText(rule: AuthorizationRule, names: RuleNames): string {
  const { effect, from, except, when } = rule;
  const who = from === 'anyone' ? 'anyone' : from.map((one) => callerWords(one, names)).join(', ');
  const not = except.length > 0 ? ` but ${except.map((one) => callerWords(one, names)).join(', ')}` : '';
  const conditions = when.map((one) => `, ${conditionText(one)}`).join('');
  return [effect, `${who}${not}`, requestTexts(rule).join(', ')].filter((part) => part !== '').join(' ') + conditions;
}
