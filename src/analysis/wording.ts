import type { Target } from '../access/decide.ts';
import type { Request } from '../access/request.ts';
import { type Position, printPosition } from '../base/span.ts';
import type { AuthorizationRule } from '../model/authorization.ts';
import { printIdentity } from '../model/ids.ts';
import type { Lookup } from '../model/lookup.ts';
import type { Decision } from './by-hand.ts';
import type { Hop } from './can.ts';
import { callerName } from './nearest.ts';
import { type Party, shortName } from './parties.ts';
import { tokenRefusal } from './token-words.ts';

/** What was decided, where, and by which line. */
export function decisionText({ to, verdict, request }: Pick<Hop, 'to' | 'verdict' | 'request'>, model: Lookup): string {
  const proxy = proxyName(to, model);
  switch (verdict.because) {
    case 'allowed':
      return verdict.rule ? `allowed by ${proxy}: ${ruleText(verdict.rule)}` : `let in by ${proxy}`;
    case 'nothing-forbids':
      return `admitted by ${proxy}: nothing forbids it there`;
    case 'transport':
      return request.identity
        ? `refused by ${proxy}: it takes plaintext only`
        : `refused by ${proxy}: it takes mutual TLS only, and plaintext has no identity`;
    case 'token':
      return `refused by ${proxy}: ${tokenRefusal(verdict.token, to, model)}`;
    case 'no-such-port':
      return `refused: nothing listens on port ${request.port}`;
    case 'external':
      return `refused by ${proxy}: the external authorizer of ${ruleText(verdict.rule)} says no`;
    case 'denied':
      return `refused by ${proxy}: ${ruleText(verdict.rule)} denies it${addressText(verdict.rule, request)}${exceptionText(verdict.rule, model)}`;
    case 'by-hand':
      return byHandText(verdict, proxy);
    case 'not-allowed':
      return `refused by ${proxy}: no rule allows it`;
  }
}

function byHandText({ allowed, span, unguarded }: Extract<Decision, { because: 'by-hand' }>, proxy: string): string {
  const by = `${printPlace(span)}, written by hand beside the policies`;
  if (unguarded) return `allowed without ${proxy}: ${by}, leaves none`;
  return allowed ? `allowed by ${proxy}: ${by}, which refuse it` : `refused by ${proxy}: ${by}, which allow it`;
}

/** The proxy that enforces: `reviews' sidecar`, `gateway bookinfo-gateway`. */
export function proxyName(target: Target, model: Lookup): string {
  const name = shortName(target, model);
  return target.kind === 'gateway' ? `gateway ${name}` : `${name}${name.endsWith('s') ? "'" : "'s"} sidecar`;
}

/** Where a rule is about addresses: which one it was, since nobody may have said. */
function addressText({ from }: AuthorizationRule, { sourceIp, remoteIp }: Request): string {
  const kinds = from === 'anyone' ? [] : from.map(({ kind }) => kind);
  if (kinds.includes('ip-block')) return ` to address ${sourceIp}`;
  return kinds.includes('remote-ip-block') ? ` to client ${remoteIp}` : '';
}

/** Whom a denial leaves alone: what the caller is not, or has not brought. */
function exceptionText({ except }: AuthorizationRule, model: Lookup): string {
  const names = except.map((one) => callerName(one, model));
  const tokens = except.every(({ kind }) => kind === 'request-principal');
  return names.length === 0 ? '' : ` ${tokens ? 'without' : 'to all but'} ${names.join(' or ')}`;
}

function ruleText({ span }: AuthorizationRule): string {
  return printPlace(span);
}

/** `policies/bookinfo.ts:35` */
export function printPlace(at: Position): string {
  return printPosition(at).replace(/:\d+$/, '');
}

/** `productpage (cluster.local/ns/bookinfo/sa/productpage)` */
export function callerText(from: Party, plaintext: boolean): string {
  if (from.kind === 'outside' || from.kind === 'anonymous') return from.name;
  const identity = plaintext ? 'plaintext, no identity' : printIdentity(from.identity);
  return from.kind === 'identity' ? identity : `${from.name} (${identity})`;
}

export function identityText(from: Party): string {
  return from.kind === 'outside' || from.kind === 'anonymous' ? from.name : printIdentity(from.identity);
}
