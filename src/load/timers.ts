import { host } from './host.ts';

const STARTERS = { setTimeout: clearTimeout, setInterval: clearInterval, setImmediate: clearImmediate } as const;

/**
 * Keeps the timers that are started from now on. Those that are left when the policies are done are ended: nobody watches what
 * they would do, which may be to throw, to loop without end, or to end the process as if all were well.
 */
export function keepTimers(): { readonly end: () => void } {
  const realm = host.globalThis as unknown as Record<string, (...args: unknown[]) => never>;
  const restores: (() => void)[] = [];
  const ends: (() => void)[] = [];
  for (const [name, clear] of Object.entries(STARTERS)) {
    const start = realm[name] as (...args: unknown[]) => never;
    const keeping = (...args: unknown[]) => {
      const timer = start(...args);
      ends.push(() => clear(timer));
      return timer;
    };
    // `promisify` knows a timer by a property of it.
    realm[name] = Object.defineProperties(keeping, Object.getOwnPropertyDescriptors(start));
    restores.push(() => {
      realm[name] = start;
    });
  }
  return { end: () => [...restores, ...ends].forEach((undo) => void undo()) };
}
