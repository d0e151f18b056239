// External authorizers of both kinds, that say no where a request says who would, and to connections from one address.
import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import type { Http2Server } from 'node:http2';
import { grpcServer } from './grpc.ts';

/** Connections say nothing that an authorizer could go by: those from here are refused. */
export const REFUSED_SOURCE = '127.0.0.4';

/** Who closes a connection that is idle may do so just as a proxy sends on it, and the proxy answers 503. */
export const KEPT_OPEN = { keepAliveTimeout: 0 };

export function byHttp(provider: string): HttpServer {
  return createHttpServer(KEPT_OPEN, ({ headers }, response) => {
    const refusing = String(headers['x-refused-by'] ?? '').split(/, ?/);
    response.writeHead(refusing.includes(provider) ? 403 : 200).end();
  });
}

/** `CheckResponse`: empty is yes; a status with the code 7, PERMISSION_DENIED, is no. */
export function byGrpc(provider: string): Http2Server {
  return grpcServer((message) =>
    refuses(Buffer.from(message).toString('latin1'), provider) ? [0x0a, 2, 8, 7] : [0x1a, 0],
  );
}

/** Told from the bytes of a `CheckRequest`, in which a header is its name and then its value, each after a byte for its length. */
function refuses(bytes: string, provider: string): boolean {
  if (!bytes.includes('x-forwarded-for')) return bytes.includes(REFUSED_SOURCE);
  return new RegExp(`x-refused-by..${provider}`, 's').test(bytes);
}
