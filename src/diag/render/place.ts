import type { Range } from '../../base/span.ts';
import type { Sources } from './located.ts';
import type { Paint, Style } from './paint.ts';
import { visible } from './visible.ts';

/** What a frame points at, and the words beside its carets. */
export interface Pointer {
  readonly range: Range;
  readonly label?: string;
  readonly style: Style;
}

/**
 * Shows a place as lines of text. There are two: with its source (frame.ts), for which text has to be measured with tables of
 * all emoji, a tenth of the time of a whole compile; and this one, with neither.
 */
export type Frame = (pointer: Pointer, sources: Sources, paint: Paint) => string[];

export const placeFrame: Frame = ({ range, label }, _sources, paint) => {
  const place = paint('cyan', visible(`${range.file}:${range.line}:${range.column}`));
  return [`  ${paint('dim', '┌')} ${place}${label === undefined ? '' : ` ${visible(label)}`}`];
};
