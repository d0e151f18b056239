import type { Switches } from '../switches.ts';
import { END } from './alphabet.ts';

/** A regular expression, read. */
export type Pattern =
  /** One code point of a set. */
  | { readonly kind: 'set'; readonly set: Switches<number> }
  | { readonly kind: 'sequence' | 'choice'; readonly of: readonly Pattern[] }
  | { readonly kind: 'repeat'; readonly of: Pattern; readonly min: number; readonly max: number | undefined }
  | { readonly kind: 'assert'; readonly what: Assertion };

/** Conditions on where in the text one is. */
export type Assertion = 'text-start' | 'text-end' | 'line-start' | 'line-end' | 'word-edge' | 'no-word-edge';

export const ANY: Switches<number> = [0, END];
export const ANYTHING: Pattern = repeat({ kind: 'set', set: ANY }, 0);

export function repeat(of: Pattern, min: number, max?: number): Pattern {
  return { kind: 'repeat', of, min, max };
}

export function sequence(...of: readonly Pattern[]): Pattern {
  return { kind: 'sequence', of };
}

export function choice(...of: readonly Pattern[]): Pattern {
  return { kind: 'choice', of };
}

export function literal(text: string): Pattern {
  return sequence(...Array.from(text, (letter): Pattern => ({ kind: 'set', set: one(letter.codePointAt(0)!) })));
}

export function one(codePoint: number): Switches<number> {
  return [codePoint, codePoint + 1];
}
