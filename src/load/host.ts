import { runInThisContext } from 'node:vm';

/**
 * The realm that policies run in. It is the process's main one; under a test runner that gives each test file a realm of
 * its own, the globals here are not those that policies see.
 */
export const host = runInThisContext('({ process, Error, globalThis })') as {
  readonly process: HostProcess;
  readonly Error: ErrorConstructor;
  readonly globalThis: Record<symbol, unknown>;
};

export type HostProcess = NodeJS.Process & {
  /** Runs what is waiting in the microtask queue; not documented, so perhaps not there one day. */
  _tickCallback?: () => void;
};

const { exit } = host.process;

/** Ends the process for good, also while policies are kept from doing so. */
export function endProcess(code: number): never {
  return exit.call(host.process, code) as never;
}
