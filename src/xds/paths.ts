import { hash } from 'node:crypto';

/** What a file of a proxy holds. Routes, endpoints and secrets have a file for each resource: Envoy reads one from each. */
export type ProxyFileName =
  | { readonly kind: 'bootstrap' | 'listeners' | 'clusters' }
  | { readonly kind: 'routes' | 'endpoints' | 'secrets'; readonly resource: string };

/** Far below the 255 bytes that file systems allow. */
const LONGEST_STEM = 120;

/** `envoy.yaml`, `listeners.yaml`, `endpoints/reviews.bookinfo_9080.yaml`: a file relative to the folder of its proxy. */
export function proxyFilePath(name: ProxyFileName): string {
  switch (name.kind) {
    case 'bootstrap':
      return 'envoy.yaml';
    case 'listeners':
    case 'clusters':
      return `${name.kind}.yaml`;
    default:
      return `${name.kind}/${stem(name.resource)}.yaml`;
  }
}

/** A resource's name as far as a file can have it; where that loses something, with a hash of all of it. */
function stem(resource: string): string {
  const safe = resource.replace(/[^a-z0-9._-]|^\.+/g, '_').slice(0, LONGEST_STEM);
  return safe === resource ? safe : `${safe}-${hash('sha256', resource).slice(0, 10)}`;
}
