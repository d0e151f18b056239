import { type Diagnostic, error } from '../../diag/diagnostic.ts';
import type { Check } from '../check.ts';
import { actionOf } from './policy.ts';
import { each, field, nameOf, networking, type Part, root, security, spanOf, text, texts } from './view.ts';

/** Methods in raw manifests are in upper case, as those of requests are. */
export const rawMethodCase: Check = {
  codes: ['MW4111'],
  *run(mesh) {
    for (const raw of security(mesh, 'AuthorizationPolicy')) {
      const really = actionOf(raw) === 'DENY' ? 'the rule would refuse nothing' : 'the rule would match nothing';
      for (const method of policyMethods(root(raw))) yield* lowerCase(method, really);
    }
    for (const raw of networking(mesh, 'VirtualService')) {
      for (const match of each(root(raw), 'spec', 'http').flatMap((route) => each(route, 'match'))) {
        for (const kind of ['exact', 'prefix'])
          yield* lowerCase(field(match, 'method', kind), 'the route would match nothing');
      }
    }
  },
};

function policyMethods(policy: Part): Part[] {
  const operations = each(policy, 'spec', 'rules').flatMap((rule) => each(rule, 'to'));
  return operations.flatMap((to) => [...texts(to, 'operation', 'methods'), ...texts(to, 'operation', 'notMethods')]);
}

function* lowerCase(part: Part, really: string): Generator<Diagnostic> {
  const method = text(part);
  if (method === undefined || method === method.toUpperCase()) return;
  yield error('MW4111', `no request has method \`${method}\`: methods are in upper case`, {
    span: spanOf(part),
    label: `in \`${nameOf(part.raw)}\``,
    note: really,
    help: `write \`${method.toUpperCase()}\``,
  });
}
