import { compareStrings } from '../../../../base/order.ts';
import type { StringMatchSpec } from '../../../../manifest/kinds/istio-networking.ts';
import { literally } from '../value.ts';

/** What a match of Istio's takes, as regular expressions for the whole value; an empty match asks for presence. */
export function alternatives({ exact, prefix, regex }: StringMatchSpec): readonly string[] {
  if (exact !== undefined) return [literally(exact)];
  if (prefix !== undefined) return [`${literally(prefix)}.*`];
  if (regex === undefined) return ['.*'];
  return [...new Set(split(regex))].sort(compareStrings);
}

/** The sides of `|` that no bracket encloses, each without brackets of its own around it. */
function split(regex: string): readonly string[] {
  const parts = [''];
  let depth = 0;
  for (const token of regex.match(/\\.|\[(?:\\.|[^\]\\])*\]|./gsu) ?? []) {
    if (token === '(') depth++;
    else if (token === ')') depth--;
    if (token === '|' && depth === 0) parts.push('');
    else parts[parts.length - 1] += token;
  }
  if (parts.length === 1) return parts;
  return parts.map((part) => (isWrapped(part) ? part.slice('(?:'.length, -1) : part));
}

function isWrapped(part: string): boolean {
  if (!part.startsWith('(?:') || !part.endsWith(')')) return false;
  let depth = 0;
  for (const [at, token] of [...part].entries()) {
    if (token === '(') depth++;
    else if (token === ')' && --depth === 0) return at === [...part].length - 1;
  }
  return false;
}
