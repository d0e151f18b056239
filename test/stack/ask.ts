// Requests as the oracle sees them, sent through the whole stack.
import { type IncomingMessage, Agent as PlainAgent, request as send } from 'node:http';
import { Agent as TlsAgent } from 'node:https';
import type { Request } from '../../src/access/request.ts';
import { printIdentity } from '../../src/model/ids.ts';
import type { Lookup } from '../../src/model/lookup.ts';
import type { Authority } from '../fuzz/certificates.ts';
import { placed } from '../fuzz/client.ts';
import type { Door } from '../fuzz/door.ts';
import { ADDRESS } from '../fuzz/envoy.ts';
import { tokenOf } from '../fuzz/tokens.ts';
import type { Stack } from './stack.ts';

export interface Ask {
  readonly door: Pick<Door, 'destination' | 'port' | 'model'>;
  readonly request: Request;
}

const PARALLEL = 24;

/** The statuses of the answers, in the requests' order; 0: the connection was closed. Those of one connection go one after the other. */
export async function askAll(asks: readonly Ask[], stack: Stack, authority: Authority): Promise<readonly number[]> {
  const groups = new Map<string, number[]>();
  for (const [i, one] of asks.entries()) {
    const key = connectionKey(one, stack);
    groups.set(key, [...(groups.get(key) ?? []), i]);
  }
  const statuses = new Array<number>(asks.length).fill(0);
  const waiting = [...groups.values()];
  const work = async (): Promise<void> => {
    for (let group = waiting.pop(); group !== undefined; group = waiting.pop()) {
      const agent = agentFor(asks[group[0]!]!, authority);
      for (const i of group) statuses[i] = await answer(asks[i]!, agent, stack);
      agent.destroy();
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  return statuses;
}

function connectionKey({ door, request: { identity, sourceIp, port, sni } }: Ask, stack: Stack): string {
  return [identity && printIdentity(identity), sourceIp, stack.at(door.model, door.destination.key, port), sni].join(
    ' ',
  );
}

function agentFor({ door, request: { identity, sni } }: Ask, authority: Authority): PlainAgent {
  const options = { keepAlive: true, maxSockets: 1, rejectUnauthorized: false };
  if (identity !== undefined) {
    const cert = authority.of(`spiffe://${printIdentity(identity)}`);
    return new TlsAgent({ ...options, key: authority.key, cert, servername: sni });
  }
  const modes = tlsModes(door);
  if (modes.length === 0) return new PlainAgent({ keepAlive: true, maxSockets: 1 });
  const shown = modes.includes('mutual') && { key: authority.key, cert: authority.of(OUTSIDE) };
  return new TlsAgent({ ...options, servername: sni, ...shown });
}

/** Who shows a certificate to a gateway that asks for one: nobody of the mesh. */
const OUTSIDE = 'spiffe://outside/client';

/** How the listeners of a door end their clients' TLS. */
function tlsModes({ destination, port, model }: Ask['door']): readonly string[] {
  return listenersAt(destination.key, port.port, model).flatMap(({ tls }) => (tls ? [tls.mode] : []));
}

function listenersAt(key: string, at: number, { gateways }: Lookup) {
  const gateway = gateways.get(key.split(' ')[1] as `${string}/${string}`);
  return (key.startsWith('gateway ') ? (gateway?.listeners ?? []) : []).filter(
    ({ targetPort, port }) => (targetPort ?? port) === at,
  );
}

function answer({ door, request }: Ask, agent: PlainAgent, stack: Stack): Promise<number> {
  const { method = 'GET', path = '/', host = 'any', headers = {}, jwt } = request.http ?? {};
  const lines: [string, string][] = Object.entries(headers).flatMap(([name, values]) =>
    values.map((value): [string, string] => [name, value]),
  );
  lines.push(['host', host], ['x-forwarded-for', request.remoteIp]);
  if (jwt) lines.push(placed(jwt, tokenOf(jwt)));
  for (const provider of request.refusedBy ?? []) lines.push(['x-refused-by', provider]);
  return new Promise((resolve, reject) => {
    const sent = send(
      {
        agent,
        host: ADDRESS,
        port: stack.at(door.model, door.destination.key, request.port),
        localAddress: request.sourceIp,
        method,
        path,
        headers: lines.flat() as unknown as Record<string, string>,
        ...(agent instanceof TlsAgent && { protocol: 'https:' }),
      },
      (response: IncomingMessage) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode ?? 0));
      },
    );
    sent.setTimeout(8_000, () => sent.destroy(new Error('no answer')));
    sent.on('error', (error: Error & { code?: string }) =>
      ['ECONNRESET', 'EPIPE'].includes(error.code ?? '') || /SSL|socket disconnected|hang up/.test(error.message)
        ? resolve(0)
        : reject(new Error(`${error.message}: ${JSON.stringify(request)}`)),
    );
    sent.end();
  });
}
