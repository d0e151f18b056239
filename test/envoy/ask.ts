// Requests as the oracle sees them, sent to the proxies that they are for.
import { Agent as PlainAgent, request as send } from 'node:http';
import { Agent as TlsAgent } from 'node:https';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Request } from '../../src/access/request.ts';
import { groupBy } from '../../src/base/order.ts';
import { printIdentity } from '../../src/model/ids.ts';
import type { Authority } from '../fuzz/certificates.ts';
import { placed } from '../fuzz/client.ts';
import { tokenOf } from '../fuzz/tokens.ts';
import { LOOPBACK } from './place.ts';

/** A request, and where the proxy listens. */
export interface Ask {
  readonly at: number;
  readonly request: Request;
}

const PARALLEL = 24;

/** What each is answered, in order: a status; of connections, 200 where the service said something, 403 where they were closed. */
export async function ask(asks: readonly Ask[], authority: Authority): Promise<readonly number[]> {
  const groups = groupBy(asks.keys(), (i) => connectionKey(asks[i]!));
  const statuses = new Array<number>(asks.length).fill(0);
  const waiting = [...groups.values()];
  const work = async (): Promise<void> => {
    for (let group = waiting.pop(); group !== undefined; group = waiting.pop()) {
      const agent = agentFor(asks[group[0]!]!.request, authority);
      for (const i of group) {
        const one = asks[i]!;
        statuses[i] = one.request.http ? await requested(one, agent) : await connected(one, authority);
      }
      agent.destroy();
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  return statuses;
}

function connectionKey({ at, request: { identity, sourceIp, sni } }: Ask): string {
  return [identity && printIdentity(identity), sourceIp, at, sni].join(' ');
}

function clientTls({ identity, sni }: Request, authority: Authority) {
  const cert = authority.of(`spiffe://${printIdentity(identity!)}`);
  return { key: authority.key, cert, rejectUnauthorized: false, ...(sni !== '' && { servername: sni }) };
}

function agentFor(request: Request, authority: Authority): PlainAgent {
  const options = { keepAlive: true, maxSockets: 1 };
  if (request.identity === undefined) return new PlainAgent(options);
  return new TlsAgent({ ...options, ...clientTls(request, authority), servername: request.sni });
}

function requested({ at, request }: Ask, agent: PlainAgent): Promise<number> {
  const { method, path, host, headers, jwt } = request.http!;
  const lines: [string, string][] = Object.entries(headers).flatMap(([name, values]) =>
    values.map((value): [string, string] => [name, value]),
  );
  lines.push(['host', host], ['x-forwarded-for', request.remoteIp]);
  if (jwt) lines.push(placed(jwt, tokenOf(jwt)));
  for (const provider of request.refusedBy ?? []) lines.push(['x-refused-by', provider]);
  const fields = lines.flat() as unknown as Record<string, string>;
  const tls = agent instanceof TlsAgent && { protocol: 'https:' };
  return new Promise((resolve, reject) => {
    const options = { agent, host: LOOPBACK, port: at, localAddress: request.sourceIp, method, path, headers: fields };
    const sent = send({ ...options, ...tls }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode ?? 0));
    });
    sent.on('error', (error) => reject(new Error(`${error.message}: ${JSON.stringify(request)}`)));
    sent.end();
  });
}

function connected({ at, request }: Ask, authority: Authority): Promise<number> {
  const where = { host: LOOPBACK, port: at, localAddress: request.sourceIp };
  return new Promise((resolve) => {
    const plain = connect(where);
    const socket: Socket = request.identity ? connectTls({ socket: plain, ...clientTls(request, authority) }) : plain;
    let heard = false;
    const done = () => {
      plain.destroy();
      resolve(heard ? 200 : 403);
    };
    plain.on('error', done);
    socket.on('error', done).on('close', done);
    socket.on('data', () => {
      heard = true;
      done();
    });
    // Rules are asked when the first bytes arrive.
    socket.write('hello\n');
  });
}
