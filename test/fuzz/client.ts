// Requests as the oracle sees them, sent to Envoy.
import { type IncomingMessage, Agent as PlainAgent, request as send } from 'node:http';
import { Agent as TlsAgent } from 'node:https';
import type { Jwt, Request } from '../../src/access/request.ts';
import { BEARER } from '../../src/access/token-place.ts';
import { printIdentity } from '../../src/model/ids.ts';
import type { Authority } from './certificates.ts';
import { ADDRESS, type Envoy } from './envoy.ts';
import { tokenOf } from './tokens.ts';

/** A request to a door, by its number. */
export interface Ask {
  readonly door: number;
  readonly request: Request;
}

const PARALLEL = 24;

/** The statuses of the answers, in the requests' order. Those of one connection go one after the other. */
export async function ask(asks: readonly Ask[], envoy: Envoy, authority: Authority): Promise<readonly number[]> {
  const groups = new Map<string, number[]>();
  for (const [i, { request }] of asks.entries()) {
    const key = connectionKey(request);
    groups.set(key, [...(groups.get(key) ?? []), i]);
  }
  const statuses = new Array<number>(asks.length).fill(0);
  const waiting = [...groups.values()];
  const work = async (): Promise<void> => {
    for (let group = waiting.pop(); group !== undefined; group = waiting.pop()) {
      const { request } = asks[group[0]!]!;
      const agent = agentFor(request, authority);
      for (const i of group) statuses[i] = await one(asks[i]!, agent, envoy);
      agent.destroy();
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  return statuses;
}

function connectionKey({ identity, sourceIp, port, sni }: Request): string {
  return [identity && printIdentity(identity), sourceIp, port, sni].join(' ');
}

function agentFor({ identity, sni }: Request, authority: Authority): PlainAgent {
  if (identity === undefined) return new PlainAgent({ keepAlive: true, maxSockets: 1 });
  const cert = authority.of(`spiffe://${printIdentity(identity)}`);
  const options = { keepAlive: true, maxSockets: 1, key: authority.key, cert, rejectUnauthorized: false };
  return new TlsAgent({ ...options, servername: sni });
}

/** The header that a token is in, and its value. */
export function placed({ place = BEARER }: Jwt, token: string): [string, string] {
  const [name = '', prefix] = place.split(': ');
  return [name.replace(/:$/, ''), prefix === undefined ? token : `${prefix} ${token}`];
}

function one({ door, request }: Ask, agent: PlainAgent, { listening }: Envoy): Promise<number> {
  const { method = 'GET', path = '/', host = 'any', headers = {}, jwt } = request.http ?? {};
  const lines: [string, string][] = Object.entries(headers).flatMap(([name, values]) =>
    values.map((value): [string, string] => [name, value]),
  );
  lines.push(['host', host], ['x-case', `case-${door}`], ['x-forwarded-for', request.remoteIp]);
  if (jwt) lines.push(placed(jwt, tokenOf(jwt)));
  for (const provider of request.refusedBy ?? []) lines.push(['x-refused-by', provider]);
  return new Promise((resolve, reject) => {
    const sent = send(
      {
        agent,
        host: ADDRESS,
        port: listening.get(request.port)!,
        localAddress: request.sourceIp,
        method,
        path,
        headers: lines.flat() as unknown as Record<string, string>,
        ...(agent instanceof TlsAgent && { protocol: 'https:' }),
      },
      (answer: IncomingMessage) => {
        answer.resume();
        answer.on('end', () => resolve(answer.statusCode ?? 0));
      },
    );
    sent.on('error', (error) => reject(new Error(`${error.message}: ${JSON.stringify(request)}`)));
    sent.end();
  });
}
