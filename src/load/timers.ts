import { host } from './host.ts';

const STARTERS = { setTimeout: clearTimeout, setInterval: clearInterval, setImmediate: clearImmediate } as const;

interface Kept {
  readonly hasRef?: () => boolean;
}

export interface Timers {
  /** Whether any of them has yet to go off. */
  readonly running: () => boolean;
  readonly end: () => void;
}

/**
 * Keeps the timers that are started from now on. Those that are left when the policies are done are ended: nobody watches what
 * they would do, which may be to throw, to loop without end, or to end the process as if all were well.
 */
export function keepTimers(): Timers {
  const realm = host.globalThis as unknown as Record<string, (...args: unknown[]) => Kept>;
  const restores: (() => void)[] = [];
  const ends: (() => void)[] = [];
  const kept: Kept[] = [];
  for (const [name, clear] of Object.entries(STARTERS)) {
    const start = realm[name] as (...args: unknown[]) => Kept;
    const keeping = (...args: unknown[]) => {
      const timer: Kept = start(...args);
      kept.push(timer);
      ends.push(() => clear(timer as never));
      return timer;
    };
    // `promisify` knows a timer by a property of it.
    realm[name] = Object.defineProperties(keeping, Object.getOwnPropertyDescriptors(start));
    restores.push(() => {
      realm[name] = start;
    });
  }
  // One that has gone off or was cleared holds nothing up any more.
  return {
    running: () => kept.some((timer) => timer.hasRef?.() === true),
    end: () => [...restores, ...ends].forEach((undo) => void undo()),
  };
}
