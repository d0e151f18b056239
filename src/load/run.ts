import { callWithin, clock, drainMicrotasks, TIMED_OUT } from './deadline.ts';
import { host } from './host.ts';
import { keepTimers } from './timers.ts';

/** How running the policies ended. */
export type Outcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'threw'; readonly thrown: unknown }
  /** The time is up: an endless loop, or something that takes too long. */
  | { readonly kind: 'late'; readonly looping: boolean }
  /** Nothing is left that could settle what is waited for. */
  | { readonly kind: 'never' };

/** What policies did to the process while they ran. */
export interface Misdeeds {
  /** Where they called `process.exit`. */
  readonly exits: Error[];
  /** Rejections that nobody handled. */
  readonly rejections: unknown[];
  /** Whether timers that they started go on. */
  timers: boolean;
}

export interface Run {
  readonly outcome: Outcome;
  readonly misdeeds: Misdeeds;
}

/** Called while something waits, to end a loop that the engine's own watch does not cover; returns how to stop. */
export type Watch = (milliseconds: number) => () => void;

/**
 * Runs policies until they are done, or the time is up. `work` returns a promise when they wait for something.
 *
 * Whatever runs without waiting, promises that are settled included, is watched by the engine, so that an endless loop there
 * ends like an exception. `watch` looks after the rest.
 */
export async function runInTime(
  work: () => PromiseLike<void> | undefined,
  seconds: number,
  watch?: Watch,
): Promise<Run> {
  const misdeeds: Misdeeds = { exits: [], rejections: [], timers: false };
  const restore = guardProcess(misdeeds);
  try {
    // A turn of its own: microtasks can be drained only outside of one.
    const outcome = await new Promise<Outcome>((resolve) => {
      setImmediate(() => {
        // Kept only while policies run: what others start before and after is theirs.
        const timers = keepTimers();
        start(work, seconds, watch, (outcome) => {
          misdeeds.timers = timers.running();
          timers.end();
          resolve(outcome);
        });
      });
    });
    // Another, in which the rejections that nobody handled are told.
    await new Promise((resolve) => setImmediate(resolve));
    return { outcome, misdeeds };
  } finally {
    restore();
  }
}

type Resolve = (outcome: Outcome) => void;

function start(
  work: () => PromiseLike<void> | undefined,
  seconds: number,
  watch: Watch | undefined,
  resolve: Resolve,
): void {
  const end = clock() + seconds * 1000;
  let outcome: Outcome | undefined;
  let pending: PromiseLike<void> | undefined;
  try {
    const ended = callWithin(end - clock(), () => {
      pending = work();
      pending?.then(
        () => (outcome ??= { kind: 'done' }),
        (thrown) => (outcome ??= { kind: 'threw', thrown }),
      );
      drainMicrotasks();
    });
    if (ended === TIMED_OUT) outcome = { kind: 'late', looping: true };
    else if (!pending) outcome ??= { kind: 'done' };
  } catch (thrown) {
    outcome = { kind: 'threw', thrown };
  }
  if (outcome) resolve(outcome);
  if (outcome?.kind === 'late') forgetCallbacks();
  if (!outcome) awaitPending(pending as PromiseLike<void>, end - clock(), watch, resolve);
}

/**
 * A loop that was ended in the middle of a callback never told Node that the callback is over; where anything tracks
 * callbacks (async_hooks), Node takes that for corruption and aborts. An uncaught exception makes it forget them.
 */
function forgetCallbacks(): void {
  const { process } = host;
  if (process.hasUncaughtExceptionCaptureCallback()) return;
  process.setUncaughtExceptionCaptureCallback(() => process.setUncaughtExceptionCaptureCallback(null));
  throw new Error('the policies were ended');
}

/** Waits for what a policy waits for: until it settles, nothing is left that could settle it, or the time is up. */
function awaitPending(
  pending: PromiseLike<void>,
  milliseconds: number,
  watch: Watch | undefined,
  resolve: Resolve,
): void {
  const { process } = host;
  const stop = watch?.(milliseconds);
  const finish = (outcome: Outcome) => {
    clearTimeout(timer);
    process.removeListener('beforeExit', drained);
    heard();
    stop?.();
    resolve(outcome);
  };
  const drained = () => finish({ kind: 'never' });
  const heard = listenAlone('uncaughtException', (thrown) => finish({ kind: 'threw', thrown }));
  // It must not keep the process alive: that nothing else does is how we learn that nothing will happen any more.
  const timer = setTimeout(() => finish({ kind: 'late', looping: false }), milliseconds).unref();
  process.once('beforeExit', drained);
  pending.then(
    () => finish({ kind: 'done' }),
    (thrown) => finish({ kind: 'threw', thrown }),
  );
}

/** Enough to reach the policy below whatever it called. */
const STACK_DEPTH = 50;

function guardProcess(misdeeds: Misdeeds): () => void {
  const { process, Error: HostError } = host;
  const { exit, exitCode } = process;
  const { stackTraceLimit, prepareStackTrace } = HostError;
  const heard = listenAlone('unhandledRejection', (reason) => misdeeds.rejections.push(reason));
  HostError.stackTraceLimit = STACK_DEPTH;
  process.exit = (code) => {
    const attempt = new HostError(`process.exit(${code ?? ''})`);
    misdeeds.exits.push(attempt);
    throw attempt;
  };
  return () => {
    process.exit = exit;
    process.exitCode = exitCode;
    heard();
    HostError.stackTraceLimit = stackTraceLimit;
    HostError.prepareStackTrace = prepareStackTrace;
  };
}

/** Listens to what goes wrong in policies; others that listen (a test runner, the command) would take it for their own. */
function listenAlone(
  event: 'unhandledRejection' | 'uncaughtException',
  listener: (thrown: unknown) => void,
): () => void {
  const emitter: NodeJS.EventEmitter = host.process;
  const others = emitter.listeners(event) as ((thrown: unknown) => void)[];
  emitter.removeAllListeners(event);
  emitter.on(event, listener);
  return () => {
    emitter.removeListener(event, listener);
    for (const other of others) emitter.on(event, other);
  };
}
