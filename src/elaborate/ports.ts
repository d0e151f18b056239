import { isNonEmpty, type NonEmpty } from '../base/nonempty.ts';
import { type Span, within } from '../base/span.ts';
import { didYouMean } from '../base/suggest.ts';
import type { ServiceOptionsSyntax } from '../dsl/declaration.ts';
import { isHttp, PROTOCOLS, type Protocol, type ServicePort } from '../model/service.ts';
import type { Context, ServiceCore } from './context.ts';

/** The protocol that a port's name tells, as Istio reads names: `http`, `grpc-web-admin`, `tcp-redis`. */
function protocolOf(name: string): Protocol | undefined {
  let longest: Protocol | undefined;
  for (const protocol of PROTOCOLS) {
    const end = protocol.length;
    if (!name.startsWith(protocol) || (name.length > end && name[end] !== '-')) continue;
    if (longest === undefined || end > longest.length) longest = protocol;
  }
  return longest;
}

export function portsOf(
  syntax: ServiceOptionsSyntax['ports'],
  span: Span,
  context: Context,
): NonEmpty<ServicePort> | undefined {
  const ports: ServicePort[] = [];
  for (const name of Object.keys(syntax)) {
    const port = portOf(name, syntax[name]!, span, context);
    if (port) ports.push(port);
  }
  if (ports.length > 1) reportTwins(ports, span, context);
  if (isNonEmpty(ports)) return ports;
  if (Object.keys(syntax).length === 0)
    context.error('MW1002', '`ports` is empty', { span: within(span, 1, 'ports'), help: 'name at least one port' });
  return undefined;
}

function portOf(
  name: string,
  options: ServiceOptionsSyntax['ports'][string],
  span: Span,
  context: Context,
): ServicePort | undefined {
  const { port, targetPort, protocol } = typeof options === 'number' ? { port: options } : options;
  const spoken = protocol ?? protocolOf(name);
  if (spoken !== undefined) return { name, port, targetPort: targetPort ?? port, protocol: spoken };
  return context.error('MW1007', `the name \`${name}\` does not tell which protocol the port carries`, {
    span: within(span, 1, 'ports', name),
    help: `name it after its protocol, as \`http-${name}\` or \`tcp-${name}\`, or say \`{ port: ${port}, protocol: 'http' }\``,
  });
}

function reportTwins(ports: readonly ServicePort[], span: Span, context: Context): void {
  for (const [i, port] of ports.entries()) {
    const twin = ports.findIndex((other) => other.port === port.port);
    if (twin < i)
      context.error('MW1106', `ports \`${ports[twin]?.name}\` and \`${port.name}\` are both ${port.port}`, {
        span: within(span, 1, 'ports', port.name),
      });
  }
}

/** A port of a service by name. */
export function portNamed(
  name: string,
  service: Pick<ServiceCore, 'name' | 'ports'>,
  span: Span,
  context: Context,
): ServicePort | undefined {
  const found = service.ports.find((port) => port.name === name);
  if (found) return found;
  const names = service.ports.map((port) => port.name);
  const help = didYouMean(name, names);
  return context.error('MW1204', `\`${service.name}\` has no port \`${name}\``, {
    span,
    label: `ports are ${names.join(', ')}`,
    ...(help && { help }),
  });
}

/** The port that is meant where none is named: the only one, or the only one that carries HTTP. */
export function onlyPort(service: ServiceCore, span: Span, context: Context): ServicePort | undefined {
  const http = service.ports.filter((port) => isHttp(port.protocol));
  const candidates = service.ports.length === 1 ? service.ports : http;
  if (candidates.length === 1) return candidates[0];
  return context.error('MW1009', `\`${service.name}\` has several ports: which one?`, {
    span,
    help: `say \`port: '${service.ports[0].name}'\` (${service.ports.map((port) => port.name).join(', ')})`,
  });
}

/** A version of a service by name. */
export function hasVersion(name: string, service: ServiceCore, at: () => Span, context: Context): boolean {
  if (service.versions.some((version) => version.name === name)) return true;
  const names = service.versions.map((version) => version.name);
  const help = didYouMean(name, names);
  context.error('MW1203', `\`${service.name}\` has no version \`${name}\``, {
    span: at(),
    label: names.length === 0 ? 'it has no versions' : `versions are ${names.join(', ')}`,
    ...(help && { help }),
  });
  return false;
}
