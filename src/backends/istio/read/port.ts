import type { ServiceSpecPort } from '../../../manifest/kinds/core.ts';

/** What a proxy takes a port for: requests, bytes, or what it sees by itself. */
export type Carries = 'http' | 'tcp' | 'either';

const REQUESTS = ['http', 'http2', 'grpc', 'grpc-web', 'http_proxy'];
const BYTES = ['tcp', 'tls', 'https', 'mongo', 'redis', 'mysql', 'udp'];
/** `appProtocol`s of Kubernetes itself. */
const KUBERNETES: Readonly<Record<string, Carries>> = {
  'kubernetes.io/h2c': 'http',
  'kubernetes.io/ws': 'http',
  'kubernetes.io/wss': 'tcp',
};
/** Ports where servers speak first: unless said otherwise, Istio does not look into what they carry. */
const SERVER_FIRST = [3306, 3307, 25, 110, 143, 587, 993, 995, 22, 21];

/** By `appProtocol` or else the name, up to the first `-`. */
export function carries({ port, name, protocol, appProtocol }: ServiceSpecPort): Carries {
  if (protocol === 'UDP') return 'tcp';
  const said = (appProtocol ?? name ?? '').toLowerCase();
  const known = appProtocol === undefined ? undefined : KUBERNETES[said];
  if (known) return known;
  const word = said.startsWith('grpc-web') ? 'grpc-web' : beforeDash(said);
  if (REQUESTS.includes(word)) return 'http';
  return BYTES.includes(word) || SERVER_FIRST.includes(port) ? 'tcp' : 'either';
}

function beforeDash(name: string): string {
  const dash = name.indexOf('-');
  return dash === -1 ? name : name.slice(0, dash);
}
