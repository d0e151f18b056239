// gRPC as far as a test needs it: one message, one answer.
import { createServer, type Http2Server } from 'node:http2';
import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';

/** Whether it is compressed, and the length. */
const PREFIX = 5;

/** Answers each message; `method` is its `/package.Service/Method`. */
export function grpcServer(answer: (message: Uint8Array, method: string) => readonly number[]): Http2Server {
  return createServer().on('stream', (stream, { ':path': method }) => {
    const chunks: Buffer[] = [];
    stream.on('error', () => {});
    stream.on('data', (chunk: Buffer) => void chunks.push(chunk));
    stream.on('end', () => {
      const message = answer(Buffer.concat(chunks).subarray(PREFIX), String(method));
      stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
      stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
      stream.end(Buffer.from([0, 0, 0, 0, message.length, ...message]));
    });
  });
}

/** All strings, bytes and messages of a message that the numbers of fields lead to. */
export function parts(message: Uint8Array, field: number, ...more: readonly number[]): readonly Uint8Array[] {
  const found: Uint8Array[] = [];
  const reader = new BinaryReader(message);
  while (reader.pos < reader.len) {
    const [number, type] = reader.tag();
    if (number === field && type === WireType.LengthDelimited) found.push(reader.bytes());
    else reader.skip(type, number);
  }
  const [next, ...rest] = more;
  return next === undefined ? found : found.flatMap((part) => parts(part, next, ...rest));
}

/** The first string that the numbers of fields lead to, or nothing. */
export function textOf(message: Uint8Array, field: number, ...more: readonly number[]): string {
  const [first] = parts(message, field, ...more);
  return first === undefined ? '' : Buffer.from(first).toString();
}
