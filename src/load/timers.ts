import { host } from './host.ts';

const STARTERS = { setTimeout: clearTimeout, setInterval: clearInterval, setImmediate: clearImmediate } as const;

interface Timer {
  readonly hasRef?: () => boolean;
  /** Node's own mark of one that was cleared; not documented, so perhaps not there one day. */
  readonly _destroyed?: boolean;
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
  const realm = host.globalThis as unknown as Record<string, (...args: unknown[]) => Timer>;
  const restores: (() => void)[] = [];
  const ends: (() => void)[] = [];
  const waiting = new Set<Timer>();
  for (const [name, clear] of Object.entries(STARTERS)) {
    const start = realm[name] as (...args: unknown[]) => Timer;
    const keeping = (call: unknown, ...args: unknown[]) => {
      // One that goes off once is no longer waited for from then on, also while it runs.
      const once = (...values: unknown[]) => {
        if (name !== 'setInterval') waiting.delete(timer);
        return (call as (...values: unknown[]) => unknown)(...values);
      };
      const timer = start(typeof call === 'function' ? once : call, ...args);
      waiting.add(timer);
      ends.push(() => clear(timer as never));
      return timer;
    };
    // `promisify` knows a timer by a property of it.
    realm[name] = Object.defineProperties(keeping, Object.getOwnPropertyDescriptors(start));
    restores.push(() => {
      realm[name] = start;
    });
  }
  return {
    running: () => [...waiting].some((timer) => timer._destroyed !== true && timer.hasRef?.() === true),
    end: () => [...restores, ...ends].forEach((undo) => void undo()),
  };
}
