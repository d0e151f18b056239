import { groupBy, sortBy } from '../../base/order.ts';
import { within } from '../../base/span.ts';
import { error } from '../../diag/diagnostic.ts';
import { servicesAround } from '../../model/lookup.ts';
import type { Service } from '../../model/service.ts';
import type { Check } from '../check.ts';

/** Services that share pods say the same of their mTLS: the proxy in front of a pod has one mode for a port. */
export const conflictingMtls: Check = {
  codes: ['MW3010'],
  *run(mesh) {
    const saying = servicesAround(mesh).filter(({ mtls }) => mtls.mode !== undefined || mtls.ports.length > 0);
    for (const [first, ...others] of groupBy(saying, podsKey).values()) {
      if (first === undefined) continue;
      for (const other of others)
        if (JSON.stringify(first.mtls) !== JSON.stringify(other.mtls)) yield conflict(first, other);
    }
  },
};

function podsKey({ namespace, selector }: Service): string {
  return `${namespace} ${JSON.stringify(sortBy(Object.entries(selector), ([name]) => name))}`;
}

function conflict(first: Service, other: Service) {
  return error('MW3010', `\`${first.name}\` and \`${other.name}\` select the same pods and want different mTLS there`, {
    span: within(other.span, 1, 'mtls'),
    related: [{ span: within(first.span, 1, 'mtls'), note: `\`${first.name}\` says so here` }],
    note: 'of two PeerAuthentications for the same pods Istio takes the older one',
    help: 'say it once, or the same in both',
  });
}
