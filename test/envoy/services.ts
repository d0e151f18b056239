// What stands for the services behind proxies, and for those that these ask.
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { byGrpc, byHttp, KEPT_OPEN } from './authorizer.ts';
import { LOOPBACK } from './place.ts';

export interface Services {
  readonly http: number;
  readonly tcp: number;
  /** An external authorizer. */
  readonly authorizer: number;
  readonly close: () => void;
}

export type AuthorizerKind = 'envoyExtAuthzHttp' | 'envoyExtAuthzGrpc';

export async function startServices(provider: string, kind: AuthorizerKind): Promise<Services> {
  const http = createHttpServer(KEPT_OPEN, (_, response) => response.end());
  const authorizer = kind === 'envoyExtAuthzHttp' ? byHttp(provider) : byGrpc(provider);
  const tcp = createServer((socket) => void socket.on('error', () => {}).pipe(socket));
  const all: readonly Server[] = [http, tcp, authorizer];
  const ports = await Promise.all(
    all.map(async (server) => {
      server.listen(0, LOOPBACK);
      await once(server, 'listening');
      return (server.address() as AddressInfo).port;
    }),
  );
  return {
    http: ports[0]!,
    tcp: ports[1]!,
    authorizer: ports[2]!,
    close: () => {
      http.closeAllConnections();
      if ('closeAllConnections' in authorizer) authorizer.closeAllConnections();
      for (const server of all) server.close();
    },
  };
}
