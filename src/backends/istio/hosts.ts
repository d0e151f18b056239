/** Hosts are names, `*.` and a name for its subdomains, or `*` for all. */

/** Whether every host of `b` is one of `a`. */
export function covers(a: string, b: string): boolean {
  if (a === '*' || a === b) return true;
  return a.startsWith('*.') && b.length >= a.length && b.endsWith(a.slice(1));
}

/** Whatever covers a host: itself, `*.example.com`, `*.com`, `*`. */
export function wider(host: string): readonly string[] {
  const found = [host];
  for (let dot = host.indexOf('.'); dot !== -1; dot = host.indexOf('.', dot + 1)) {
    const parent = `*${host.slice(dot)}`;
    if (parent !== host) found.push(parent);
  }
  if (host !== '*') found.push('*');
  return found;
}

/** Things by their hosts, of which there may be thousands. */
export interface HostIndex<T> {
  /** Those with a host that covers this one. */
  readonly covering: (host: string) => readonly T[];
  /** Those with a host that this one covers, and is not it. */
  readonly within: (host: string) => readonly T[];
}

export function hostIndex<T>(things: Iterable<T>, hostsOf: (thing: T) => readonly string[]): HostIndex<T> {
  const byHost = new Map<string, T[]>();
  for (const thing of things) {
    for (const host of hostsOf(thing)) {
      const listed = byHost.get(host);
      if (listed) listed.push(thing);
      else byHost.set(host, [thing]);
    }
  }
  return {
    covering: (host) => [...new Set(wider(host).flatMap((each) => byHost.get(each) ?? []))],
    within: (host) =>
      host.startsWith('*') ? [...byHost].flatMap(([each, listed]) => narrower(host, each, listed)) : [],
  };
}

function narrower<T>(host: string, each: string, listed: readonly T[]): readonly T[] {
  return each !== host && covers(host, each) ? listed : [];
}

/** What a list of hosts has in common with others, as Istio forms it: of each two that overlap, the narrower. */
export function commonWith(hosts: readonly string[]): (others: readonly string[]) => readonly string[] {
  const index = hostIndex(hosts, (host) => [host]);
  const overlap = (host: string) => [...(index.covering(host).length > 0 ? [host] : []), ...index.within(host)];
  return (others) => [...new Set(others.flatMap(overlap))];
}
