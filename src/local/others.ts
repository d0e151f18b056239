import type { Request } from '../access/request.ts';
import type { Door, Probe } from '../analysis/probes.ts';
import { ELSEWHERE } from './ports.ts';

/** How a caller shows who it is, where it does not show a good certificate of the mesh. */
export type Shown = 'no certificate' | 'a certificate of another CA';

/** A request as a probe has it, and how its caller shows who it is. */
export interface OtherProbe extends Probe {
  readonly shows?: Shown;
}

/** So many requests that are answered are tried by others. */
const TRIED = 4;

/**
 * What is answered, made by those who must not be taken for whom it is answered to: without a certificate, with one of another CA, for
 * another trust domain, for a name that is longer, from another address; and with a path or a
 * header that begins alike, or a token for somebody else.
 */
export function byOthers({ destination, port }: Door, answered: readonly Probe[]): readonly OtherProbe[] {
  if (destination.proxy === 'gateway') return [];
  const own = answered.filter(({ request: { identity } }) => identity !== undefined);
  return [
    ...(port.mtls === 'disabled' ? [] : own.slice(0, TRIED).flatMap(intrusions)),
    ...own.slice(0, TRIED).flatMap(likeNames),
    ...own.slice(0, TRIED).map(fromElsewhere),
    ...answered.flatMap((probe) => [...likePaths(probe), ...likeHeaders(probe), ...otherAudience(probe)]),
  ];
}

function intrusions(probe: Probe): readonly OtherProbe[] {
  const { identity: _, ...anonymous } = probe.request;
  return [
    { ...probe, request: anonymous, shows: 'no certificate', why: 'over TLS, without a certificate' },
    { ...probe, shows: 'a certificate of another CA', why: 'with a certificate of another CA' },
  ];
}

function likeNames(probe: Probe): readonly OtherProbe[] {
  const identity = probe.request.identity!;
  const as = (other: Partial<typeof identity>, why: string): OtherProbe => ({
    ...probe,
    request: { ...probe.request, identity: { ...identity, ...other } },
    why,
  });
  return [
    as({ trustDomain: 'elsewhere.example' }, 'by the same name in another trust domain'),
    as({ serviceAccount: `${identity.serviceAccount}x` }, 'by a name that begins alike'),
    as({ namespace: `${identity.namespace}x` }, 'from a namespace whose name begins alike'),
  ];
}

function likePaths(probe: Probe): readonly OtherProbe[] {
  const { http } = probe.request;
  if (http === undefined || http.path === '/') return [];
  const request: Request = { ...probe.request, http: { ...http, path: `${http.path.replace(/\/$/, '')}x` } };
  return [{ ...probe, request, why: `beside ${http.path}` }];
}

function fromElsewhere(probe: Probe): OtherProbe {
  const request: Request = { ...probe.request, sourceIp: ELSEWHERE, remoteIp: ELSEWHERE };
  return { ...probe, request, why: 'from another address' };
}

function likeHeaders(probe: Probe): readonly OtherProbe[] {
  const { http } = probe.request;
  return Object.entries(http?.headers ?? {}).map(([name, values]): OtherProbe => {
    const headers = { ...http!.headers, [name]: values.map((value) => `${value}x`) };
    return { ...probe, request: { ...probe.request, http: { ...http!, headers } }, why: `another ${name}` };
  });
}

function otherAudience(probe: Probe): readonly OtherProbe[] {
  const { http } = probe.request;
  if (http?.jwt === undefined) return [];
  const jwt = { ...http.jwt, audiences: ['somebody-else'] };
  return [{ ...probe, request: { ...probe.request, http: { ...http, jwt } }, why: 'a token for somebody else' }];
}
