// What is behind the proxies: an application that answers everything, and an authorizer that refuses what says so.
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createHttp2Server, type Http2Server } from 'node:http2';
import type { Socket } from 'node:net';
import { KEPT_OPEN } from '../envoy/authorizer.ts';
import { ADDRESS } from '../fuzz/envoy.ts';

export interface Upstreams {
  readonly application: number;
  /** The same in HTTP/2, without TLS. */
  readonly http2: number;
  /** By provider. */
  readonly authorizers: ReadonlyMap<string, number>;
  readonly close: () => Promise<void>;
}

export async function openUpstreams(providers: readonly string[]): Promise<Upstreams> {
  const application = await listening((request, response) => {
    request.resume();
    response.end('here');
  });
  const authorizers = await Promise.all(
    providers.map(async (provider) => {
      const server = await listening((request, response) => {
        const refused = String(request.headers['x-refused-by'] ?? '').split(/, ?/);
        response.writeHead(refused.includes(provider) ? 403 : 200).end();
      });
      return [provider, server] as const;
    }),
  );
  const http2 = await listeningHttp2();
  const servers = [application, ...authorizers.map(([, server]) => server)];
  return {
    application: portOf(application),
    http2: portOf(http2.server),
    authorizers: new Map(authorizers.map(([provider, server]) => [provider, portOf(server)])),
    close: async () => {
      const closed = servers.map((server) => once(server, 'close'));
      for (const server of servers) {
        server.close();
        server.closeAllConnections();
      }
      await Promise.all([...closed, http2.close()]);
    },
  };
}

async function listening(answer: RequestListener): Promise<Server> {
  const server = createServer(KEPT_OPEN, answer).listen(0, ADDRESS);
  await once(server, 'listening');
  return server;
}

async function listeningHttp2(): Promise<{ readonly server: Http2Server; readonly close: () => Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createHttp2Server((request, response) => {
    request.resume();
    response.end('here');
  });
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, ADDRESS);
  await once(server, 'listening');
  const close = async () => {
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  return { server, close };
}

const portOf = (server: Server | Http2Server): number => (server.address() as { port: number }).port;
