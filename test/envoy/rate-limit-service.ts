// Envoy's rate limit service, as far as a test needs one: it writes down what it is asked, and refuses what the test says.
import { once } from 'node:events';
import { createServer, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo } from 'node:net';
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

export async function startRateLimitService(refuses: (asked: Asked) => boolean): Promise<RateLimitService> {
  const asked: Asked[] = [];
  const streams = new Set<ServerHttp2Stream>();
  const server = createServer();
  server.on('stream', (stream) => {
    streams.add(stream);
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => {
      const one = requestIn(Buffer.concat(chunks).subarray(PREFIX));
      asked.push(one);
      answer(stream, refuses(one) ? OVER_LIMIT : OK);
    });
  });
  await once(server.listen(0, LOOPBACK), 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    close: () => {
      for (const stream of streams) stream.session?.destroy();
      server.close();
    },
  };
}

/** Whether it is compressed, and the length. */
const PREFIX = 5;
const OK = 1;
const OVER_LIMIT = 2;

/** `overall_code` of a RateLimitResponse. */
function answer(stream: ServerHttp2Stream, code: number): void {
  stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
  stream.end(Buffer.from([0, 0, 0, 0, 2, 0x08, code]));
}

/** A RateLimitRequest: the domain, and descriptors of entries of a key and a value. */
function requestIn(message: Buffer): Asked {
  const parts = fields(message);
  return {
    domain: parts.find(({ number }) => number === 1)?.bytes.toString() ?? '',
    descriptors: all(parts, 2).map((descriptor) =>
      all(fields(descriptor), 1).map((entry) => {
        const [key = '', value = ''] = [1, 2].map((number) => all(fields(entry), number)[0]?.toString());
        return `${key}=${value}`;
      }),
    ),
  };
}

interface Field {
  readonly number: number;
  readonly bytes: Buffer;
}

function all(parts: readonly Field[], number: number): readonly Buffer[] {
  return parts.filter((part) => part.number === number).map(({ bytes }) => bytes);
}

/** Fields that have a length; of others, which are numbers here, nothing is kept. */
function fields(message: Buffer): readonly Field[] {
  const found: Field[] = [];
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = message[at++]!;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  while (at < message.length) {
    const tag = varint();
    const length = varint();
    if ((tag & 7) !== 2) continue;
    found.push({ number: tag >> 3, bytes: message.subarray(at, at + length) });
    at += length;
  }
  return found;
}
