// Waiting for a condition, never for an amount of time.
import { setTimeout as sleep } from 'node:timers/promises';

const PAUSE_MS = 100;

/** Asks until the answer is not undefined. */
export const until = async <T>(what: string, probe: () => Promise<T | undefined>, seconds = 60): Promise<T> => {
  const end = Date.now() + seconds * 1_000;
  for (;;) {
    const found = await probe();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`${what}: not so after ${seconds} s`);
    await sleep(PAUSE_MS);
  }
};

/** A truth as `until` takes it. */
export const when = (holds: boolean): true | undefined => (holds ? true : undefined);
