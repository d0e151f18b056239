import type { Issuer } from '../model/mesh.ts';
import { BEARER, headerPlace, inOrder, parameterPlace } from './token-place.ts';

/** Where proxies look for tokens of an issuer, in order. */
export function placesOf({ fromHeaders }: Issuer): readonly string[] {
  return inOrder(fromHeaders.length === 0 ? [BEARER, parameterPlace('access_token')] : fromHeaders.map(headerPlace));
}
