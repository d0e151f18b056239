import { warning } from '../../diag/diagnostic.ts';
import type { Check } from '../check.ts';
import { rawRoutes } from './routed.ts';
import { each, field, nameOf, type Part, spanOf } from './view.ts';

/** The weights of a raw route are shares of a hundred too. */
export const rawWeights: Check = {
  codes: ['MW4110'],
  *run(mesh) {
    for (const { raw, route } of rawRoutes(mesh)) {
      const weights = each(route, 'route')
        .map((one) => field(one, 'weight'))
        .filter(isNumber);
      const sum = weights.reduce((total, { value }) => total + value, 0);
      const over = weights.find(({ value }) => value > 100);
      if (weights.length === 0 || (sum === 100 && !over)) continue;
      const what = over ? `has a weight of ${over.value}` : `has a route whose weights add up to ${sum}, not 100`;
      yield warning('MW4110', `\`${nameOf(raw)}\` ${what}`, {
        span: spanOf(over ?? field(route, 'route')),
        note: 'Istio takes weights in proportion to their sum',
        help: 'write weights that add up to 100',
      });
    }
  },
};

function isNumber(part: Part): part is Part & { readonly value: number } {
  return typeof part.value === 'number';
}
