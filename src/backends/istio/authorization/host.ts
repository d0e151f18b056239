import type { Refuse } from './refusal.ts';

/**
 * Istio compares hosts with the whole authority, port included (and ignores case), so a host is also matched with any
 * port. Subdomains on any port cannot be said; with `ports`, those are matched that the listener can be reached by.
 */
export function hostValues(host: string, ports: readonly number[]): readonly string[] {
  if (host === '*') return ['*'];
  if (host.startsWith('*')) return [host, ...ports.map((port) => `${host}:${port}`)];
  return [host, `${host}:*`];
}

/** `ports` are those that clients are known to put into the authority. */
export function lowerHosts(
  hosts: readonly string[],
  ports: readonly number[],
  precision: 'exact' | 'at-most',
  refuse: Refuse,
): readonly string[] {
  const wildcard = hosts.find((host) => host.startsWith('*.'));
  if (wildcard !== undefined && precision === 'exact') {
    refuse('MW3205', `Istio cannot match \`${wildcard}\` whatever the port that a client writes after it`, {
      note: 'a request for `a.example.com:8443` would slip past',
      help: 'name the hosts one by one',
    });
  }
  const odd = hosts.find((host) => host.replace(/^\*(?:\.|$)/, '').includes('*'));
  if (odd !== undefined) refuse('MW3203', `the host \`${odd}\` would be a pattern to Istio, not the host`);
  return hosts.flatMap((host) => hostValues(host, ports));
}
