// Requests that are sent all the while, and what they were answered, in time.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Lab } from '../../lab/lab.ts';
import type { Answer, Ask } from '../../lab/programs/protocol.ts';
import type { Moment } from './shop.ts';

/** One kind of request, and when the policies allow it. */
export interface Flow {
  readonly name: string;
  readonly from: string;
  readonly ask: Ask;
  readonly allowed: (moment: Moment) => boolean;
}

export interface Sent {
  readonly flow: Flow;
  readonly from: number;
  readonly to: number;
  readonly answer: Answer;
}

export interface Traffic {
  readonly sent: readonly Sent[];
  readonly stop: () => Promise<void>;
}

/** Between two rounds of a caller. */
const PAUSE_MS = 40;

/** Begins to send, from every caller that is there at the moment. */
export const startTraffic = (lab: Lab, flows: readonly Flow[]): Traffic => {
  const sent: Sent[] = [];
  let going = true;
  const send = async (caller: string, own: readonly Flow[]): Promise<void> => {
    while (going) {
      const from = performance.now();
      const answers = await lab.ask(
        caller,
        own.map(({ ask }) => ({ timeoutMs: 5_000, ...ask })),
      );
      answers.forEach((answer, i) => void sent.push({ flow: own[i]!, from, to: performance.now(), answer }));
      await sleep(PAUSE_MS);
    }
  };
  const callers = [...new Set(flows.map(({ from }) => from))];
  const all = Promise.all(
    callers.map((caller) =>
      send(
        caller,
        flows.filter(({ from }) => from === caller),
      ),
    ),
  );
  all.catch(() => {}); // told when it is stopped
  return {
    sent,
    stop: async () => {
      going = false;
      await all;
    },
  };
};

/** From one moment of the story to the next: when it began, and when every proxy had got all of it. */
export interface Window {
  readonly what: string;
  readonly from: number;
  readonly to: number;
  readonly moments: readonly [Moment, Moment];
}

export interface Wrong {
  readonly during: string;
  readonly flow: string;
  readonly should: 'pass' | 'be refused';
  readonly afterMs: number;
  readonly status: number;
  readonly error: string;
  readonly millis: number;
}

export interface Judged {
  /** How many had to pass, and to be refused. */
  readonly passed: number;
  readonly refused: number;
  readonly wrong: readonly Wrong[];
}

export const isAnswered = ({ status }: Answer): boolean => status >= 200 && status < 300;

/** What had to be answered otherwise: a request has to pass when all moments that it spans allow it, and not when none does. */
export const judge = (sent: readonly Sent[], windows: readonly Window[]): Judged => {
  let passed = 0;
  let refused = 0;
  const wrong: Wrong[] = [];
  for (const { flow, from, to, answer } of sent) {
    const spanned = windows.filter((one) => one.from < to && one.to > from);
    if (spanned.length === 0) continue;
    const allowed = spanned.flatMap(({ moments }) => moments.map((moment) => flow.allowed(moment)));
    const passes = isAnswered(answer);
    const tell = (should: Wrong['should']) => {
      const { what, from: begin } = spanned[0]!;
      const { status, millis, error = answer.body.slice(0, 80) } = answer;
      wrong.push({ during: what, flow: flow.name, should, afterMs: Math.round(from - begin), status, error, millis });
    };
    if (allowed.every(Boolean)) {
      passed++;
      if (!passes) tell('pass');
    } else if (!allowed.some(Boolean)) {
      refused++;
      if (passes) tell('be refused');
    }
  }
  return { passed, refused, wrong };
};
