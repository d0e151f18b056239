// What becomes of a request, by the oracle: at its destination, or at the gateway and what is behind it.
import { decide, type Target } from '../../../src/access/decide.ts';
import type { Request } from '../../../src/access/request.ts';
import { targetOf } from '../../../src/access/target.ts';
import { passages } from '../../../src/analysis/hops.ts';
import type { Json } from '../../../src/base/json.ts';
import type { Lookup } from '../../../src/model/lookup.ts';
import type { Door } from '../../fuzz/door.ts';
import type { Verdict } from '../verdict.ts';

/** Envoy's answers to a token that it does not accept: it is not good, or for somebody else. */
const BAD_TOKEN: readonly Verdict[] = ['status 401', 'forbidden'];

export function expected(door: Door, request: Request, doors: readonly Door[]): readonly Verdict[] {
  const here = at(targetOf(door.destination.key), request, door.model);
  return here[0] === 'answered' && door.destination.proxy === 'gateway' ? behind(request, door, doors) : here;
}

function at(target: Target, request: Request, model: Lookup): readonly Verdict[] {
  const said = decide(request, target, model);
  if (said.allowed) return speaksHttp2(target, request, model) ? ['answered', 'status 502'] : ['answered'];
  if (said.because === 'token') return BAD_TOKEN;
  return [said.because === 'transport' || request.http === undefined ? 'cut' : 'forbidden'];
}

/** The lab's programs do not: a request that gets so far is admitted. */
function speaksHttp2(target: Target, { port }: Request, { services }: Lookup): boolean {
  const ports = target.kind === 'service' ? services.get(target.service)!.ports : [];
  return ports.some(({ targetPort, protocol }) => targetPort === port && ['grpc', 'http2'].includes(protocol));
}

function behind(request: Request, { model }: Door, doors: readonly Door[]): readonly Verdict[] {
  const { method, path, host, headers, jwt } = request.http!;
  const forwarded = model.mesh.issuers.find(({ issuer }) => issuer === jwt?.issuer)?.forwardToken;
  const claims = jwt && { ...jwt.claims, iss: jwt.issuer, sub: jwt.subject, aud: jwt.audiences, azp: jwt.presenter };
  const asked = { method, path, host, headers, scheme: 'https' as const, plaintext: false, ip: request.sourceIp };
  const [passage] = passages({ ...asked, ...(forwarded && { jwt: claims as Record<string, Json> }) }, model);
  switch (passage!.kind) {
    case 'no-listener':
    case 'no-route':
      return ['no route'];
    case 'answered':
      return ['redirected'];
    case 'passed': {
      const { to, onward } = passage as Extract<typeof passage, { kind: 'passed' }>;
      const key = to.kind === 'service' ? `service ${to.service}` : `gateway ${to.gateway}`;
      const next = doors.find(({ destination, port }) => destination.key === key && port.port === onward.port);
      return expected(next!, onward, doors);
    }
  }
}
