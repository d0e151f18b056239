import ipaddr from 'ipaddr.js';
import { type RangeAlgebra, rangeAlgebra } from './ranges.ts';
import type { Switches } from './switches.ts';

/** IPv6 addresses as they are, IPv4 ones above them: one line for both families. */
const V4 = 1n << 128n;
const END = V4 + (1n << 32n);

export function addressAlgebra(): RangeAlgebra<bigint> {
  return rangeAlgebra([0n, END], simplest);
}

/** An IPv4 address if there is one; the first of a block is its network's name, so rather the second. */
function simplest(at: Switches<bigint>): bigint {
  const start = at.findIndex((point, i) => i % 2 === 1 && point > V4) - 1;
  const low = at[Math.max(start, 0)]!;
  const from = start >= 0 && low < V4 ? V4 : low;
  return from + 1n < at[Math.max(start, 0) + 1]! ? from + 1n : from;
}

/** The line's number for an address; undefined for what is none. */
export function parseAddress(text: string): bigint | undefined {
  if (!ipaddr.isValid(text)) return undefined;
  const address = ipaddr.parse(text);
  const value = address.toByteArray().reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  return address.kind() === 'ipv4' ? V4 + value : value;
}

/** An address or a block in CIDR notation; bits beyond its length do not matter. */
export function parseBlock(text: string): Switches<bigint> {
  const [network = '', length] = text.split('/');
  const address = parseAddress(network);
  if (address === undefined) return [];
  const width = address >= V4 ? 32 : 128;
  const size = 1n << BigInt(width - Math.min(width, Number(length ?? width)));
  const first = address - (address % size);
  return [first, first + size];
}

export function printAddress(value: bigint): string {
  const width = value >= V4 ? 4 : 16;
  const bytes = Array.from({ length: width }, (_, i) => Number((value >> BigInt(8 * (width - 1 - i))) & 255n));
  return ipaddr.fromByteArray(bytes).toString();
}
