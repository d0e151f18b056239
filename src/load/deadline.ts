import { Script } from 'node:vm';
import { host } from './host.ts';

const WORK = Symbol.for('meshwright.work');
const CALL = new Script(`globalThis[Symbol.for('meshwright.work')]()`, { filename: 'meshwright:deadline' });

/**
 * Calls a function; an endless loop inside it ends when the time is up. The engine itself watches, from a thread that costs
 * half a millisecond where a worker costs half the start of Node.
 */
export function callWithin<T>(milliseconds: number, work: () => T): T | typeof TIMED_OUT {
  const outer = host.globalThis[WORK];
  host.globalThis[WORK] = work;
  try {
    return CALL.runInThisContext({ timeout: Math.max(1, Math.ceil(milliseconds)) }) as T;
  } catch (thrown) {
    if ((thrown as { code?: unknown } | null)?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return TIMED_OUT;
    throw thrown;
  } finally {
    host.globalThis[WORK] = outer;
  }
}

export const TIMED_OUT = Symbol('timed out');

/** Runs what promises that are already settled have set off. Only outside a microtask. */
export function drainMicrotasks(): void {
  host.process._tickCallback?.();
}

/** Milliseconds since some moment. The clock decides only when to give up. */
export function clock(): number {
  return performance.now();
}
