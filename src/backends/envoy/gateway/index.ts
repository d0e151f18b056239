import type { Gateway } from '../../../model/gateway.ts';
import { sharing } from '../authorization/rules-at.ts';
import { upstreamCluster } from '../clusters/service.ts';
import { type Context, type Resources, together } from '../context.ts';
import { unique, upstreamsOfRoute } from '../outbound/reached.ts';
import type { ProxyRef } from '../placement.ts';
import { portListener } from './listener.ts';
import { listenersByPort, type Served } from './served.ts';

/** A gateway's proxy, and all gateways that it serves: those of one workload share it. */
export type GatewayContext = Context & {
  readonly proxy: Extract<ProxyRef, { kind: 'gateway' }>;
  readonly gateways: readonly Gateway[];
};

/** All that comes in through a gateway, and where it goes. */
export function gateways(context: Context): Resources {
  const { proxy, lookup } = context;
  if (proxy.kind !== 'gateway') return {};
  const all = sharing(proxy.gateway, lookup);
  const inside: GatewayContext = { ...context, proxy, gateways: all };
  const upstreams = unique(
    all.flatMap(({ routes }) =>
      routes.flatMap((route) =>
        upstreamsOfRoute(route.kind === 'http' ? route.route : { to: route.to }, undefined, inside),
      ),
    ),
  );
  return together([
    ...[...listenersByPort(all)].map(([port, served]) =>
      portListener(port, served as readonly Served[] as readonly [Served, ...Served[]], inside),
    ),
    ...upstreams.map((one) => upstreamCluster(one, inside)),
    { spans: all.map(({ span }) => span) },
  ]);
}
