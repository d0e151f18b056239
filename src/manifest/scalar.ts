/**
 * How a string is written so that no reader of YAML takes it for anything else: neither 1.1 nor 1.2, in any schema.
 * What is not known to be harmless is quoted, so a new rule of some reader can at worst find a needless pair of quotes.
 */

/**
 * Begins with a letter, `_` or `/`, is no bare exponent (`e0` is a number to some readers of YAML 1.1), and holds nothing
 * that any reader gives a meaning to inside a block. What stands between colons and blanks is matched in one go, which takes
 * half the time that matching by the letter does.
 */
const HARMLESS =
  /^(?!_*[eE][-+]?[\d_]+$)[A-Za-z_/][\w./@+=%*{}(),-]*(?:(?::(?=[\w./*{])| (?=[\w/({*]))[\w./@+=%*{}(),-]*)*$/;

/** Quantities and durations (`5s`, `1h30m`, `128Mi`) begin with a digit, and are no number, date or base-60 integer anywhere. */
const MEASURE = /^(?:(?:\d+(?:\.\d+)?(?:ms|us|ns|s|m|h))+|\d+(?:\.\d+)?(?:[KMGTP]i|k|M|G|T|P))$/;

/** Words that some reader takes for a boolean or null, in whatever case. */
const WORDS: ReadonlySet<string> = new Set(['true', 'false', 'null', 'yes', 'no', 'on', 'off', 'y', 'n']);
const LONGEST_WORD = 5;

/** What JSON leaves as it is, but YAML cannot hold, or a person cannot see: controls, blanks of no width, marks of direction. */
const UNSEEN = /[\u007f-\u00a0\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]/;
const EACH_UNSEEN = new RegExp(UNSEEN, 'g');

/** Controls other than tab and line feed, and halves of characters. */
const NO_TEXT = /[^\t\n -\ud7ff\ue000-\uffff]/;

/** A string on one line, plain where that is safe and in double quotes elsewhere. */
export function printString(text: string): string {
  return isHarmless(text) ? text : quote(text);
}

export function isHarmless(text: string): boolean {
  if (HARMLESS.test(text)) return text.length > LONGEST_WORD || !WORDS.has(text.toLowerCase());
  return MEASURE.test(text);
}

export function quote(text: string): string {
  return JSON.stringify(text).replace(EACH_UNSEEN, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Numbers with an exponent get a fraction, which YAML 1.1 demands of a float. Infinities are not JSON. */
export function printNumber(value: number): string {
  const text = String(value);
  if (!text.includes('e')) return text;
  return text.includes('.') ? text : text.replace('e', '.0e');
}

/**
 * Whether a text of several lines can be a literal block and come back to the letter: it begins with neither a blank nor
 * an empty line, ends in at most one line break, and no line is blank without being empty or begins with a tab.
 */
export function fitsBlock(text: string): boolean {
  const end = text.indexOf('\n');
  if (end <= 0 || text.endsWith('\n\n') || NO_TEXT.test(text) || UNSEEN.test(text)) return false;
  return !/^[ \t]|\n[ \t]+(?:\n|$)|\n\t/.test(text);
}
