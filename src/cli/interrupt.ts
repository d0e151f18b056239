import type { Progress } from '../compile.ts';
import { weEnd } from './ending.ts';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/**
 * Until something is written, Ctrl-C ends the process as the system does it, even in an endless loop of a policy. While
 * files are put in place, that is finished first: it is one step that nothing else interrupts, and takes milliseconds.
 */
export function interruptible(end = interrupted): (progress: Progress) => void {
  let guarded = false;
  return ({ phase }) => {
    const guard = phase === 'write';
    if (guard === guarded) return;
    guarded = guard;
    for (const signal of SIGNALS) {
      if (guard) process.on(signal, end);
      else process.removeListener(signal, end);
    }
  };
}

function interrupted(): void {
  weEnd();
  process.exit(130);
}
