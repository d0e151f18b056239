import { printYaml } from '../../../src/manifest/print.ts';
import type { ProxyConfig } from '../../../src/xds/proxy-config.ts';

/** Of each proxy: bytes and number of its files. */
export interface Size {
  readonly bytes: number;
  readonly files: number;
}

export function sizesOf(configs: readonly ProxyConfig[]): readonly Size[] {
  return configs.map(({ files }) => ({
    bytes: files.reduce((sum, { content }) => sum + Buffer.byteLength(printYaml(content)), 0),
    files: files.length,
  }));
}
