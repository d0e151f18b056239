import { error } from '../../diag/diagnostic.ts';
import type { Lookup } from '../../model/lookup.ts';
import type { Service } from '../../model/service.ts';
import type { Check } from '../check.ts';
import { fullHost, hostsOfServices } from '../known-hosts.ts';
import { brokenCall, type ClientMode } from '../mtls/client-tls.ts';
import { modesOf, type PortMode } from '../mtls/modes.ts';
import { each, field, namespaceOf, networking, type Part, root, spanOf, text } from './view.ts';

const BREAKS: Readonly<Record<string, ClientMode>> = { DISABLE: 'disabled', SIMPLE: 'simple', MUTUAL: 'mutual' };

/** What a raw DestinationRule tells clients to speak is what the proxy of the service takes. */
export const rawClientTls: Check = {
  codes: ['MW4105'],
  *run(mesh) {
    for (const raw of networking(mesh, 'DestinationRule')) {
      const host = text(field(root(raw), 'spec', 'host'));
      const full = host === undefined ? undefined : fullHost(mesh, host, namespaceOf(raw));
      const service = full === undefined ? undefined : hostsOfServices(mesh).get(full);
      if (service) for (const policy of trafficPolicies(root(raw))) yield* broken(mesh, service, policy);
    }
  },
};

/** The traffic policies of a DestinationRule, those of its subsets and ports included, with the ports that they are for. */
function trafficPolicies(rule: Part): { readonly policy: Part; readonly port?: number }[] {
  const whole = [field(rule, 'spec'), ...each(rule, 'spec', 'subsets')].map((part) => field(part, 'trafficPolicy'));
  return whole.flatMap((policy) => [
    { policy },
    ...each(policy, 'portLevelSettings').map((level) => {
      const port = field(level, 'port', 'number').value;
      return { policy: level, ...(typeof port === 'number' && { port }) };
    }),
  ]);
}

function* broken(mesh: Lookup, service: Service, { policy, port }: { readonly policy: Part; readonly port?: number }) {
  const tls = field(policy, 'tls', 'mode');
  const mode = BREAKS[text(tls) ?? ''];
  const strict = mode && modesOf(mesh, service)?.find((one) => one.mode === 'strict' && isFor(service, one, port));
  if (!mode || !strict) return;
  yield error('MW4105', brokenCall(service, mode), {
    span: spanOf(tls),
    related: [{ span: strict.span, note: '`strict` is said here' }],
    note: 'every call fails: the proxy closes the connection',
    help: 'leave `tls` out: clients then use mutual TLS wherever the other side has a proxy',
  });
}

function isFor({ ports }: Service, { port: targetPort }: PortMode, port: number | undefined): boolean {
  return port === undefined || ports.some((one) => one.port === port && one.targetPort === targetPort);
}
