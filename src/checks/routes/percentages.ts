import type { Span } from '../../base/span.ts';
import { within } from '../../base/span.ts';
import { type Diagnostic, error } from '../../diag/diagnostic.ts';
import type { Check } from '../check.ts';
import { allRoutes } from '../destinations.ts';

/** What is per cent lies between 0 and 100: faults, mirrors, the sampling of traces. */
export const percentages: Check = {
  codes: ['MW2016'],
  *run(lookup) {
    const { mesh } = lookup;
    yield* check(mesh.tracing?.sampling, '`sampling`', within(mesh.span, 1, 'tracing', 'sampling'));
    for (const { http, mirror, name, span } of allRoutes(lookup)) {
      const { delay, abort } = http?.fault ?? {};
      const of = (what: string) => `${what} of route \`${name}\``;
      yield* check(delay?.percentage, of('the delay'), within(span, 'fault', 'delay', 'percentage'));
      yield* check(abort?.percentage, of('the abort'), within(span, 'fault', 'abort', 'percentage'));
      yield* check(mirror?.percentage, of('the mirror'), within(span, 'mirror', 'percentage'));
    }
  },
};

function* check(value: number | undefined, what: string, span: Span): Generator<Diagnostic> {
  if (value === undefined || (value >= 0 && value <= 100)) return;
  yield error('MW2016', `${what} is for \`${value}\` per cent`, { span, help: 'write a number from 0 to 100' });
}
