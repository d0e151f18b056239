// A folder with a certificate for each proxy, as its configuration names them.
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProxyRef } from '../../src/backends/envoy/placement.ts';
import { printIdentity } from '../../src/model/ids.ts';
import type { Authority } from '../fuzz/certificates.ts';

/** With what listeners show below it: clients of the tests do not check that. */
export function certificateFolder(
  folder: string,
  authority: Authority,
  proxy: ProxyRef,
  credentials: readonly string[],
): string {
  const identity = proxy.kind === 'service' ? proxy.service.identity : proxy.gateway.workload.identity;
  const own = join(folder, printIdentity(identity).replaceAll('/', '_'));
  write(own, `spiffe://${printIdentity(identity)}`, authority);
  for (const one of credentials) write(join(own, one), `spiffe://outside/${one}`, authority);
  return own;
}

function write(folder: string, id: string, authority: Authority): void {
  if (existsSync(join(folder, 'ca.pem'))) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'cert.pem'), authority.of(id));
  writeFileSync(join(folder, 'key.pem'), authority.key);
  copyFileSync(authority.ca, join(folder, 'ca.pem'));
}
