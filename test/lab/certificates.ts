// Certificates for gateways, made on the spot.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Api } from './api.ts';
import { mustRun } from './process.ts';
import type { Site } from './site.ts';

export interface Certificate {
  /** The secret. */
  readonly name: string;
  readonly namespace: string;
  readonly host: string;
}

export const writeCertificate = async (site: Site, api: Api, { name, namespace, host }: Certificate): Promise<void> => {
  const [key, certificate] = [join(site.folder, `${name}.key`), join(site.folder, `${name}.crt`)];
  const fresh = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const subject = ['-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`];
  await mustRun(['openssl', 'req', ...fresh, ...subject, '-keyout', key, '-out', certificate]);
  const encoded = (file: string) => readFileSync(file).toString('base64');
  const data = { 'tls.key': encoded(key), 'tls.crt': encoded(certificate) };
  await api.apply({ apiVersion: 'v1', kind: 'Secret', type: 'kubernetes.io/tls', metadata: { name, namespace }, data });
};
