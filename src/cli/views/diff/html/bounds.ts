/** A page is opened in one piece: what is beyond these is counted in it, and is in the JSON. */
export const BOUNDS = {
  rows: 10_000,
  changes: 10_000,
  edges: 20_000,
  /** Callers, destinations, requests or conditions of one row. */
  names: 1_000,
  frames: 5_000,
  /** Of one text. */
  letters: 2_000,
  /** Of a line of source. */
  columns: 240,
} as const;

/** A text that is too long ends with how much of it is left. */
export function bounded(text: string): string {
  if (text.length <= BOUNDS.letters) return text;
  const end = /[\ud800-\udbff]/.test(text.charAt(BOUNDS.letters - 1)) ? BOUNDS.letters - 1 : BOUNDS.letters;
  return `${text.slice(0, end)}… (${text.length - end} more letters)`;
}
