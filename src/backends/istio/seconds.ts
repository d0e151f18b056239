import type { Duration } from '../../model/mesh.ts';

const SECONDS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600 };

/** `90` of `1m30s`. */
export function seconds(duration: Duration): number {
  let total = 0;
  for (const [, amount, unit] of duration.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)) {
    total += Number(amount) * SECONDS[unit!]!;
  }
  return Math.round(total * 1000) / 1000;
}
