// Certificates, made on the spot.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Api } from './api.ts';
import { mustRun } from './process.ts';
import type { App } from './programs/protocol.ts';
import type { Site } from './site.ts';

export interface Certificate {
  /** The secret. */
  readonly name: string;
  readonly namespace: string;
  readonly host: string;
}

/** For gateways: a secret. */
export const writeCertificate = async (site: Site, api: Api, { name, namespace, host }: Certificate): Promise<void> => {
  const { key, cert } = await selfSigned(site, name, host);
  const encoded = (file: string) => readFileSync(file).toString('base64');
  const data = { 'tls.key': encoded(key), 'tls.crt': encoded(cert) };
  await api.apply({ apiVersion: 'v1', kind: 'Secret', type: 'kubernetes.io/tls', metadata: { name, namespace }, data });
};

/** For applications that speak TLS themselves: files. */
export const selfSigned = async (site: Site, name: string, host: string): Promise<NonNullable<App['certificate']>> => {
  const [key, cert] = [join(site.folder, `${name}.key`), join(site.folder, `${name}.crt`)];
  const fresh = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const subject = ['-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`];
  await mustRun(['openssl', 'req', ...fresh, ...subject, '-keyout', key, '-out', cert]);
  return { key, cert };
};
