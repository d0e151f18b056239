import { within } from '../../base/span.ts';
import { warning } from '../../diag/diagnostic.ts';
import type { HttpRoute } from '../../model/route.ts';
import type { Check } from '../check.ts';
import { routesIn } from '../destinations.ts';
import { milliseconds } from '../duration.ts';

/** A route's timeout leaves time for each of its retries to begin. */
export const retryBudget: Check = {
  codes: ['MW2012'],
  *run(mesh) {
    for (const { http, name, span } of routesIn(mesh)) {
      const begun = http && retriesThatBegin(http);
      if (begun === undefined || !http?.retries || begun >= http.retries.attempts) continue;
      const { attempts, perTryTimeout } = http.retries;
      const message = `route \`${name}\` has time for ${begun} of its ${attempts} retries: \`${http.timeout}\` in all, \`${perTryTimeout}\` for each try`;
      yield warning('MW2012', message, {
        span: within(span, 'timeout'),
        note: 'the timeout is for the first try and all retries together',
        help: `make the timeout longer than ${attempts} × \`${perTryTimeout}\`, or the tries shorter or fewer`,
      });
    }
  },
};

/** How many retries begin before the timeout when every try takes all of its time. */
function retriesThatBegin({ timeout, retries }: HttpRoute): number | undefined {
  const whole = timeout && milliseconds(timeout);
  const each = retries?.perTryTimeout && milliseconds(retries.perTryTimeout);
  if (!whole || !each) return undefined;
  return Math.ceil(whole / each) - 1;
}
