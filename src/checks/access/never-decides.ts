import { enclosingRules } from '../../access/enclosing-rules.ts';
import { isEmptyRule, ruleCovers } from '../../access/rule-covers.ts';
import { type Diagnostic, warning } from '../../diag/diagnostic.ts';
import type { AuthorizationRule } from '../../model/authorization.ts';
import type { Check } from '../check.ts';
import { printScope } from '../rules/scope.ts';

/** Every rule can decide: it is about some request, and no DENY rule refuses all that it allows. */
export const neverDecides: Check = {
  codes: ['MW3301'],
  *run(lookup) {
    const denials = enclosingRules(lookup, 'deny');
    for (const rule of lookup.mesh.rules) {
      if (rule.dryRun) continue;
      if (isEmptyRule(rule, lookup.mesh)) {
        yield empty(rule, printScope(lookup, rule));
        continue;
      }
      if (rule.effect !== 'allow') continue;
      const denial = denials(rule).find((one) => ruleCovers(one, rule, lookup.mesh));
      if (denial) yield denied(rule, denial, printScope(lookup, rule));
    }
  },
};

function empty(rule: AuthorizationRule, scope: string): Diagnostic {
  return warning('MW3301', `this rule for ${scope} is about no request at all`, {
    span: rule.span,
    note: 'what it names, it leaves out again',
    help: 'remove it, or leave out less',
  });
}

function denied(rule: AuthorizationRule, denial: AuthorizationRule, scope: string): Diagnostic {
  return warning('MW3301', `this rule for ${scope} never allows anything: all that it allows is denied`, {
    span: rule.span,
    related: [{ span: denial.span, note: 'denied here, and a denial comes first' }],
    help: 'remove it, or except its callers or requests from the denial',
  });
}
