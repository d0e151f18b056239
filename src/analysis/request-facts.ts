import type { HttpRequest, Request } from '../access/request.ts';
import { printIdentity } from '../model/ids.ts';

type Facts = readonly (readonly [name: string, value: string])[];

/** A request, one fact a line, beside the line that names its method and path. */
export function requestFacts(request: Request): Facts {
  const { identity, sourceIp, remoteIp, destinationIp, port, sni, http, refusedBy = [] } = request;
  return [
    ...(http ? httpFacts(http) : []),
    ['from', identity ? printIdentity(identity) : 'no identity'],
    ['transport', identity ? 'mutual TLS' : 'plaintext'],
    ['to', `${destinationIp.includes(':') ? `[${destinationIp}]` : destinationIp}:${port}`],
    ['source address', remoteIp === sourceIp ? sourceIp : `${sourceIp}, for client ${remoteIp}`],
    ...(sni === '' ? [] : [['server name', sni] as const]),
    ...refusedBy.map((provider) => ['refused by', provider] as const),
  ];
}

function httpFacts({ host, headers, jwt }: HttpRequest): Facts {
  return [
    ...(host === '' ? [] : [['host', host] as const]),
    ...Object.entries(headers).flatMap(([name, values]) => values.map((value) => [`header ${name}`, value] as const)),
    ...(jwt ? [['token', JSON.stringify(jwt)] as const] : []),
  ];
}
