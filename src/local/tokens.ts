import { generateKeyPairSync, sign } from 'node:crypto';
import type { Jwt } from '../access/request.ts';
import { BEARER } from '../access/token-place.ts';

/** Signs tokens of every issuer with one key of its own. */
export interface Signer {
  readonly jwks: string;
  /** The header that a token is in, and its value. */
  readonly header: (token: Jwt) => readonly [string, string];
}

/** In the year 2096. */
const FAR = 4_000_000_000;

export function newSigner(): Signer {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = { ...publicKey.export({ format: 'jwk' }), kid: 'local', use: 'sig', alg: 'ES256' };
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = ({ issuer, subject, audiences, presenter, claims }: Jwt) => {
    const payload = { ...claims, iss: issuer, sub: subject, aud: audiences, azp: presenter, exp: FAR };
    const text = `${encode({ alg: 'ES256', kid: 'local', typ: 'JWT' })}.${encode(payload)}`;
    const signature = sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' });
    return `${text}.${signature.toString('base64url')}`;
  };
  return {
    jwks: JSON.stringify({ keys: [key] }),
    header: (token) => {
      const [name = '', prefix] = (token.place ?? BEARER).split(': ');
      return [name.replace(/:$/, ''), prefix === undefined ? signed(token) : `${prefix} ${signed(token)}`];
    },
  };
}
