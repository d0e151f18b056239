export interface Fitting {
  readonly lines: readonly string[];
  /** How many there was no room for. */
  readonly left: number;
}

/** Things as lines, from the first on, as many as there is room for; the others are not even printed. */
export function fitting<T>(all: readonly T[], print: (one: T) => string, bytes: number): Fitting {
  const lines: string[] = [];
  let used = 0;
  for (const one of all) {
    const line = print(one);
    used += bytesOf(line) + 1;
    if (used > bytes) break;
    lines.push(line);
  }
  return { lines, left: all.length - lines.length };
}

export function bytesOf(text: string): number {
  return Buffer.byteLength(text);
}
