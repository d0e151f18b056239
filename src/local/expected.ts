import { decide, type Target } from '../access/decide.ts';
import type { Request } from '../access/request.ts';
import { passages } from '../analysis/hops.ts';
import type { Json } from '../base/json.ts';
import { isHttpListener } from '../model/gateway.ts';
import type { Lookup } from '../model/lookup.ts';
import { LOOPBACK } from './ports.ts';

/** What becomes of a request: `answered` by the service, or what stopped it. */
export type Outcome = 'answered' | 'forbidden' | 'bad token' | 'cut' | 'no route' | 'redirected' | 'unavailable';

/** What may become of a request at a workload: at a gateway, of what is behind it too. */
export function expected(target: Target, request: Request, model: Lookup): readonly Outcome[] {
  const said = decide(request, target, model);
  if (!said.allowed) {
    // Whom a token is for is answered as a denial is.
    if (said.because === 'token') return ['bad token', 'forbidden'];
    return [said.because === 'transport' || request.http === undefined ? 'cut' : 'forbidden'];
  }
  return target.kind === 'gateway' ? behind(target, request, model) : ['answered'];
}

function behind(
  { gateway }: Extract<Target, { kind: 'gateway' }>,
  request: Request,
  model: Lookup,
): readonly Outcome[] {
  if (request.http === undefined) return ['answered', 'cut'];
  const { method, path, host, headers, jwt } = request.http;
  const forwarded = model.mesh.issuers.find(({ issuer }) => issuer === jwt?.issuer)?.forwardToken;
  const claims = jwt && { ...jwt.claims, iss: jwt.issuer, sub: jwt.subject, aud: jwt.audiences, azp: jwt.presenter };
  const scheme = schemeOf(gateway, request.port, model);
  const asked = { method, path, host, headers, scheme, plaintext: false, ip: request.sourceIp };
  const [passage] = passages({ ...asked, ...(forwarded && { jwt: claims as Record<string, Json> }) }, model);
  if (passage === undefined) return ['no route'];
  switch (passage.kind) {
    case 'no-listener':
    case 'no-route':
      return ['no route'];
    case 'answered': {
      const does = passage.route?.action;
      const status = does?.kind === 'direct-response' ? outcomeOf(does.status) : 'redirected';
      return status === undefined ? [] : [status];
    }
    case 'passed':
      // All proxies are at one address here.
      return expected(passage.to as Target, { ...passage.onward, sourceIp: LOOPBACK }, model);
  }
}

function schemeOf(gateway: `${string}/${string}`, port: number, { gateways }: Lookup): 'http' | 'https' {
  const listener = gateways.get(gateway)?.listeners.find((one) => (one.targetPort ?? one.port) === port);
  return listener && isHttpListener(listener) && !listener.tls ? 'http' : 'https';
}

/** What an answer was; undefined: none that a proxy gives of itself. */
export function outcomeOf(status: number): Outcome | undefined {
  if (status === 0) return 'cut';
  if (status >= 200 && status < 300) return 'answered';
  if (status >= 300 && status < 400) return 'redirected';
  return ({ 401: 'bad token', 403: 'forbidden', 404: 'no route', 503: 'unavailable' } as const)[status as 401];
}
