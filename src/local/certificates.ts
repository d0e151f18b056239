import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

type CryptoKey = webcrypto.CryptoKey;
type CryptoKeyPair = webcrypto.CryptoKeyPair;

x509.cryptoProvider.set(webcrypto as never);

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** Who signs certificates for development, and says so. */
const ISSUER = 'CN=meshwright development CA, O=not for production';

const DAY = 24 * 60 * 60 * 1000;

/** A certificate and its key, as PEM. */
export interface KeyPair {
  readonly cert: string;
  readonly key: string;
}

/** Signs certificates that are good on this machine, for some days. */
export interface Authority {
  /** The certificate of the authority itself. */
  readonly ca: KeyPair;
  /** For a SPIFFE id. */
  readonly identity: (id: string) => Promise<KeyPair>;
  /** For a server that clients outside know by these names. */
  readonly server: (hosts: readonly string[]) => Promise<KeyPair>;
}

/** An authority of its own; or that of a certificate that was made before. */
export async function openAuthority(days: number, now: Date, before?: KeyPair): Promise<Authority> {
  const until = new Date(now.getTime() + days * DAY);
  const { ca, keys } = before ? await imported(before) : await newAuthority(now, until);
  const issue = async (names: x509.JsonGeneralNames, subject: string, usage: readonly string[]): Promise<KeyPair> => {
    const pair = await newKeys();
    const certificate = await x509.X509CertificateGenerator.create({
      serialNumber: serial(),
      subject,
      issuer: ca.subject,
      notBefore: backdated(now),
      notAfter: until,
      publicKey: pair.publicKey,
      signingKey: keys,
      signingAlgorithm: ALGORITHM,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([...usage]),
        // Without a subject the names have to be looked at: RFC 5280, 4.1.2.6.
        new x509.SubjectAlternativeNameExtension(names, subject === ''),
      ],
    });
    return { cert: `${certificate.toString('pem')}\n`, key: await pem(pair.privateKey) };
  };
  const { serverAuth, clientAuth } = x509.ExtendedKeyUsage;
  return {
    ca: before ?? { cert: `${ca.toString('pem')}\n`, key: await pem(keys) },
    identity: (id) => issue([{ type: 'url', value: id }], '', [serverAuth, clientAuth]),
    server: (hosts) => issue(hosts.map(serverName), ISSUER.replace('CA', 'certificate'), [serverAuth]),
  };
}

function serverName(host: string): x509.JsonGeneralNames[number] {
  return { type: 'dns', value: host === '*' ? 'localhost' : host };
}

interface Signer {
  readonly ca: x509.X509Certificate;
  readonly keys: CryptoKey;
}

async function newAuthority(now: Date, until: Date): Promise<Signer> {
  const pair = await newKeys();
  const ca = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serial(),
    name: ISSUER,
    notBefore: backdated(now),
    notAfter: until,
    keys: pair,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
    ],
  });
  return { ca, keys: pair.privateKey };
}

async function imported({ cert, key }: KeyPair): Promise<Signer> {
  const der = x509.PemConverter.decodeFirst(key);
  const keys = await webcrypto.subtle.importKey('pkcs8', der, ALGORITHM, true, ['sign']);
  return { ca: new x509.X509Certificate(cert), keys: keys as CryptoKey };
}

function newKeys(): Promise<CryptoKeyPair> {
  return webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']) as Promise<CryptoKeyPair>;
}

async function pem(key: CryptoKey): Promise<string> {
  return `${x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key as never), 'PRIVATE KEY')}\n`;
}

function serial(): string {
  return Buffer.from(webcrypto.getRandomValues(new Uint8Array(16))).toString('hex');
}

/** Clocks differ a little. */
function backdated(now: Date): Date {
  return new Date(now.getTime() - 60_000);
}
