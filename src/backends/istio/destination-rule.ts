import { type DestinationRuleSpec, destinationRule } from '../../manifest/kinds/istio-networking.ts';
import type { Emitted } from '../../manifest/manifest.ts';
import type { Service } from '../../model/service.ts';
import type { Context } from './context.ts';
import { lowerTraffic } from './traffic-policy.ts';

/** Where a service has versions (a subset each) or says how clients treat it. */
export function destinationRules(context: Context): readonly Emitted[] {
  const told = context.lookup.focus.services.filter(({ versions, traffic }) => versions.length > 0 || traffic);
  return told.map((service) => lowerService(service, context));
}

function lowerService(service: Service, context: Context): Emitted {
  const { name, namespace, hostname, traffic, versions, span } = service;
  const policy = traffic && lowerTraffic(traffic, service, context);
  const spec: DestinationRuleSpec = {
    host: hostname,
    // Istio refuses a traffic policy that says nothing.
    ...(policy && Object.keys(policy).length > 0 && { trafficPolicy: policy }),
    ...(versions.length > 0 && {
      subsets: versions.map((version) => ({ name: version.name, labels: version.labels })),
    }),
  };
  return {
    manifest: destinationRule({ name, namespace }, spec),
    spans: traffic ? [span, traffic.span] : [span],
  };
}
