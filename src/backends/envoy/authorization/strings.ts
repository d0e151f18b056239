import { absurd } from '../../../base/absurd.ts';
import type { JsonObject } from '../../../base/json.ts';
import type { StringMatch } from '../../../model/match.ts';

/**
 * A match as an `envoy.type.matcher.v3.StringMatcher`, of values that are there. Envoy takes no empty prefix or suffix. `present` is
 * any value but the empty one, and `.` is any character.
 */
export function stringMatcher(match: StringMatch): JsonObject {
  switch (match.kind) {
    case 'exact':
      return { exact: match.value };
    case 'prefix':
    case 'suffix':
      return match.value === '' ? regex('(?s).*') : { [match.kind]: match.value };
    case 'regex':
      return regex(`(?s:${match.value})`);
    case 'present':
      return regex('(?s).+');
    default:
      return absurd(match);
  }
}

/** RE2, of the whole value. */
export function regex(value: string): JsonObject {
  return { safe_regex: { regex: value } };
}
