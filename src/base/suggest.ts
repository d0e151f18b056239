import { closest, distance } from 'fastest-levenshtein';

/** The known name that was probably meant, if one is near enough to be worth naming. */
export function suggest(written: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const near = closest(written, known as string[]);
  return distance(written, near) <= Math.max(1, Math.floor(written.length / 2)) ? near : undefined;
}

/** `` did you mean `cart`? `` or nothing. */
export function didYouMean(written: string, known: readonly string[]): string | undefined {
  const near = suggest(written, known);
  return near === undefined ? undefined : `did you mean \`${near}\`?`;
}
