// Which generated meshes and requests are for the envoy backend.
import type { Request } from '../../src/access/request.ts';
import { envoy } from '../../src/backends/envoy/index.ts';
import { placeFrom } from '../../src/backends/envoy/place.ts';
import { runChecks } from '../../src/checks/index.ts';
import { ENVOY_DEFAULTS } from '../../src/config/envoy.ts';
import { isError } from '../../src/diag/diagnostic.ts';
import type { Lookup } from '../../src/model/lookup.ts';

const anyPlace = placeFrom({
  ...ENVOY_DEFAULTS,
  version: '1.40',
  providers: {
    opa: {
      kind: 'envoyExtAuthzHttp',
      service: 'opa.example.com',
      port: 9191,
      timeout: '1s',
      failOpen: false,
      includeRequestHeadersInCheck: [],
      headersToUpstreamOnAllow: [],
    },
  },
});

/** Whether a compile would go on to make configs of it. */
export function compiles(model: Lookup): boolean {
  return ![...runChecks(model), ...envoy(anyPlace).gaps(model)].some(isError);
}

/** Whether a proxy leaves the path as it is sent: the oracle sees paths after that. */
export function isNormal({ http }: Request): boolean {
  return http === undefined || !/\/\/|\/\.\.?(?=[/;]|$)|%[46]1|[\\"<>`{|}^]/i.test(http.path);
}

/** Nobody reports the client of a connection that carries no requests. */
export function asSent(request: Request): Request {
  return request.http ? request : { ...request, remoteIp: request.sourceIp };
}
