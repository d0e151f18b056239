import { atom, type Formula } from '../../../access/formula.ts';
import type { StringMatch } from '../../../model/match.ts';

/** Istio's syntax for strings: `*` presence, `*end`, `start*`, or the value itself. */
export function stringMatch(value: string): StringMatch {
  if (value === '*') return { kind: 'present' };
  if (value.startsWith('*')) return { kind: 'suffix', value: value.slice(1) };
  return value.endsWith('*') ? { kind: 'prefix', value: value.slice(0, -1) } : { kind: 'exact', value };
}

/** Text as a regular expression that matches nothing else. */
export function literally(text: string): string {
  return text.replace(/[\\^$.|?*+()[\]{}]/g, (character) => `\\${character}`);
}

export function principalRegex(value: string): Formula {
  return atom({ on: 'principal', match: { kind: 'regex', value } });
}

/** A block or a single address; undefined for what is neither. */
export function block(value: string): string | undefined {
  return /^[0-9a-fA-F:.]+(?:\/\d{1,3})?$/.test(value) ? value : undefined;
}

export function portNumber(value: string): number | undefined {
  const port = /^\d+$/.test(value) ? Number(value) : Number.NaN;
  return port <= 65535 ? port : undefined;
}
