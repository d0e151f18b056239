// JWTs, and the keys that they are checked against.
import { createPublicKey, createSign, generateKeyPairSync } from 'node:crypto';

const KEY_ID = 'test';

export interface Issuer {
  readonly jwks: string;
  /** An `authorization` header. */
  readonly bearer: (claims: Readonly<Record<string, unknown>>) => { readonly authorization: string };
}

export const newIssuer = (name: string): Issuer => {
  // By way of PEM: in Node 20, exporting a generated key as a JWK stops for good when the garbage of its making is collected meanwhile.
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const jwk = { ...createPublicKey(publicKey).export({ format: 'jwk' }), kid: KEY_ID, use: 'sig', alg: 'RS256' };
  const expiry = Math.floor(Date.now() / 1_000) + 3_600;
  return {
    jwks: JSON.stringify({ keys: [jwk] }),
    bearer: (claims) => ({ authorization: `Bearer ${sign({ iss: name, exp: expiry, ...claims }, privateKey)}` }),
  };
};

const sign = (claims: object, key: string): string => {
  const head = encode({ alg: 'RS256', kid: KEY_ID, typ: 'JWT' });
  const text = `${head}.${encode(claims)}`;
  return `${text}.${createSign('sha256').update(text).sign(key, 'base64url')}`;
};

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
