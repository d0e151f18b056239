// Envoy's rate limit service, as far as a test needs one: it writes down what it is asked, and refuses what the test says.
import { once } from 'node:events';
import type { ServerHttp2Session } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { grpcServer, parts, textOf } from './grpc.ts';
import { LOOPBACK } from './place.ts';

/** Entries of a descriptor, `limit=writes`, in order. */
export type Descriptor = readonly string[];

export interface Asked {
  readonly domain: string;
  readonly descriptors: readonly Descriptor[];
}

export interface RateLimitService {
  readonly port: number;
  readonly asked: readonly Asked[];
  readonly close: () => void;
}

/** `overall_code` of a RateLimitResponse. */
const ANSWER = { ok: [0x08, 1], overLimit: [0x08, 2] } as const;

export async function startRateLimitService(refuses: (asked: Asked) => boolean): Promise<RateLimitService> {
  const asked: Asked[] = [];
  const sessions = new Set<ServerHttp2Session>();
  const server = grpcServer((message) => {
    const one = requestIn(message);
    asked.push(one);
    return refuses(one) ? ANSWER.overLimit : ANSWER.ok;
  });
  server.on('session', (session) => sessions.add(session));
  await once(server.listen(0, LOOPBACK), 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    close: () => {
      for (const session of sessions) session.destroy();
      server.close();
    },
  };
}

/** A RateLimitRequest: the domain, and descriptors of entries of a key and a value. */
function requestIn(message: Uint8Array): Asked {
  return {
    domain: textOf(message, 1),
    descriptors: parts(message, 2).map((descriptor) =>
      parts(descriptor, 1).map((entry) => `${textOf(entry, 1)}=${textOf(entry, 2)}`),
    ),
  };
}
