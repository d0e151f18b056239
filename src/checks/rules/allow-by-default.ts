import { within } from '../../base/span.ts';
import { warning } from '../../diag/diagnostic.ts';
import type { Check } from '../check.ts';

/** What is not allowed is refused: the mesh denies by default. */
export const allowByDefault: Check = {
  codes: ['MW3108'],
  *run({ mesh }) {
    if (mesh.authorization !== 'allow-by-default') return;
    yield warning('MW3108', 'workloads without an ALLOW rule admit everything', {
      span: within(mesh.span, 1, 'authorization'),
      note: 'a service that nobody calls yet is open to all, until the first `calls` or `allow` closes it',
      help: 'make it `deny-by-default`, or say why not',
    });
  },
};
