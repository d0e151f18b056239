import { enclosingRules } from '../../access/enclosing-rules.ts';
import { isEmptyRule, ruleCovers } from '../../access/rule-covers.ts';
import { together } from '../../access/together.ts';
import { type Diagnostic, warning } from '../../diag/diagnostic.ts';
import type { AuthorizationRule } from '../../model/authorization.ts';
import { isWhole, unfocused } from '../../model/lookup.ts';
import type { Check } from '../check.ts';
import { printScope } from '../rules/scope.ts';

/** Every rule can decide: it is about some request, and DENY rules do not refuse all that it allows, alone or together. */
export const neverDecides: Check = {
  codes: ['MW3301'],
  *run(lookup) {
    const denials = enclosingRules(lookup, 'deny');
    const enough = together(lookup);
    for (const rule of lookup.focus.rules) {
      if (rule.dryRun) continue;
      if (isEmptyRule(rule, lookup.mesh)) {
        yield empty(rule, printScope(lookup, rule));
        continue;
      }
      if (rule.effect !== 'allow') continue;
      const denial = denials(rule).find((one) => ruleCovers(one, rule, lookup.mesh));
      const all = denial ? [denial] : enough.find(rule, denials(rule, 'some'));
      if (all) yield denied(rule, all, printScope(lookup, rule));
    }
    if (enough.gaveUp() && !isWhole(lookup)) yield* neverDecides.run(unfocused(lookup));
  },
};

function empty(rule: AuthorizationRule, scope: string): Diagnostic {
  return warning('MW3301', `this rule for ${scope} is about no request at all`, {
    span: rule.span,
    note: 'what it names, it leaves out again',
    help: 'remove it, or leave out less',
  });
}

function denied(rule: AuthorizationRule, denials: readonly AuthorizationRule[], scope: string): Diagnostic {
  return warning('MW3301', `this rule for ${scope} never allows anything: all that it allows is denied`, {
    span: rule.span,
    related: denials.map(({ span }, i) => ({
      span,
      note: deniedNote(i, denials.length),
    })),
    help: 'remove it, or except its callers or requests from the denial',
  });
}

function deniedNote(at: number, of: number): string {
  if (of === 1) return 'denied here, and a denial comes first';
  return at === 0 ? 'denied in part here, and a denial comes first' : 'and in part here';
}
