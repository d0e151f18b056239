import { join } from 'node:path';
import type { ProxyRef } from '../backends/envoy/placement.ts';
import type { Lookup } from '../model/lookup.ts';
import { certificateWriter } from './certificate-writer.ts';
import { type KeyPair, openAuthority } from './certificates.ts';
import type { GivenCertificates } from './given-certificates.ts';

/** What proxies and their callers show. */
export interface Shown {
  readonly folderOf: (proxy: ProxyRef) => string;
  /** What is trusted outside of the mesh. */
  readonly systemCertificates: string;
  readonly write: () => Promise<void>;
  /** For a SPIFFE id; absent: nobody can make it. */
  readonly identity: (id: string) => Promise<KeyPair | undefined>;
}

/** Made for the run, by a CA of its own. */
export async function madeFor(model: Lookup, folder: string): Promise<Shown> {
  const authority = await openAuthority(1, new Date());
  const { folderOf, write } = certificateWriter(folder, authority);
  const systemCertificates = join(folder, 'ca.pem');
  return { folderOf, systemCertificates, write: () => write(model), identity: authority.identity };
}

/** Those that the user has; others are made where the key of the CA is there. */
export function shownFrom({ folder, systemCertificates, identities, authority }: GivenCertificates): Shown {
  const signer = authority && openAuthority(1, new Date(), authority);
  const folderOf = (proxy: ProxyRef) => {
    const { namespace, name } = proxy.kind === 'service' ? proxy.service : proxy.gateway;
    return join(folder, namespace, name);
  };
  return {
    folderOf,
    systemCertificates,
    write: async () => {},
    identity: async (id) => identities.get(id) ?? (await signer)?.identity(id),
  };
}
