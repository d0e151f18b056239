import { isJsonObject } from '../../base/json.ts';
import { warning } from '../../diag/diagnostic.ts';
import type { Check } from '../check.ts';
import { actionOf, isDryRun } from './policy.ts';
import { each, field, nameOf, type Part, root, security, spanOf } from './view.ts';

/** No rule of a raw AuthorizationPolicy lets anyone do anything. */
export const rawAllowAll: Check = {
  codes: ['MW4106'],
  *run(mesh) {
    for (const raw of security(mesh, 'AuthorizationPolicy')) {
      if (actionOf(raw) !== 'ALLOW' || isDryRun(raw)) continue;
      const rule = each(root(raw), 'spec', 'rules').find(isOpen);
      if (rule === undefined) continue;
      yield warning('MW4106', `\`${nameOf(raw)}\` lets anyone do anything`, {
        span: spanOf(rule),
        note: 'a rule without `from`, `to` and `when` matches every request',
        help: 'name the callers in `from`, or the requests in `to`',
      });
    }
  },
};

function isOpen(rule: Part): boolean {
  return isJsonObject(rule.value) && ['from', 'to', 'when'].every((name) => isAbsent(field(rule, name)));
}

function isAbsent({ value }: Part): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}
