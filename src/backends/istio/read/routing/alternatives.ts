import { sidesOf } from '../../../../base/alternation.ts';
import { compareStrings } from '../../../../base/order.ts';
import type { StringMatchSpec } from '../../../../manifest/kinds/istio-networking.ts';
import { literally } from '../value.ts';

/** What a match of Istio's takes, as regular expressions for the whole value; an empty match asks for presence. */
export function alternatives({ exact, prefix, regex }: StringMatchSpec): readonly string[] {
  if (exact !== undefined) return [literally(exact)];
  if (prefix !== undefined) return [`${literally(prefix)}.*`];
  if (regex === undefined) return ['.*'];
  return [...new Set(sidesOf(regex))].sort(compareStrings);
}
