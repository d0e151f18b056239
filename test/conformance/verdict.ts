// What became of a request.
import type { Answer } from '../lab/programs/protocol.ts';

export type Verdict =
  | 'answered'
  | 'forbidden' // by a proxy's RBAC
  | 'redirected'
  | 'no route'
  | 'cut' // the connection was closed without an answer
  | 'unavailable' // the caller's own proxy could not reach it
  | `status ${number}`
  | `error ${string}`;

const STATUS: Readonly<Record<number, Verdict>> = {
  200: 'answered',
  301: 'redirected',
  403: 'forbidden',
  404: 'no route',
  503: 'unavailable',
};

export const verdict = ({ status, error = '' }: Answer): Verdict => {
  if (status !== 0) return STATUS[status] ?? `status ${status}`;
  return /^(ECONNRESET|EPIPE|ERR_SSL)/.test(error) ? 'cut' : `error ${error}`;
};
