import type { PathMatch, StringMatch } from '../../../model/match.ts';

/** A literal in RE2. */
export function quoted(literal: string): string {
  return literal.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
}

/** One expression for any of several; Envoy matches whole values, so it needs no anchors. */
export function anyOf(expressions: readonly string[]): string {
  return expressions.length === 1
    ? expressions[0]!
    : expressions.map((each) => (each.includes('|') ? `(?:${each})` : each)).join('|');
}

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

/** `{*}` one non-empty segment, `{**}` any rest. */
export function templateRegex(template: string): string {
  return template
    .split(/(\{\*\*?\})/)
    .map((part) => (part === '{*}' ? '[^/]+' : part === '{**}' ? '.*' : quoted(part)))
    .join('');
}

export function suffixRegex({ value }: PathMatch): string {
  return `.*${quoted(value)}`;
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
