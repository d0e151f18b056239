import { error } from '../../../diag/diagnostic.ts';
import type { Service } from '../../../model/service.ts';
import type { Context } from '../context.ts';
import type { SocketAddress } from '../placement.ts';
import { portsOf } from './listener.ts';

const COMES = 'what comes to';

/** Two listeners at one address, or one where the service itself listens: the second would not start. */
export function reportOutbound(service: Service, called: readonly Service[], { placement, gap }: Context): void {
  const own = service.ports.map((port): [string, SocketAddress] => [
    `the service itself (\`${port.name}\`)`,
    placement.application(service, port),
  ]);
  const taken = new Map(own.map(([what, address]) => [printed(address), what]));
  const listeners = [
    ...service.ports.map((port) => [`${COMES} \`${port.name}\``, placement.inbound(service, port)] as const),
    ['HTTP that it sends', placement.outbound(service.key)] as const,
    ...called.flatMap((one) =>
      portsOf(one).tcp.map(
        (port) => [`\`${one.key}:${port.port}\``, placement.outboundTcp(service.key, one, port)] as const,
      ),
    ),
  ];
  for (const [what, address] of listeners.filter(([, { port }]) => port !== 0)) {
    const first = taken.get(printed(address));
    taken.set(printed(address), what);
    if (first === undefined) continue;
    gap(
      error(
        'MW3460',
        `the proxy of \`${service.key}\` would listen at ${printed(address)} for ${what}, beside ${first}`,
        {
          span: service.span,
          help: what.startsWith(COMES)
            ? 'give each port a `targetPort` of its own, or choose `inbound: { portOffset }` in the options of `envoy`'
            : "give one of them a port of its own: `outbound: { tcp: { 'namespace/service:port': … } }` in the options of `envoy`",
        },
      ),
    );
  }
}

function printed({ address, port }: SocketAddress): string {
  return `${address}:${port}`;
}
