import { literalHead } from '../access/subsumption.ts';
import type { AuthorizationRule } from '../model/authorization.ts';
import type { PathMatch, RequestMatch } from '../model/match.ts';

/** Whether no request is one of both rules, told at a glance: where it is not plain the answer is no. */
export function requestsApart({ requests: a }: AuthorizationRule, { requests: b }: AuthorizationRule): boolean {
  return a !== 'any' && b !== 'any' && a.every((one) => b.every((other) => matchesApart(one, other)));
}

function matchesApart(a: RequestMatch, b: RequestMatch): boolean {
  return (
    (a.methods && b.methods && !a.methods.some((method) => b.methods?.includes(method))) ||
    (a.paths && b.paths && a.paths.every((one) => b.paths?.every((other) => pathsApart(one, other)))) ||
    false
  );
}

/** How two paths begin tells them apart, if neither is how the other begins. */
function pathsApart(a: PathMatch, b: PathMatch): boolean {
  const [one, other] = [head(a), head(b)];
  return one !== undefined && other !== undefined && !one.startsWith(other) && !other.startsWith(one);
}

function head({ kind, value }: PathMatch): string | undefined {
  if (kind === 'suffix' || kind === 'regex') return undefined;
  return kind === 'template' ? literalHead(value) : value;
}
