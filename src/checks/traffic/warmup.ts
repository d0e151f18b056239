import { warning } from '../../diag/diagnostic.ts';
import type { LoadBalancer } from '../../model/traffic.ts';
import type { Check } from '../check.ts';
import { inArgument } from '../place.ts';

/** Load balancers that give a new endpoint less at first. */
const WARMS_UP: Readonly<Record<LoadBalancer['kind'], boolean>> = {
  'round-robin': true,
  'least-request': true,
  random: false,
  passthrough: false,
  'consistent-hash': false,
};

/** A warm-up stands beside a load balancer that can do it. */
export const warmup: Check = {
  codes: ['MW2051'],
  *run({ focus }) {
    for (const { name, traffic } of focus.services) {
      const kind = traffic?.loadBalancer?.kind ?? 'least-request';
      if (traffic?.warmup === undefined || WARMS_UP[kind]) continue;
      yield warning('MW2051', `\`warmup\` of \`${name}\` does nothing with the load balancer \`${kind}\``, {
        span: inArgument(traffic.span, 'warmup'),
        help: 'use `round-robin` or `least-request`, or leave the warm-up out',
      });
    }
  },
};
