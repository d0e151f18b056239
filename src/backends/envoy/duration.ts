import type { Duration } from '../../model/mesh.ts';

const MILLISECONDS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** `90s` for `1m30s`, `0.25s` for `250ms`: a `google.protobuf.Duration` in JSON. */
export function duration(text: Duration): string {
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g))
    total += Number(amount) * MILLISECONDS[unit!]!;
  return `${Math.round(total) / 1_000}s`;
}
