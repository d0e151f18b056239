import type { StringMatch } from '../../../model/match.ts';
import type { Refuse } from './refusal.ts';

/**
 * Istio writes matches as strings with `*` at an end: `v*` is a prefix, `*v` a suffix, `*` presence. A literal that has one
 * there would become a pattern, which may match far more than was said, so it is refused.
 */
export function literal(value: string, what: string, refuse: Refuse): string {
  if (value === '') {
    refuse('MW3206', `an empty ${what} cannot be matched by Istio`, { help: 'match another value, or leave it out' });
  } else if (value.startsWith('*') || value.endsWith('*')) {
    refuse('MW3203', `the ${what} \`${value}\` would be a pattern to Istio, not the value`, {
      note: 'at the beginning or end of a value `*` stands for anything, and Istio has no way to quote it',
    });
  }
  return value;
}

export function pattern(match: StringMatch, what: string, refuse: Refuse): string {
  switch (match.kind) {
    case 'present':
      return '*';
    case 'exact':
      return literal(match.value, what, refuse);
    case 'prefix':
      // A `*` at its end is quoted by the one that follows; one at its beginning would make a suffix of it.
      if (match.value.startsWith('*') || match.value === '') literal(match.value, what, refuse);
      return `${match.value}*`;
    case 'suffix':
      if (match.value === '') literal(match.value, what, refuse);
      return `*${match.value}`;
    case 'regex':
      refuse('MW3206', `the ${what} \`${match.value}\` is a regular expression, which Istio does not take here`, {
        help: 'use exact values, prefixes or suffixes',
      });
      return match.value;
  }
}
