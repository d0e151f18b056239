const MILLISECONDS = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 } as const;

/** A duration such as `1m30s` in milliseconds; undefined when it is not one. */
export function milliseconds(duration: string): number | undefined {
  const parts = duration.match(/\d+(?:\.\d+)?(?:ms|h|m|s)/g);
  if (parts === null || parts.join('') !== duration) return undefined;
  return parts.reduce((sum, part) => {
    const unit = part.replace(/[\d.]+/, '') as keyof typeof MILLISECONDS;
    return sum + Number.parseFloat(part) * MILLISECONDS[unit];
  }, 0);
}
