import { type IncomingMessage, Agent as PlainAgent, request as send } from 'node:http';
import { Agent as TlsAgent } from 'node:https';
import type { Request } from '../access/request.ts';
import { printIdentity } from '../model/ids.ts';
import type { KeyPair } from './certificates.ts';
import type { Shown } from './others.ts';
import { LOOPBACK } from './ports.ts';
import { REFUSED_BY } from './services.ts';
import type { Signer } from './tokens.ts';

/** A request, and where it goes. */
export interface Sending {
  readonly request: Request;
  readonly port: number;
  /** Whether the listener ends its clients' TLS and asks for no identity of the mesh. */
  readonly terminates: boolean;
  /** Absent: the certificate of its identity, where it has one. */
  readonly shows?: Shown | undefined;
}

export interface Sender {
  /** By SPIFFE id, without its scheme. */
  readonly identities: ReadonlyMap<string, KeyPair>;
  /** The same, by a CA that nobody trusts. */
  readonly forged: ReadonlyMap<string, KeyPair>;
  readonly tokens: Signer;
}

const PARALLEL = 16;
const ANSWER_MS = 10_000;

/** The statuses of the answers, in order; 0: the connection was closed. Requests of one connection go one after the other. */
export async function sendAll(
  all: readonly Sending[],
  sender: Sender,
  onAnswer: () => void,
): Promise<readonly number[]> {
  const groups = new Map<string, number[]>();
  for (const [i, { request, port, shows }] of all.entries()) {
    const key = [request.identity && printIdentity(request.identity), request.sourceIp, port, request.sni, shows].join(
      ' ',
    );
    groups.set(key, [...(groups.get(key) ?? []), i]);
  }
  const statuses = new Array<number>(all.length).fill(0);
  const waiting = [...groups.values()];
  const work = async (): Promise<void> => {
    for (let group = waiting.pop(); group !== undefined; group = waiting.pop()) {
      const agent = agentFor(all[group[0]!]!, sender);
      for (const i of group) {
        statuses[i] = await answer(all[i]!, agent, sender);
        onAnswer();
      }
      agent.destroy();
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  return statuses;
}

function agentFor(
  { request: { identity, sni }, terminates, shows }: Sending,
  { identities, forged }: Sender,
): PlainAgent {
  const options = { keepAlive: true, maxSockets: 1, rejectUnauthorized: false, servername: sni };
  if (identity === undefined)
    return terminates || shows === 'no certificate' ? new TlsAgent(options) : new PlainAgent(options);
  const { cert, key } = (shows === undefined ? identities : forged).get(printIdentity(identity))!;
  return new TlsAgent({ ...options, cert, key });
}

function answer({ request, port }: Sending, agent: PlainAgent, { tokens }: Sender): Promise<number> {
  const { method = 'GET', path = '/', host = 'localhost', headers = {}, jwt } = request.http ?? {};
  const lines: [string, string][] = Object.entries(headers).flatMap(([name, values]) =>
    values.map((value): [string, string] => [name, value]),
  );
  lines.push(['host', host], ['x-forwarded-for', request.remoteIp]);
  if (jwt) lines.push([...tokens.header(jwt)]);
  for (const provider of request.refusedBy ?? []) lines.push([REFUSED_BY, provider]);
  return new Promise((resolve) => {
    const sent = send(
      {
        agent,
        host: LOOPBACK,
        port,
        localAddress: request.sourceIp,
        method,
        path,
        headers: lines.flat() as unknown as Record<string, string>,
        ...(agent instanceof TlsAgent && { protocol: 'https:' }),
      },
      (response: IncomingMessage) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode ?? 0));
        response.on('error', () => resolve(0));
      },
    );
    sent.setTimeout(ANSWER_MS, () => sent.destroy());
    sent.on('error', () => resolve(0));
    sent.end();
  });
}
