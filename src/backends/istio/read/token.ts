import { type AcceptedIssuer, and, atom, type Formula, onToken } from '../../../access/formula.ts';
import type { StringMatch } from '../../../model/match.ts';
import { stringMatch } from './value.ts';

/** Conditions on the caller's token; they hold of tokens that the proxy accepts only. */
export interface TokenReader {
  readonly principal: (value: string) => Formula;
  readonly audience: (value: string) => Formula;
  readonly presenter: (value: string) => Formula;
  readonly claim: (path: readonly string[], value: string) => Formula;
}

/** Whose tokens a proxy accepts; `every`: where it does not matter whose. */
export type Accepted = readonly AcceptedIssuer[] | 'every';

export function tokenReader(accepted: Accepted): TokenReader {
  const held = (...conditions: readonly Formula[]) =>
    accepted === 'every' ? and(...conditions) : onToken(accepted, ...conditions);
  return {
    principal: (value) => {
      const { issuer, subject } = cut(value);
      return held(atom({ on: 'jwt-issuer', match: issuer }), atom({ on: 'jwt-subject', match: subject }));
    },
    audience: (value) => held(atom({ on: 'jwt-audience', match: stringMatch(value) })),
    presenter: (value) => held(atom({ on: 'jwt-presenter', match: stringMatch(value) })),
    claim: (path, value) => held(claim(path, stringMatch(value))),
  };
}

const ANY: StringMatch = { kind: 'present' };

/** `issuer/subject`, cut at the last slash, for an issuer may hold some. */
function cut(value: string): { readonly issuer: StringMatch; readonly subject: StringMatch } {
  if (value === '*') return { issuer: ANY, subject: ANY };
  const at = value.lastIndexOf('/');
  const [issuer, subject] = at === -1 ? [value, ''] : [value.slice(0, at), value.slice(at + 1)];
  if (value.startsWith('*')) {
    if (at === -1) return { issuer: ANY, subject: { kind: 'suffix', value: value.slice(1) } };
    return { issuer: issuer === '*' ? ANY : suffix(issuer), subject: { kind: 'exact', value: subject } };
  }
  if (value.endsWith('*')) {
    if (at === -1) return { issuer: prefix(value), subject: ANY };
    return { issuer: { kind: 'exact', value: issuer }, subject: subject === '*' ? ANY : prefix(subject) };
  }
  return { issuer: { kind: 'exact', value: issuer }, subject: { kind: 'exact', value: subject } };
}

function suffix(value: string): StringMatch {
  return { kind: 'suffix', value: value.slice(1) };
}

function prefix(value: string): StringMatch {
  return { kind: 'prefix', value: value.slice(0, -1) };
}

/** Some claims have names of their own here. */
function claim(path: readonly string[], match: StringMatch): Formula {
  const [first] = path;
  if (path.length === 1) {
    if (first === 'iss') return atom({ on: 'jwt-issuer', match });
    if (first === 'sub') return atom({ on: 'jwt-subject', match });
    if (first === 'aud') return atom({ on: 'jwt-audience', match });
    if (first === 'azp') return atom({ on: 'jwt-presenter', match });
  }
  return and(atom({ on: 'jwt-claim', path, match }));
}
