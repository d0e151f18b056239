import { type Command, type Cost, measure, type Summary, summarise } from './measure.ts';
import { seconds } from './table.ts';

/** Something to measure, several times, in turn with others. */
export interface Subject {
  readonly name: string;
  readonly command: Command;
  /** Called before each run, untimed. */
  readonly reset?: () => void;
}

export interface Measured {
  readonly cpu: Summary;
  readonly wall: Summary;
  readonly peak: number;
}

export type Outcome = Measured | 'failed' | undefined;

export interface Rounds {
  readonly checkout: string;
  readonly rounds: number;
}

/**
 * Runs the subjects in turn, A B C A B C, so that whatever else the machine does falls on all alike. Medians are told, with
 * the least and the most. One that takes long is not run as often.
 */
export function series(subjects: readonly Subject[], { rounds, checkout }: Rounds): ReadonlyMap<string, Outcome> {
  const costs = new Map<string, Cost[] | 'failed'>();
  for (let round = 1; round <= rounds; round++) {
    for (const subject of subjects) {
      const before = costs.get(subject.name) ?? [];
      if (before !== 'failed' && !isEnough(before)) costs.set(subject.name, runOnce(subject, before, checkout));
    }
  }
  return new Map([...costs].map(([name, taken]) => [name, taken === 'failed' ? taken : measuredOf(taken)]));
}

/** Seconds of CPU in all after which a subject has run often enough, if it ran twice. */
const ENOUGH = 40;

function isEnough(costs: readonly Cost[]): boolean {
  return costs.length >= 2 && costs.reduce((sum, { cpu }) => sum + cpu, 0) > ENOUGH;
}

function runOnce({ name, command, reset }: Subject, before: readonly Cost[], checkout: string): Cost[] | 'failed' {
  try {
    reset?.();
    const cost = measure(command, checkout);
    process.stderr.write(`${before.length + 1}. ${name}: ${seconds(cost.cpu)} s\n`);
    return [...before, cost];
  } catch (thrown) {
    const { message, stderr } = thrown as Error & { stderr?: string };
    process.stderr.write(`${name} failed: ${message}\n${stderr ?? ''}\n`);
    return 'failed';
  }
}

function measuredOf(costs: readonly Cost[]): Measured {
  return {
    cpu: summarise(costs.map(({ cpu }) => cpu)),
    wall: summarise(costs.map(({ wall }) => wall)),
    peak: Math.max(...costs.map(({ peak }) => peak)),
  };
}

export function isMeasured(outcome: Outcome): outcome is Measured {
  return outcome !== undefined && outcome !== 'failed';
}

export function printCpu(outcome: Outcome): string {
  if (!isMeasured(outcome)) return outcome ?? '–';
  const { median, least, most } = outcome.cpu;
  return least === most ? seconds(median) : `${seconds(median)} (${seconds(least)}–${seconds(most)})`;
}
