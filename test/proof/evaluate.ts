import type { Destination, DestinationPort } from '../../src/access/destination.ts';
import type { Atom, Formula } from '../../src/access/formula.ts';
import { inBlock, isPath, isString } from '../../src/access/holds.ts';
import type { Jwt, Request } from '../../src/access/request.ts';
import { isJsonObject, type Json } from '../../src/base/json.ts';
import type { PathMatch } from '../../src/model/match.ts';

/** Whether a destination admits a request at a port, by its formulas, one by one. */
export function admitsOne({ proxy, policies }: Destination, port: DestinationPort, request: Request): boolean {
  if (proxy === 'none') return true;
  if (port.mtls === 'strict' && !request.identity) return false;
  if (port.mtls === 'disabled' && request.identity) return false;
  const hit = ({ rules }: (typeof policies)[0]) =>
    rules.some((rule) => holdsFormula(request.http ? rule.http : rule.tcp, request));
  const enforced = policies.filter((one) => !one.dryRun);
  const by = (effect: string) => enforced.filter((one) => one.effect === effect);
  if (by('custom').some((one) => hit(one) && request.refusedBy?.includes(one.provider ?? ''))) return false;
  if (by('deny').some(hit)) return false;
  return by('allow').length === 0 || by('allow').some(hit);
}

export function holdsFormula(formula: Formula, request: Request): boolean {
  switch (formula.kind) {
    case 'all':
      return true;
    case 'none':
      return false;
    case 'atom':
      return holdsAtom(formula.atom, request);
    case 'and':
      return formula.of.every((one) => holdsFormula(one, request));
    case 'or':
      return formula.of.some((one) => holdsFormula(one, request));
    case 'not':
      return !holdsFormula(formula.of, request);
  }
}

function holdsAtom(atom: Atom, request: Request): boolean {
  const { identity, http } = request;
  switch (atom.on) {
    case 'principal':
      return isString(
        identity && `${identity.trustDomain}/ns/${identity.namespace}/sa/${identity.serviceAccount}`,
        atom.match,
      );
    case 'source-ip':
      return inBlock(request.sourceIp, atom.cidr);
    case 'remote-ip':
      return inBlock(request.remoteIp, atom.cidr);
    case 'destination-ip':
      return inBlock(request.destinationIp, atom.cidr);
    case 'port':
      return request.port === atom.port;
    case 'sni':
      return isString(request.sni === '' ? undefined : request.sni, atom.match);
    case 'method':
      return isString(http?.method, atom.match);
    case 'path':
      return http !== undefined && isPath(http.path, atom.match as PathMatch);
    case 'host':
      return isString(http?.host, atom.match);
    case 'header':
      return (http?.headers[atom.name] ?? []).some(
        (line) => atom.match.kind === 'present' || isString(line, atom.match),
      );
    case 'external':
      return !request.refusedBy?.includes(atom.provider);
    default:
      return http?.jwt !== undefined && holdsToken(atom, http.jwt);
  }
}

function holdsToken(atom: Extract<Atom, { on: `jwt-${string}` }>, jwt: Jwt): boolean {
  switch (atom.on) {
    case 'jwt-issuer':
      return isString(jwt.issuer, atom.match);
    case 'jwt-subject':
      return isString(jwt.subject, atom.match);
    case 'jwt-presenter':
      return isString(jwt.presenter, atom.match);
    case 'jwt-audience':
      return (jwt.audiences ?? []).some((one) => isString(one, atom.match));
    case 'jwt-claim': {
      const found = atom.path.reduce<Json | undefined>(
        (at, name) => (isJsonObject(at) ? at[name] : undefined),
        jwt.claims ?? {},
      );
      const words = /^(scope|permission)$/.test(atom.path.join('.')) && typeof found === 'string';
      return (Array.isArray(found) ? found : words ? (found.match(/[^ ]+/g) ?? [found]) : [found]).some(
        (one) => typeof one === 'string' && isString(one, atom.match),
      );
    }
  }
}
