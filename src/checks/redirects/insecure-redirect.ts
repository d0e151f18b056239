import { within } from '../../base/span.ts';
import { warning } from '../../diag/diagnostic.ts';
import type { Check } from '../check.ts';
import { redirectedRequests } from './answers.ts';
import { printUrl, redirected } from './request.ts';

/** No redirect leads from https to plain http. */
export const insecureRedirect: Check = {
  codes: ['MW2026'],
  *run(mesh) {
    const reported = new Set<unknown>();
    for (const { request, first } of redirectedRequests(mesh)) {
      const next = redirected(request, first.redirect);
      if (request.scheme !== 'https' || next.scheme !== 'http' || reported.has(first.redirect)) continue;
      reported.add(first.redirect);
      yield warning('MW2026', `route \`${first.name}\` redirects from https to plain http: \`${printUrl(next)}\``, {
        span: within(first.span, 'redirect', 'scheme'),
        note: 'what follows, cookies included, is sent in the clear',
        help: 'redirect to `https`, or leave the scheme out to keep it',
      });
    }
  },
};
