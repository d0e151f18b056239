import type { Progress } from '../compile.ts';
import type { Shell } from './shell.ts';
import type { Globals } from './verb.ts';

/** Less than this needs no progress line. */
const PATIENCE_MS = 1000;
const CLEAR_LINE = '\r\u001b[2K';
const DOING = {
  evaluate: 'evaluating the policies',
  check: 'checking',
  lower: 'making manifests',
  prove: 'proving them',
  validate: 'validating manifests',
  write: 'writing',
} as const satisfies Record<Progress['phase'], string>;

export interface ProgressLine {
  readonly show: (progress: Progress) => void;
  readonly end: () => void;
}

/** One line on a terminal that says what goes on once it has taken a second; nothing anywhere else. */
export function progressLine({ err }: Shell, { quiet }: Globals): ProgressLine {
  if (!err.isTTY || quiet) return { show: () => {}, end: () => {} };
  const begun = performance.now();
  let shown = false;
  let now = 'starting';
  const draw = () => {
    const elapsed = performance.now() - begun;
    if (elapsed < PATIENCE_MS) return;
    err.write(`${CLEAR_LINE}… ${now} (${(elapsed / 1000).toFixed(0)} s)`);
    shown = true;
  };
  const timer = setInterval(draw, PATIENCE_MS);
  timer.unref();
  return {
    show: ({ phase, target }) => {
      now = `${target}: ${DOING[phase]}`;
      draw();
    },
    end: () => {
      clearInterval(timer);
      if (shown) err.write(CLEAR_LINE);
    },
  };
}
