import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KeyPair } from './certificates.ts';

/** The authority that `certs` left in a folder, if it can sign and is still good at that time. */
export function authorityIn(folder: string, time: Date): KeyPair | undefined {
  try {
    const cert = readFileSync(join(folder, 'ca.pem'), 'utf8');
    const key = createPrivateKey(readFileSync(join(folder, 'ca-key.pem')));
    const certificate = new X509Certificate(cert);
    const ours = key.asymmetricKeyDetails?.namedCurve === 'prime256v1';
    if (!ours || !certificate.checkPrivateKey(key) || Date.parse(certificate.validTo) <= time.getTime())
      return undefined;
    return { cert, key: key.export({ type: 'pkcs8', format: 'pem' }) as string };
  } catch {
    return undefined;
  }
}
