import { type EnclosingRules, enclosingRules } from '../../access/enclosing-rules.ts';
import { isEmptyRule, ruleCovers } from '../../access/rule-covers.ts';
import { type Together, together } from '../../access/together.ts';
import { placesIn } from '../../base/order.ts';
import { type Diagnostic, warning } from '../../diag/diagnostic.ts';
import type { AuthorizationRule } from '../../model/authorization.ts';
import { isWhole, type Lookup, unfocused } from '../../model/lookup.ts';
import type { Mesh } from '../../model/mesh.ts';
import type { Check } from '../check.ts';
import { printScope } from '../rules/scope.ts';

/** No rule says again what another rule of the same effect says, or part of it, or what several say together. */
export const shadowedRule: Check = {
  codes: ['MW3302', 'MW3303'],
  *run(lookup) {
    const { mesh } = lookup;
    const others = { allow: enclosingRules(lookup, 'allow'), deny: enclosingRules(lookup, 'deny') };
    const judged = lookup.focus.rules.filter(
      (rule): rule is Judged => isJudged(rule) && !isAlone(rule, others) && !isEmptyRule(rule, mesh),
    );
    const found = singles(judged, others, lookup);
    const enough = together(lookup);
    addSeveral(found, judged, others, enough, lookup);
    if (enough.gaveUp() && !isWhole(lookup)) return yield* shadowedRule.run(unfocused(lookup));
    for (const rule of judged) {
      const finding = found.get(rule);
      if (finding) yield finding;
    }
  },
};

type Others = Readonly<Record<Judged['effect'], EnclosingRules>>;

/** Most rules are: no other is about any of their callers, and neither one nor several could make them superfluous. */
function isAlone(rule: Judged, others: Others): boolean {
  return others[rule.effect](rule, 'some').every((one) => one === rule);
}

function singles(rules: readonly Judged[], others: Others, lookup: Lookup): Map<AuthorizationRule, Diagnostic> {
  const found = new Map<AuthorizationRule, Diagnostic>();
  const placeOf = placesIn(lookup.focus.rules);
  for (const rule of rules) {
    const wider = widerRule(rule, others[rule.effect], lookup.mesh, placeOf);
    if (wider) found.set(rule, finding(rule, wider.rule, wider.equal, printScope(lookup, rule)));
  }
  return found;
}

/** The later of those that could do without each other; what is superfluous itself does not make others so. */
function addSeveral(
  found: Map<AuthorizationRule, Diagnostic>,
  rules: readonly Judged[],
  others: Others,
  enough: Together,
  lookup: Lookup,
): void {
  for (const rule of rules.toReversed()) {
    if (found.has(rule)) continue;
    const near = others[rule.effect](rule, 'some').filter((one) => !found.has(one) && mayReplace(one, rule));
    const all = enough.find(rule, near);
    if (all) found.set(rule, findingOfSeveral(rule, all, printScope(lookup, rule)));
  }
}

/** A call says beside its permission that there is one: only another call makes it superfluous. */
function mayReplace(other: AuthorizationRule, rule: AuthorizationRule): boolean {
  return other !== rule && (rule.origin !== 'call' || other.origin === 'call');
}

type Judged = AuthorizationRule & { readonly effect: 'allow' | 'deny' };

/** A route of a gateway is there for its traffic, whatever its rule adds. */
function isJudged(rule: AuthorizationRule): rule is Judged {
  return (rule.effect === 'allow' || rule.effect === 'deny') && !rule.dryRun && rule.origin !== 'gateway-route';
}

interface Wider {
  readonly rule: AuthorizationRule;
  readonly equal: boolean;
}

/** A rule that makes another one superfluous: a wider one, or an earlier one that says the same. */
function widerRule(
  rule: AuthorizationRule,
  others: EnclosingRules,
  mesh: Mesh,
  placeOf: (rule: AuthorizationRule) => number | undefined,
): Wider | undefined {
  for (const other of others(rule)) {
    if (!mayReplace(other, rule)) continue;
    if (!ruleCovers(other, rule, mesh)) continue;
    const equal = sameScope(other, rule) && ruleCovers(rule, other, mesh);
    if (!equal || placeOf(other)! < placeOf(rule)! || other.origin !== rule.origin) return { rule: other, equal };
  }
  return undefined;
}

function sameScope({ scope: a }: AuthorizationRule, { scope: b }: AuthorizationRule): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function finding(rule: Judged, wider: AuthorizationRule, equal: boolean, scope: string): Diagnostic {
  const does = rule.effect === 'allow' ? 'allows' : 'denies';
  return equal
    ? warning('MW3303', `this rule for ${scope} repeats another`, {
        span: rule.span,
        related: [{ span: wider.span, note: 'it says the same' }],
        help: 'remove one of them',
      })
    : warning('MW3302', `this rule for ${scope} adds nothing: another ${does} all of it`, {
        span: rule.span,
        related: [{ span: wider.span, note: `${does} it already` }],
        help: 'remove it, or narrow the wider one if that was not meant',
      });
}

function findingOfSeveral(rule: Judged, all: readonly AuthorizationRule[], scope: string): Diagnostic {
  const does = rule.effect === 'allow' ? 'allow' : 'deny';
  return warning('MW3302', `this rule for ${scope} adds nothing: others together ${does} all of it`, {
    span: rule.span,
    related: all.map(({ span }) => ({
      span,
      note: `${rule.effect === 'allow' ? 'allows' : 'denies'} part of it already`,
    })),
    help: 'remove it, or narrow the others if that was not meant',
  });
}
