import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createFileRegistry, type DescFile, type FileRegistry, fromBinary } from '@bufbuild/protobuf';
import * as wkt from '@bufbuild/protobuf/wkt';

/**
 * Go code that protoc made holds the descriptor of its file, as text of bytes; comments are not in it. Reading that needs no compiler, and
 * gives what the binary was built from.
 */
export async function readRegistry(dirs: readonly string[], roots: readonly string[]): Promise<FileRegistry> {
  const index = new Map((await Promise.all(dirs.map(sources))).flat());
  const wellKnown = new Map(
    Object.values(wkt)
      .filter(
        (one): one is DescFile =>
          typeof one === 'object' && one !== null && 'proto' in one && (one as { kind?: string }).kind === 'file',
      )
      .map((file) => [file.proto.name, file.proto]),
  );
  const seen = new Set<string>();
  /** Each after what it imports. */
  const found: wkt.FileDescriptorProto[] = [];
  const visit = async (name: string): Promise<void> => {
    if (seen.has(name)) return;
    seen.add(name);
    const known = wellKnown.get(name);
    const proto =
      known ?? fromBinary(wkt.FileDescriptorProtoSchema, await rawDescriptor(index.get(name) ?? missing(name)));
    for (const dependency of proto.dependency) await visit(dependency);
    found.push(proto);
  };
  for (const root of roots) await visit(root);
  return createFileRegistry({ $typeName: 'google.protobuf.FileDescriptorSet', file: found } as wkt.FileDescriptorSet);
}

function missing(name: string): never {
  throw new Error(`no module has ${name}`);
}

/** `envoy/config/rbac/v3/rbac.proto` to the Go file that was made of it. */
async function sources(dir: string): Promise<[string, string][]> {
  const files = (await readdir(dir, { recursive: true }))
    .filter((name) => name.endsWith('.pb.go') && !name.endsWith('_vtproto.pb.go') && !name.endsWith('_grpc.pb.go'))
    .sort();
  const named = await Promise.all(
    files.map(async (name): Promise<[string, string][]> => {
      const path = join(dir, name);
      const source = /^\/\/ source: (\S+)$/m.exec((await readFile(path, 'utf8')).slice(0, 4_000))?.[1];
      return source === undefined ? [] : [[source, path]];
    }),
  );
  return named.flat();
}

async function rawDescriptor(path: string): Promise<Uint8Array> {
  const text = await readFile(path, 'utf8');
  const literal = /_rawDesc = (?:string\()?\[\]byte\{([^}]*)\}/.exec(text)?.[1];
  if (literal !== undefined) return Uint8Array.from(literal.match(/0x[0-9a-f]{2}/g) ?? [], (one) => Number(one));
  const lines = /_rawDesc = "" \+\n((?:\t".*" \+\n)*\t".*"\n)/.exec(text)?.[1] ?? missing(path);
  const bodies = [...lines.matchAll(/^\t"(.*)"(?: \+)?$/gm)].map(([, body = '']) => body);
  return Buffer.concat(bodies.map(unquoted));
}

const ESCAPES: Readonly<Record<string, number>> = { a: 7, b: 8, f: 12, n: 10, r: 13, t: 9, v: 11, '\\': 92, '"': 34 };

/** The bytes of a string of Go. */
function unquoted(body: string): Buffer {
  const parts = body.match(/\\x[0-9a-f]{2}|\\u[0-9a-f]{4}|\\.|[^\\]+/gs) ?? [];
  return Buffer.concat(
    parts.map((part) => {
      if (part.startsWith('\\x')) return Buffer.from([Number.parseInt(part.slice(2), 16)]);
      if (part.startsWith('\\u')) return Buffer.from(String.fromCharCode(Number.parseInt(part.slice(2), 16)));
      return part.startsWith('\\') ? Buffer.from([ESCAPES[part[1]!]!]) : Buffer.from(part);
    }),
  );
}
