import { join } from 'node:path';
import { proxiesOf } from '../backends/envoy/index.ts';
import { printIdentity } from '../model/ids.ts';
import type { Lookup } from '../model/lookup.ts';
import type { Authority, KeyPair } from './certificates.ts';

/** A certificate that a proxy shows. */
export interface Wanted {
  /** Relative to the folder of all. */
  readonly path: string;
  readonly what: string;
  /** The SPIFFE id that it is for; absent: it is for clients outside. */
  readonly id?: string;
  /** By which clients outside know who shows it; `*` is any. */
  readonly hosts: readonly string[];
  /** What `certs` has it say, as Node prints it: `URI:spiffe://…`, `DNS:…`. */
  readonly names: readonly string[];
  readonly make: (authority: Authority) => Promise<KeyPair>;
}

/** The certificates of all proxies of a mesh: one for the identity of each, and one for each credential that a listener names. */
export function wantedCertificates(model: Lookup): readonly Wanted[] {
  return proxiesOf(model).flatMap((proxy): readonly Wanted[] => {
    const { namespace, name } = proxy.kind === 'service' ? proxy.service : proxy.gateway;
    const identity = proxy.kind === 'service' ? proxy.service.identity : proxy.gateway.workload.identity;
    const id = `spiffe://${printIdentity(identity)}`;
    const path = join(namespace, name);
    const own: Wanted = {
      path,
      what: id,
      id,
      hosts: [],
      names: [`URI:${id}`],
      make: (authority) => authority.identity(id),
    };
    if (proxy.kind === 'service') return [own];
    const credentials = new Map<string, readonly string[]>();
    for (const { tls, hosts } of proxy.gateway.listeners)
      if (tls && tls.mode !== 'passthrough')
        credentials.set(tls.credential, [...new Set([...(credentials.get(tls.credential) ?? []), ...hosts])]);
    const shown = [...credentials].map(
      ([credential, hosts]): Wanted => ({
        path: join(path, credential),
        what: hosts.join(', '),
        hosts,
        names: hosts.map((host) => `DNS:${host === '*' ? 'localhost' : host}`),
        make: (authority) => authority.server(hosts),
      }),
    );
    return [own, ...shown];
  });
}
