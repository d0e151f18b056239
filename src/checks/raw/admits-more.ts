import { warning } from '../../diag/diagnostic.ts';
import type { Check } from '../check.ts';
import { some } from '../words.ts';
import { actionOf, hasTargetRefs, isDryRun, servicesFor } from './policy.ts';
import { each, nameOf, root, security, spanOf } from './view.ts';

/** Who may reach a declared service stands in the policies: a raw ALLOW policy adds callers that they do not name. */
export const admitsMore: Check = {
  codes: ['MW4109'],
  *run(mesh) {
    for (const raw of security(mesh, 'AuthorizationPolicy')) {
      const rules = each(root(raw), 'spec', 'rules');
      if (actionOf(raw) !== 'ALLOW' || isDryRun(raw) || hasTargetRefs(raw) || rules.length === 0) continue;
      const services = servicesFor(mesh, raw).map(({ name }) => name);
      if (services.length === 0) continue;
      yield warning('MW4109', `\`${nameOf(raw)}\` admits more to ${some(services)} than the policies say`, {
        span: spanOf(root(raw)),
        note: 'ALLOW policies for one workload add up',
        help: 'say it with `allow`, so that it is checked like the rest',
      });
    }
  },
};
