import type { JsonObject } from '../../../base/json.ts';

/** `10.0.0.0/8`, or one address, as an `envoy.config.core.v3.CidrRange`. */
export function cidrRange(cidr: string): JsonObject {
  const [address_prefix = '', bits] = cidr.split('/');
  return { address_prefix, prefix_len: Number(bits ?? (address_prefix.includes(':') ? 128 : 32)) };
}
