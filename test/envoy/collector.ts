// What traces and access logs are sent to: OTLP by gRPC, and Zipkin's JSON.
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo, Server, Socket } from 'node:net';
import { KEPT_OPEN } from './authorizer.ts';
import { grpcServer, parts, textOf } from './grpc.ts';
import { LOOPBACK } from './place.ts';

export interface Span {
  readonly service: string;
  readonly trace: string;
  readonly id: string;
  /** Empty: it has none. */
  readonly parent: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface LogRecord {
  /** Of what wrote it: `log_name` and others. */
  readonly resource: Readonly<Record<string, string>>;
  readonly trace: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** What is asked of it in Zipkin's format, of which a test looks at some. */
export interface ZipkinSpan {
  readonly traceId: string;
  readonly id: string;
  readonly parentId?: string;
  readonly kind: string;
  readonly localEndpoint: { readonly serviceName: string };
  readonly tags: Readonly<Record<string, string>>;
}

export interface Collector {
  /** OTLP by gRPC. */
  readonly grpc: number;
  readonly zipkin: number;
  readonly spans: readonly Span[];
  readonly logs: readonly LogRecord[];
  readonly zipkinSpans: readonly ZipkinSpan[];
  /** What it was asked that it does not know. */
  readonly others: readonly string[];
  readonly close: () => Promise<void>;
}

/** `path` is where Zipkin's spans are taken. */
export async function startCollector(path: string): Promise<Collector> {
  const spans: Span[] = [];
  const logs: LogRecord[] = [];
  const zipkinSpans: ZipkinSpan[] = [];
  const others: string[] = [];
  const otlp = grpcServer((message, method) => {
    if (method === '/opentelemetry.proto.collector.trace.v1.TraceService/Export') spans.push(...spansIn(message));
    else if (method === '/opentelemetry.proto.collector.logs.v1.LogsService/Export') logs.push(...logsIn(message));
    else others.push(method);
    return [];
  });
  const zipkin = createHttpServer(KEPT_OPEN, async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const asked = `${request.method} ${request.url} ${request.headers['content-type']}`;
    if (asked === `POST ${path} application/json`) zipkinSpans.push(...JSON.parse(Buffer.concat(chunks).toString()));
    else others.push(asked);
    response.writeHead(202).end();
  });
  const started = [await listening(otlp), await listening(zipkin)] as const;
  return {
    grpc: started[0].port,
    zipkin: started[1].port,
    spans,
    logs,
    zipkinSpans,
    others,
    close: async () => {
      await Promise.all(started.map(({ close }) => close()));
    },
  };
}

async function listening(server: Server): Promise<{ readonly port: number; readonly close: () => Promise<void> }> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => sockets.add(socket.on('error', () => {})));
  await once(server.listen(0, LOOPBACK), 'listening');
  const close = async () => {
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  return { port: (server.address() as AddressInfo).port, close };
}

/** An ExportTraceServiceRequest: spans of scopes of resources. */
function spansIn(message: Uint8Array): readonly Span[] {
  return parts(message, 1).flatMap((resource) =>
    parts(resource, 2, 2).map((span) => ({
      service: attributes(parts(resource, 1, 1))['service.name'] ?? '',
      trace: hex(span, 1),
      id: hex(span, 2),
      parent: hex(span, 4),
      attributes: attributes(parts(span, 9)),
    })),
  );
}

/** An ExportLogsServiceRequest: records of scopes of resources. */
function logsIn(message: Uint8Array): readonly LogRecord[] {
  return parts(message, 1).flatMap((resource) =>
    parts(resource, 2, 2).map((record) => ({
      resource: attributes(parts(resource, 1, 1)),
      trace: hex(record, 9),
      attributes: attributes(parts(record, 6)),
    })),
  );
}

/** Of a KeyValue those values that are strings. */
function attributes(all: readonly Uint8Array[]): Readonly<Record<string, string>> {
  return Object.fromEntries(all.map((one) => [textOf(one, 1), textOf(one, 2, 1)]));
}

function hex(message: Uint8Array, field: number): string {
  return Buffer.from(parts(message, field)[0] ?? []).toString('hex');
}
