import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { proxiesOf } from '../backends/envoy/index.ts';
import type { ProxyRef } from '../backends/envoy/placement.ts';
import { printIdentity } from '../model/ids.ts';
import type { Lookup } from '../model/lookup.ts';
import type { Authority } from './certificates.ts';

/** Writes what each proxy shows to a folder of its own. */
export function certificateWriter(root: string, authority: Authority) {
  const folderOf = (proxy: ProxyRef) => {
    const { namespace, name } = proxy.kind === 'service' ? proxy.service : proxy.gateway;
    return join(root, proxy.kind, namespace, name);
  };
  const put = (folder: string, { cert, key }: { cert: string; key: string }) => {
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of [
      ['cert', cert],
      ['key', key],
      ['ca', authority.ca.cert],
    ] as const)
      writeFileSync(join(folder, `${name}.pem`), text, { mode: 0o600 });
  };
  const write = async (model: Lookup) => {
    mkdirSync(root, { recursive: true });
    writeFileSync(join(root, 'ca.pem'), authority.ca.cert);
    for (const proxy of proxiesOf(model)) {
      const identity = proxy.kind === 'service' ? proxy.service.identity : proxy.gateway.workload.identity;
      put(folderOf(proxy), await authority.identity(`spiffe://${printIdentity(identity)}`));
      if (proxy.kind === 'service') continue;
      for (const { listeners } of model.mesh.gateways)
        for (const { tls, hosts } of listeners)
          if (tls && tls.mode !== 'passthrough')
            put(join(folderOf(proxy), tls.credential), await authority.server(hosts));
    }
  };
  return { folderOf, write };
}
