/** `1 gateway`, `2 gateways`, `0 gateways`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}

/** `0.19 s`, `2.4 s`, `35 s`: three figures at most. */
export function duration(seconds: number): string {
  const digits = seconds < 1 ? 2 : seconds < 10 ? 1 : 0;
  return `${seconds.toFixed(digits)} s`;
}
