// The one process of a pod beside its proxy: an HTTP server that answers with what it was asked, and a client that sends what
// it reads on standard input. It ends with its input.
import { readFileSync } from 'node:fs';
import { createServer, request as plain, type RequestListener } from 'node:http';
import { createServer as createSecureServer, request as secure } from 'node:https';
import { isIP } from 'node:net';
import { createInterface } from 'node:readline';
import type { Answer, App, Ask, Batch, Echo, Reply } from './protocol.ts';

const TIMEOUT_MS = 15_000;
const URL_PARTS = /^(https?):\/\/([^/?#]+)(.*)$/s;

const tell = (value: unknown): boolean => process.stdout.write(`${JSON.stringify(value)}\n`);

const serve = ({ app, certificate }: App, { port, tls }: App['ports'][number]): Promise<void> => {
  const answer: RequestListener = (request, response) => {
    const { method = '', url = '', headers } = request;
    request.resume();
    const echo: Echo = { app, port, method, url, headers };
    response
      .writeHead(Number(headers['x-status'] ?? 200), { 'content-type': 'application/json' })
      .end(JSON.stringify(echo));
  };
  // An idle connection that closes just as the proxy sends on it is a 503.
  const keptOpen = { keepAliveTimeout: 0 };
  const read = (file = '') => readFileSync(file, 'utf8');
  const server = tls
    ? createSecureServer({ ...keptOpen, key: read(certificate?.key), cert: read(certificate?.cert) }, answer)
    : createServer(keptOpen, answer);
  return new Promise((listening) => {
    server.listen(port, '0.0.0.0', listening);
  });
};

const destination = (url: string) => {
  const [, scheme, authority = '', rest = ''] = URL_PARTS.exec(url) ?? [];
  const tls = scheme === 'https';
  const [host = '', port] = authority.split(':');
  return { tls, authority, host, port: Number(port ?? (tls ? 443 : 80)), path: rest === '' ? '/' : rest };
};

const ask = (question: Ask): Promise<Answer> => {
  const begin = performance.now();
  const millis = () => Math.round(performance.now() - begin);
  const to = destination(question.url);
  return new Promise((resolve) => {
    const fail = (error: Error) => {
      resolve({
        status: 0,
        headers: {},
        body: '',
        error: `${'code' in error ? error.code : ''} ${error.message}`,
        millis: millis(),
      });
    };
    const request = (to.tls ? secure : plain)({
      host: to.host,
      port: to.port,
      ...question.connect,
      servername: isIP(to.host) ? '' : to.host,
      rejectUnauthorized: false,
      agent: false,
      path: to.path,
      method: question.method ?? 'GET',
      headers: { host: to.authority, ...(question.headers as Record<string, string>) },
    });
    const deadline = setTimeout(() => request.destroy(new Error('timed out')), question.timeoutMs ?? TIMEOUT_MS);
    request.on('close', () => clearTimeout(deadline));
    request.on('error', fail);
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', fail);
      response.on('end', () => {
        const { statusCode: status = 0, headers } = response;
        resolve({ status, headers, body: Buffer.concat(chunks).toString(), millis: millis() });
      });
    });
    request.end(question.body);
  });
};

const askAll = async ({ id, parallel, asks }: Batch): Promise<Reply> => {
  const answers: Answer[] = new Array(asks.length);
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < asks.length) {
      const index = next++;
      answers[index] = await ask(asks[index] as Ask).catch(unaskable);
    }
  };
  await Promise.all(Array.from({ length: Math.min(parallel, asks.length) }, lane));
  return { id, answers };
};

/** What Node's client refuses to send at all. */
const unaskable = (error: Error): Answer => ({ status: 0, headers: {}, body: '', error: error.message, millis: 0 });

const app = JSON.parse(process.argv[2] ?? '{}') as App;
await Promise.all(app.ports.map((port) => serve(app, port)));
tell('ready');
const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => void askAll(JSON.parse(line) as Batch).then(tell));
lines.on('close', () => process.exit());
