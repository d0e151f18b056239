import { coloured, type Paint, plain } from '../diag/render/paint.ts';
import type { Output, Shell } from './shell.ts';
import type { Globals } from './verb.ts';

/** The colours for one output: the option decides, then FORCE_COLOR, then NO_COLOR, then whether somebody watches. */
export function paintFor(output: Output, { color }: Pick<Globals, 'color'>, env: Shell['env']): Paint {
  return wantsColour(output, color, env) ? coloured : plain;
}

function wantsColour({ isTTY }: Output, color: Globals['color'], env: Shell['env']): boolean {
  if (color !== 'auto') return color === 'always';
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  if (env.NO_COLOR) return false;
  return isTTY && env.TERM !== 'dumb';
}
