import { type Span, within } from '../../base/span.ts';
import { type Diagnostic, warning } from '../../diag/diagnostic.ts';
import type { Lookup } from '../../model/lookup.ts';
import type { Check } from '../check.ts';
import { routesIn } from '../destinations.ts';
import { unknownService } from '../known-hosts.ts';

/** A host inside the cluster that a rewrite or redirect names is the host of a service. */
export const unknownHost: Check = {
  codes: ['MW2015'],
  *run(mesh) {
    for (const { http, name, span } of routesIn(mesh)) {
      const { rewrite, action } = http ?? {};
      if (rewrite?.host !== undefined)
        yield* check(mesh, rewrite.host, `route \`${name}\` rewrites to`, within(span, 'rewrite', 'host'));
      if (action?.kind === 'redirect' && action.host !== undefined)
        yield* check(mesh, action.host, `route \`${name}\` redirects to`, within(span, 'redirect', 'host'));
    }
  },
};

function* check(mesh: Lookup, host: string, what: string, span: Span): Generator<Diagnostic> {
  const unknown = unknownService(mesh, host);
  if (unknown === undefined) return;
  yield warning('MW2015', `${what} \`${host}\`, and no service has this host`, {
    span,
    ...(unknown.help !== undefined && { help: unknown.help }),
  });
}
