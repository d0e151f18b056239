/**
 * Patterns of hosts: a name, `*.example.com` for any subdomain, `*` for any host.
 * Their order of preference is the proxy's: the name, then the longest wildcard, then `*`.
 */

/** The patterns that take a host (or all of a pattern's hosts), the most specific first. */
export function patternsOf(host: string): string[] {
  const labels = (host === '*' ? '' : host.replace(/^\*\./, '')).split('.');
  const parents = labels.slice(host.startsWith('*') ? 0 : 1).map((_, index) => {
    const from = host.startsWith('*') ? index : index + 1;
    return `*.${labels.slice(from).join('.')}`;
  });
  const wildcards = parents.filter((parent) => parent !== '*.' && parent !== host);
  return host === '*' ? ['*'] : [host, ...wildcards, '*'];
}

/** A host that fits a pattern. */
export function exampleHost(pattern: string): string {
  return pattern === '*' ? 'any.host' : pattern.replace(/^\*\./, 'any.');
}

/** What patterns stand for, so that what overlaps a host is found without trying each. */
export interface HostIndex {
  readonly patterns: ReadonlySet<string>;
  /** `*.example.com` for each pattern below it: what a wildcard overlaps. */
  readonly above: ReadonlySet<string>;
}

export function hostIndex(patterns: Iterable<string>): HostIndex {
  const all = new Set(patterns);
  return { patterns: all, above: new Set([...all].flatMap(patternsOf)) };
}

/** Whether a pattern overlaps one of an index. */
export function overlapsAny(index: HostIndex, pattern: string): boolean {
  return index.above.has(pattern) || patternsOf(pattern).some((wider) => index.patterns.has(wider));
}
