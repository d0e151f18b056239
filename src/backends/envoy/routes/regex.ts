import type { StringMatch } from '../../../model/match.ts';

/** Text that a regular expression of RE2 matches as it is. */
export function quoted(literal: string): string {
  return literal.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
}

/** A value as a regular expression of RE2 for all of it. */
export function valueRegex(match: StringMatch): string {
  switch (match.kind) {
    case 'exact':
      return quoted(match.value);
    case 'prefix':
      return `${quoted(match.value)}.*`;
    case 'suffix':
      return `.*${quoted(match.value)}`;
    case 'regex':
      return match.value;
    case 'present':
      return '.*';
  }
}

/** Whether an expression matches the empty string; undefined when that cannot be told here. */
export function matchesEmpty(expression: string): boolean | undefined {
  try {
    return new RegExp(`^(?:${expression.replace(/^\(\?[a-z]+\)/, '')})$`, 'u').test('');
  } catch {
    return undefined;
  }
}
