import { upstreamCluster } from '../clusters/service.ts';
import { type Context, type Resources, together } from '../context.ts';
import { outboundHttp, outboundTcp, portsOf } from './listener.ts';
import { calledBy, upstreamsOf } from './reached.ts';
import { reportOutbound } from './report.ts';
import { isHttpRoute, outboundRoutes } from './virtual-hosts.ts';

/** All that a service sends to others. */
export function outbound(context: Context): Resources {
  const { proxy } = context;
  if (proxy.kind !== 'service') return {};
  const { service } = proxy;
  const called = calledBy(service, context);
  reportOutbound(service, called, context);
  const http = called.some((one) => portsOf(one).http.length > 0);
  const routes = called.flatMap((one) => one.routes.filter(isHttpRoute));
  return together([
    ...(http ? [outboundHttp(service, outboundRoutes(service, called, context), routes, context)] : []),
    ...called.flatMap((one) => portsOf(one).tcp.map((port) => outboundTcp(service, one, port, context))),
    ...upstreamsOf(called, context).map((one) => upstreamCluster(one, context)),
  ]);
}
