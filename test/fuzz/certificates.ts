// Certificates as Istio's authority makes them: a SPIFFE id as the only name, no subject.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Authority {
  readonly ca: string;
  readonly key: Buffer;
  /** The certificate for a SPIFFE id, made once. */
  readonly of: (id: string) => Buffer;
  /** Files of the server's own. */
  readonly server: { readonly key: string; readonly cert: string };
}

export function authorityIn(folder: string): Authority {
  mkdirSync(folder, { recursive: true });
  const file = (name: string) => join(folder, name);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'pipe' });
  for (const name of ['ca', 'leaf'])
    openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-out', file(`${name}.key`));
  openssl('req', '-x509', '-key', file('ca.key'), '-subj', '/O=test', '-days', '2', '-out', file('ca.crt'));
  const sign = (name: string, id: string) => {
    const signer = ['-CA', file('ca.crt'), '-CAkey', file('ca.key')];
    const names = ['-addext', `subjectAltName=critical,URI:${id}`, '-addext', 'basicConstraints=critical,CA:FALSE'];
    openssl(
      'req',
      '-x509',
      '-key',
      file('leaf.key'),
      ...signer,
      '-subj',
      '/',
      ...names,
      '-days',
      '2',
      '-out',
      file(name),
    );
    return readFileSync(file(name));
  };
  sign('server.crt', 'spiffe://cluster.local/ns/test/sa/server');
  const made = new Map<string, Buffer>();
  return {
    ca: file('ca.crt'),
    key: readFileSync(file('leaf.key')),
    of: (id) => {
      const found = made.get(id) ?? sign(`${made.size}.crt`, id);
      made.set(id, found);
      return found;
    },
    server: { key: file('leaf.key'), cert: file('server.crt') },
  };
}
