import type { PathMatch } from '../../../model/match.ts';
import { quoted } from '../../re2.ts';

/** One expression for any of several; Envoy matches whole values, so it needs no anchors. */
export function anyOf(expressions: readonly string[]): string {
  return expressions.length === 1
    ? expressions[0]!
    : expressions.map((each) => (each.includes('|') ? `(?:${each})` : each)).join('|');
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
