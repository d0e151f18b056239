// An answer, as far as a test may want to look at it.
import type { Answer, Echo } from '../lab/programs/protocol.ts';
import { type Verdict, verdict } from './verdict.ts';

export interface Seen {
  readonly verdict: Verdict;
  readonly status: number;
  readonly body: string;
  readonly location: unknown;
  /** Which application answered, on which port, and what arrived there. */
  readonly app: string | undefined;
  readonly port: number | undefined;
  readonly url: string | undefined;
  /** Of the request as it arrived. */
  readonly set: unknown;
  readonly gone: unknown;
  /** Of the answer. */
  readonly answered: unknown;
  readonly origin: unknown;
  readonly slow: boolean;
}

/** Less than the delay that is asked for: a timer of Envoy may go off a moment before its time. */
const SLOW_MS = 300;

export const seen = (answer: Answer): Seen => {
  const echo = echoOf(answer);
  return {
    verdict: verdict(answer),
    status: answer.status,
    body: answer.body,
    location: answer.headers.location,
    app: echo?.app,
    port: echo?.port,
    url: echo?.url,
    set: echo?.headers['x-set'],
    gone: echo?.headers['x-gone'],
    answered: answer.headers['x-answered'],
    origin: answer.headers['access-control-allow-origin'],
    slow: answer.millis >= SLOW_MS,
  };
};

const echoOf = ({ headers, body }: Answer): Echo | undefined =>
  headers['content-type'] === 'application/json' ? JSON.parse(body) : undefined;
