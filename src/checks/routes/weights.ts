import { within } from '../../base/span.ts';
import { error } from '../../diag/diagnostic.ts';
import type { WeightedDestination } from '../../model/route.ts';
import type { Check } from '../check.ts';
import { type AnyRoute, routesIn } from '../destinations.ts';

/** The weights of a route are shares of a hundred: each a whole number from 0 to 100, together 100. */
export const weights: Check = {
  codes: ['MW2001', 'MW2002'],
  *run(mesh) {
    for (const route of routesIn(mesh)) {
      if (route.to.length === 0) continue;
      if (route.to.every(({ weight }) => isShare(weight))) {
        const sum = route.to.reduce((total, { weight }) => total + weight, 0);
        if (sum !== 100) yield notAHundred(route, sum);
        continue;
      }
      for (const [index, destination] of route.to.entries()) {
        if (!isShare(destination.weight)) yield notAShare(route, destination, index);
      }
    }
  },
};

function isShare(weight: number): boolean {
  return Number.isInteger(weight) && weight >= 0 && weight <= 100;
}

/** A service's own versions are written by name, other destinations in a list. */
function notAShare(route: AnyRoute, { service, version, weight }: WeightedDestination, index: number) {
  const listed = route.to.some((each) => each.version === undefined || each.service !== service);
  const span = within(route.span, 'to', ...(listed || version === undefined ? [index, 'weight'] : [version]));
  const message = `weight \`${weight}\` of \`${version ?? service}\` in route \`${route.name}\` is not a share of 100`;
  return error('MW2002', message, { span, help: 'write whole numbers from 0 to 100 that add up to 100' });
}

function notAHundred(route: AnyRoute, sum: number) {
  const gap = sum < 100 ? `${100 - sum} are missing` : `${sum - 100} are too many`;
  return error('MW2001', `the weights of route \`${route.name}\` add up to ${sum}, not 100`, {
    span: within(route.span, 'to'),
    label: gap,
    help: 'write weights that add up to 100; a version that is left out gets nothing',
  });
}
