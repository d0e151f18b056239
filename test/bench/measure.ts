import { execFileSync } from 'node:child_process';

export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  /** How it may end: a diff that finds something ends with 1. Only 0 when absent. */
  readonly statuses?: readonly number[];
}

export interface Cost {
  /** Seconds, user and system, with all child processes. */
  readonly cpu: number;
  /** Seconds. */
  readonly wall: number;
  /** MiB of the largest process. */
  readonly peak: number;
}

/** Runs a command once. One that fails has no cost worth telling. */
export function measure({ program, args, cwd, statuses = [0] }: Command, checkout: string): Cost {
  const script = `${checkout}/test/bench/measure.py`;
  const stdio: ['ignore', 'pipe', 'pipe'] = ['ignore', 'pipe', 'pipe'];
  const printed = execFileSync('python3', [script, program, ...args], { cwd, encoding: 'utf8', stdio });
  const { status, ...cost } = JSON.parse(printed) as Cost & { readonly status: number };
  if (statuses.includes(status)) return cost;
  throw new Error(`${program} ${args.join(' ').slice(0, 500)} ended with ${status}`);
}

export interface Summary {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

export function summarise(values: readonly number[]): Summary {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const median = (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
  return { median, least: sorted[0]!, most: sorted.at(-1)! };
}
