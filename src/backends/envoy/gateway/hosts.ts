/** Hosts are names, `*.` and a name for its subdomains, or `*` for all. */

export function covers(a: string, b: string): boolean {
  if (a === '*' || a === b) return true;
  return a.startsWith('*.') && b.length >= a.length && b.endsWith(a.slice(1));
}

/** What two lists of hosts have in common: of each two that overlap, the narrower. */
export function common(some: readonly string[], others: readonly string[]): readonly string[] {
  const overlap = (a: string, b: string) => (covers(a, b) ? [b] : covers(b, a) ? [a] : []);
  return [...new Set(others.flatMap((b) => some.flatMap((a) => overlap(a, b))))];
}
