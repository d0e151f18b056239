// What stands for the services behind proxies, and for those that these ask.
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { LOOPBACK } from './place.ts';

export interface Services {
  readonly http: number;
  readonly tcp: number;
  /** An external authorizer, asked by HTTP: it says no where the request says who would. */
  readonly authorizer: number;
  readonly close: () => void;
}

export async function startServices(provider: string): Promise<Services> {
  const http = createHttpServer((_, response) => response.end());
  const authorizer = createHttpServer(({ headers }, response) => {
    const refusing = String(headers['x-refused-by'] ?? '').split(/, ?/);
    response.writeHead(refusing.includes(provider) ? 403 : 200).end();
  });
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
      authorizer.closeAllConnections();
      for (const server of all) server.close();
    },
  };
}
