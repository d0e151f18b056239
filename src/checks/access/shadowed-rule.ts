import { type EnclosingRules, enclosingRules } from '../../access/enclosing-rules.ts';
import { isEmptyRule, ruleCovers } from '../../access/rule-covers.ts';
import { type Diagnostic, warning } from '../../diag/diagnostic.ts';
import type { AuthorizationRule } from '../../model/authorization.ts';
import type { Mesh } from '../../model/mesh.ts';
import type { Check } from '../check.ts';
import { printScope } from '../rules/scope.ts';

/** No rule says again what another rule of the same effect says, or part of it. */
export const shadowedRule: Check = {
  codes: ['MW3302', 'MW3303'],
  *run(lookup) {
    const { mesh } = lookup;
    const order = new Map(mesh.rules.map((rule, i) => [rule, i]));
    const others = { allow: enclosingRules(lookup, 'allow'), deny: enclosingRules(lookup, 'deny') };
    for (const rule of mesh.rules) {
      if (!isJudged(rule) || isEmptyRule(rule, mesh)) continue;
      const wider = widerRule(rule, others[rule.effect], mesh, order);
      if (wider) yield finding(rule, wider.rule, wider.equal, printScope(lookup, rule));
    }
  },
};

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
  order: ReadonlyMap<AuthorizationRule, number>,
): Wider | undefined {
  for (const other of others(rule)) {
    // A call says beside its permission that there is one: only another call makes it superfluous.
    if (other === rule || (rule.origin === 'call' && other.origin !== 'call')) continue;
    if (!ruleCovers(other, rule, mesh)) continue;
    const equal = sameScope(other, rule) && ruleCovers(rule, other, mesh);
    if (!equal || order.get(other)! < order.get(rule)! || other.origin !== rule.origin) return { rule: other, equal };
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
