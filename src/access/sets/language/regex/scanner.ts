/** A pattern that is being read, and the flags that hold at this point of it. */
export interface Scanner {
  readonly text: readonly string[];
  at: number;
  flags: Flags;
}

export interface Flags {
  readonly ignoreCase: boolean;
  readonly multiLine: boolean;
  readonly dotAll: boolean;
}

export function scanner(text: string): Scanner {
  return { text: Array.from(text), at: 0, flags: { ignoreCase: false, multiLine: false, dotAll: false } };
}

/** Says what is wrong; caught where the whole pattern is read. */
export class BadPattern extends Error {}

export function bad(why: string): never {
  throw new BadPattern(why);
}

export function peek({ text, at }: Scanner): string | undefined {
  return text[at];
}

export function take(from: Scanner): string {
  const letter = from.text[from.at++];
  return letter ?? bad('it ends too early');
}

/** Goes past `what` if it is next. */
export function eat(from: Scanner, what: string): boolean {
  const next = from.text.slice(from.at, from.at + what.length).join('');
  if (next !== what) return false;
  from.at += what.length;
  return true;
}

/** Goes past what matches, and returns it. */
export function takeWhile(from: Scanner, test: RegExp, most = Infinity): string {
  let taken = '';
  while (taken.length < most && from.at < from.text.length && test.test(from.text[from.at]!))
    taken += from.text[from.at++];
  return taken;
}

/** Reads up to `end`, and past it. */
export function takeUntil(from: Scanner, end: string): string {
  const found = from.text.indexOf(end, from.at);
  if (found < 0) bad(`\`${end}\` is missing`);
  const taken = from.text.slice(from.at, found).join('');
  from.at = found + 1;
  return taken;
}
