import type { Target } from '../access/decide.ts';
import type { Jwt, Request } from '../access/request.ts';
import { headerPlace } from '../access/token-place.ts';
import type { Json } from '../base/json.ts';
import type { Lookup } from '../model/lookup.ts';
import { isHttp } from '../model/service.ts';
import type { Party } from './parties.ts';

/** What may be said about a request beside who makes it and to whom. */
export interface Asked {
  /** `GET`, in upper case. */
  readonly method: string;
  readonly path: string;
  readonly scheme?: 'http' | 'https';
  /** Default: the host that the URL names, or the destination's own. */
  readonly host?: string;
  readonly headers: Readonly<Record<string, readonly string[]>>;
  /** Claims of a token: `iss`, `sub`, `aud`, `azp` and others. */
  readonly jwt?: Readonly<Record<string, Json>>;
  readonly ip?: string;
  readonly plaintext: boolean;
  /** Service port, by name or number. Default: the first that carries HTTP, or the first. */
  readonly port?: string;
}

/** `GET /reviews/1`, `GET https://bookinfo.example.com/login`, `/reviews/1` (a GET). */
export function parseRequest(text: string): Pick<Asked, 'method' | 'path' | 'scheme' | 'host'> | undefined {
  const [, method = 'GET', scheme, host, path = '/'] =
    /^(?:([A-Za-z]+)\s+)?(?:(https?):\/\/([^/\s?#]+))?(\/\S*)?$/.exec(text.trim()) ?? [];
  if (text.trim() === '' || (scheme === undefined && !text.includes('/'))) return undefined;
  return {
    method,
    path: path.replace(/[?#].*$/, ''),
    ...(scheme && { scheme: scheme as 'http' | 'https' }),
    ...(host && { host: host.toLowerCase() }),
  };
}

/** The request as it reaches a service. */
export function requestTo(
  target: Target,
  from: Party,
  asked: Asked,
  lookup: Lookup,
): Request | { readonly noPort: string } {
  const port = portFor(target, asked, lookup);
  if (port === undefined) return { noPort: asked.port ?? '' };
  const ip = asked.ip ?? '10.0.0.1';
  const identity = from.kind === 'workload' || from.kind === 'identity' ? from.identity : undefined;
  return {
    ...(identity && !asked.plaintext && { identity }),
    sourceIp: ip,
    remoteIp: ip,
    destinationIp: '10.0.0.2',
    port: port.target,
    sni: '',
    ...(port.http && { http: httpOf(asked, port.host, lookup) }),
  };
}

export function httpOf(asked: Asked, host: string, lookup: Lookup): NonNullable<Request['http']> {
  const { method, path, headers, jwt } = asked;
  return { method, path, host: (asked.host ?? host).toLowerCase(), headers, ...(jwt && { jwt: tokenOf(jwt, lookup) }) };
}

/** A token is sent where its issuer says that it is looked for. */
function tokenOf(claims: Readonly<Record<string, Json>>, { mesh }: Lookup): Jwt {
  const { iss, sub, aud, azp } = claims;
  const audiences = (Array.isArray(aud) ? aud : [aud]).filter((one): one is string => typeof one === 'string');
  const known = mesh.issuers.find(({ issuer }) => issuer === iss);
  const [header] = known?.fromHeaders ?? [];
  return {
    ...(header && { place: headerPlace(header) }),
    issuer: typeof iss === 'string' ? iss : '',
    ...(typeof sub === 'string' && { subject: sub }),
    ...(audiences.length > 0 && { audiences }),
    ...(typeof azp === 'string' && { presenter: azp }),
    claims,
  };
}

interface PortChoice {
  readonly target: number;
  readonly http: boolean;
  readonly host: string;
}

function portFor(target: Target, { port }: Asked, lookup: Lookup): PortChoice | undefined {
  if (target.kind === 'gateway') {
    const { listeners } = lookup.gateways.get(target.gateway)!;
    const listener =
      port === undefined ? listeners[0] : listeners.find((one) => one.name === port || String(one.port) === port);
    return listener && { target: listener.targetPort ?? listener.port, http: true, host: listener.hosts[0] };
  }
  const { ports, hostname } = lookup.services.get(target.service)!;
  const wanted = ports.find((one) => one.name === port || String(one.port) === port);
  const found = port === undefined ? (ports.find(({ protocol }) => isHttp(protocol)) ?? ports[0]) : wanted;
  return found && { target: found.targetPort, http: isHttp(found.protocol), host: `${hostname}:${found.port}` };
}
