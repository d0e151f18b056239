import { holdsClaim, holdsHeader, isString } from '../access/holds.ts';
import type { HttpRequest, Jwt, Request } from '../access/request.ts';
import { valuesIn } from '../access/vocabulary.ts';
import type { ClaimMatch, Condition, RequestPrincipal } from '../model/authorization.ts';
import type { HeaderMatch, StringMatch } from '../model/match.ts';

/** What is in the way of a request; `send`: what it could bring to get by. */
export interface Obstacle {
  readonly text: string;
  readonly send?: string;
}

function headerObstacle({ name, values, negated }: HeaderMatch, { headers }: Pick<HttpRequest, 'headers'>): Obstacle {
  const lines = headers[name];
  if (negated) return { text: `header ${name} is ${(lines ?? []).join(', ')}`, send: `no header ${name}` };
  const wanted = valuesText(values);
  const send = wanted === '' ? `a header ${name}` : `header ${name}: ${wanted}`;
  if (lines === undefined) return { text: `header ${name} is missing`, send };
  return { text: `header ${name} is ${lines.join(', ') || 'empty'}, not ${wanted}`, send };
}

/** `a|b…|…c`; empty for "any value". */
export function valuesText(values: readonly StringMatch[]): string {
  return values.flatMap((value) => (value.kind === 'present' ? [] : [valueText(value)])).join('|');
}

function valueText(match: Exclude<StringMatch, { kind: 'present' }>): string {
  const { kind, value } = match;
  return kind === 'prefix' ? `${value}…` : kind === 'suffix' ? `…${value}` : value;
}

/** A condition beside caller and request that does not hold. */
export function conditionObstacle(condition: Condition, request: Request): Obstacle {
  switch (condition.kind) {
    case 'header':
      return headerObstacle(condition, request.http ?? { headers: {} });
    case 'claim':
      return claimObstacle(condition, request);
    case 'sni':
      return { text: `server name is ${request.sni || 'missing'}, ${side(condition)}${valuesText(condition.values)}` };
    case 'destination-ip':
      return {
        text: `destination address is ${request.destinationIp}, ${side(condition)}${condition.cidrs.join(' or ')}`,
      };
  }
}

function side({ negated }: { readonly negated: boolean }): string {
  return negated ? 'one of ' : 'not ';
}

function claimObstacle(claim: ClaimMatch, request: Request): Obstacle {
  const send = `a token ${claimText(claim)}`;
  const { jwt } = request.http ?? {};
  if (jwt === undefined) return { text: 'there is no token', send };
  const held = valuesIn({ kind: 'claim', path: claim.path }, request);
  const name = claim.path.join('.');
  return { text: held.length === 0 ? `its token has no claim ${name}` : `claim ${name} is ${held.join(', ')}`, send };
}

function claimText({ path, values, negated }: ClaimMatch): string {
  const wanted = valuesText(values);
  return `${negated ? 'without' : 'with'} claim ${path.join('.')}${wanted && `: ${wanted}`}`;
}

/** Why a request does not come from the bearer of a token that is asked for. */
export function tokenObstacle(caller: RequestPrincipal, jwt: Jwt | undefined, issuer: string | undefined): Obstacle {
  const send = tokenText(caller);
  if (jwt === undefined) return { text: 'there is no token', send };
  if (jwt.issuer !== issuer) return { text: `its token is one of ${jwt.issuer}, not of ${caller.issuer}`, send };
  const { subject, audiences, presenter, claims } = caller;
  if (subject && !isString(jwt.subject, subject))
    return {
      text: `the subject of its token is ${jwt.subject ?? 'missing'}, not ${valuesText([subject]) || 'any'}`,
      send,
    };
  if (audiences && !audiences.some((match) => jwt.audiences?.some((one) => isString(one, match))))
    return {
      text: `its token is for ${jwt.audiences?.join(', ') ?? 'nobody'}, not for ${valuesText(audiences)}`,
      send,
    };
  if (presenter && !presenter.some((match) => isString(jwt.presenter, match)))
    return { text: `its token is presented by ${jwt.presenter ?? 'nobody'}, not by ${valuesText(presenter)}`, send };
  const failing = claims.find((claim) => !holdsClaim(jwt, claim));
  return failing ? { ...claimObstacle(failing, withToken(jwt)), send } : { text: 'its token is not accepted', send };
}

function withToken(jwt: Jwt): Request {
  const http = { method: 'GET', path: '/', host: '', headers: {}, jwt };
  return { sourceIp: '', remoteIp: '', destinationIp: '', port: 0, sni: '', http };
}

/** `a token of login for ada, with claim groups: staff` */
export function tokenText({ issuer, subject, audiences, presenter, claims }: RequestPrincipal): string {
  const parts = [
    ...(subject ? [`with subject ${valuesText([subject]) || 'of any kind'}`] : []),
    ...(audiences ? [`for ${valuesText(audiences)}`] : []),
    ...(presenter ? [`presented by ${valuesText(presenter)}`] : []),
    ...claims.map(claimText),
  ];
  return `a token of ${issuer}${parts.length > 0 ? ` ${parts.join(', ')}` : ''}`;
}

/** Whether a header is the one thing that stands in the way. */
export function failingHeaders(headers: readonly HeaderMatch[], http: HttpRequest): readonly Obstacle[] {
  return headers.filter((one) => !holdsHeader(http.headers, one)).map((one) => headerObstacle(one, http));
}
