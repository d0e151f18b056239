import type { JsonObject } from '../../../base/json.ts';
import type { HeaderMatch } from '../../../model/match.ts';
import { permissions } from './logic.ts';
import { stringMatcher } from './strings.ts';

/**
 * Some line of the header has some of the values. `invert_match` of Envoy is no negation, since it fails where the header is absent; a
 * negated rule is.
 */
export function header({ name, values, negated }: HeaderMatch): JsonObject {
  const held = permissions.or(values.map((match) => ({ header: { name, ...valueMatch(match) } })));
  return negated ? permissions.not(held) : held;
}

/** An empty line is a line: of headers, `present` and the empty prefix ask for no more. */
function valueMatch(match: HeaderMatch['values'][number]): JsonObject {
  const anything = match.kind === 'present' || (match.kind !== 'exact' && match.kind !== 'regex' && match.value === '');
  return anything ? { present_match: true } : { string_match: stringMatcher(match) };
}
