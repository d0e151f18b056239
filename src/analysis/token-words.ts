import { rulesFor, type Target } from '../access/decide.ts';
import { issuersHeard } from '../access/holds.ts';
import type { Jwt } from '../access/request.ts';
import { BEARER } from '../access/token-place.ts';
import { placesOf } from '../access/token-places.ts';
import type { Lookup } from '../model/lookup.ts';

/** Why a proxy does not accept a token that it finds, and the status that it answers with. */
export function tokenRefusal({ issuer, place = BEARER }: Jwt, to: Target, model: Lookup): string {
  const heard = issuersHeard(rulesFor(to, model), model);
  const known = heard.filter((one) => one.issuer === issuer);
  if (known.length === 0) {
    const others = heard.map((one) => one.issuer).join(', ');
    return `it accepts tokens of ${others} only, none ${issuer === '' ? 'without an issuer' : `of ${issuer}`} (401)`;
  }
  if (!known.some((one) => placesOf(one).includes(place)))
    return `it looks for tokens of ${issuer} elsewhere, not in \`${place}\` (401)`;
  const audiences = [...new Set(known.flatMap((one) => one.audiences))].join(', ');
  return `it accepts tokens of ${issuer} for ${audiences} only (403)`;
}
