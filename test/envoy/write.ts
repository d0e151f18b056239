// The files of proxies, where Envoy finds them.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { proxyFilePath } from '../../src/xds/paths.ts';
import type { ProxyConfig } from '../../src/xds/proxy-config.ts';

/** Writes a proxy's files into a folder; returns the path of its bootstrap. JSON is YAML, and Envoy goes by the ending. */
export function writeProxy({ files }: ProxyConfig, folder: string): string {
  for (const { name, content } of files) {
    const path = join(folder, proxyFilePath(name));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, JSON.stringify(content));
  }
  return join(folder, proxyFilePath(files[0].name));
}
