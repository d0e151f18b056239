import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createHttp2Server } from 'node:http2';
import type { Server, Socket } from 'node:net';
import { LOOPBACK } from './ports.ts';

/** Something that listens on loopback. */
export interface Listening {
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** Who closes a connection that is idle may do so just as a proxy sends on it, and the proxy answers 503: these servers never do. */
const KEPT_OPEN = { keepAliveTimeout: 0 };

/** Answers every request, in HTTP/1.1 or in HTTP/2 without TLS. */
export function application(http2: boolean): Promise<Listening> {
  const answer: RequestListener = (request, response) => {
    request.resume();
    response.end('here\n');
  };
  return listening(http2 ? createHttp2Server(answer as never) : createServer(KEPT_OPEN, answer));
}

/** The header by which a request says who refuses it. */
export const REFUSED_BY = 'x-meshwright-refused-by';

/** An external authorizer that refuses what says so. */
export function authorizer(name: string): Promise<Listening> {
  return listening(
    createServer(KEPT_OPEN, (request, response) => {
      const refused = String(request.headers[REFUSED_BY] ?? '').split(/, ?/);
      response.writeHead(refused.includes(name) ? 403 : 200).end();
    }),
  );
}

async function listening(server: Server): Promise<Listening> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, LOOPBACK);
  await once(server, 'listening');
  const close = async () => {
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  return { port: (server.address() as { port: number }).port, close };
}
