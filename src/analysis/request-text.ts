import type { Request } from '../access/request.ts';
import type { Lookup } from '../model/lookup.ts';
import { callerName } from './nearest.ts';

/** A request in a line: `` `DELETE /reviews/x` from `productpage` ``, with what else it takes. */
export function requestText(
  { identity, http, port, sourceIp, remoteIp, sni, refusedBy }: Request,
  lookup: Lookup,
): string {
  const who = identity
    ? `\`${callerName({ kind: 'workload', identity, of: undefined }, lookup)}\``
    : 'anyone, in plaintext';
  const what = http ? `\`${http.method} ${http.path}\`` : `a connection to port ${port}`;
  const also = [
    ...(http && !isOwnHost(http.host, lookup) ? [`host ${http.host}`] : []),
    ...Object.entries(http?.headers ?? {}).flatMap(([name, values]) =>
      values.map((value) => `header ${name}: ${value}`),
    ),
    ...(http?.jwt ? [`a token of ${http.jwt.issuer}${http.jwt.place ? ` in ${http.jwt.place}` : ''}`] : []),
    ...(sourceIp !== '10.0.0.1' ? [`address ${sourceIp}`] : []),
    ...(remoteIp !== sourceIp ? [`client address ${remoteIp}`] : []),
    ...(sni ? [`server name ${sni}`] : []),
    ...(refusedBy?.length ? [`${refusedBy.join(', ')} refusing`] : []),
  ];
  return `${what} from ${who}${also.length > 0 ? ` with ${also.join(', ')}` : ''}`;
}

function isOwnHost(host: string, { mesh }: Lookup): boolean {
  return host === '' || host === 'example.com' || mesh.services.some(({ hostname }) => hostname === host);
}
