// JWTs for every issuer at once: all of them sign with one key.
import { generateKeyPairSync, sign } from 'node:crypto';
import type { Jwt } from '../../src/access/request.ts';

const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

export const JWKS = JSON.stringify({
  keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'test', use: 'sig', alg: 'ES256' }],
});

const made = new Map<string, string>();

export function tokenOf({ issuer, subject, audiences, presenter, claims }: Jwt): string {
  const payload = JSON.stringify({
    ...claims,
    iss: issuer,
    sub: subject,
    aud: audiences,
    azp: presenter,
    exp: 4_000_000_000,
  });
  const found = made.get(payload) ?? signed(payload);
  made.set(payload, found);
  return found;
}

function signed(payload: string): string {
  const encode = (text: string) => Buffer.from(text).toString('base64url');
  const text = `${encode('{"alg":"ES256","kid":"test","typ":"JWT"}')}.${encode(payload)}`;
  return `${text}.${sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}
