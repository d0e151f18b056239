import type { StringMatch } from '../model/match.ts';

/** A literal in RE2. */
export function quoted(literal: string): string {
  return literal.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
}

/** A value as an expression for all of it: Envoy matches whole values, so it needs no anchors. */
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

/**
 * Whether an expression matches the empty string; undefined when that cannot be told here. RE2 and JavaScript agree where
 * both accept an expression, for this question.
 */
export function matchesEmpty(expression: string): boolean | undefined {
  try {
    return new RegExp(`^(?:${expression.replace(/^\(\?[a-z]+\)/, '')})$`, 'u').test('');
  } catch {
    return undefined;
  }
}
