import type { Resources } from '../context.ts';
import { type Context, together } from '../context.ts';
import { inboundListener } from './listener.ts';

/** All that comes to a service. */
export function inbound(context: Context): Resources {
  const { proxy } = context;
  if (proxy.kind !== 'service') return {};
  return together(proxy.service.ports.map((port) => inboundListener(port, { ...context, proxy })));
}
