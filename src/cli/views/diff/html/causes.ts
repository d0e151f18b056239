import type { Cause } from '../../../../analysis/diff/change.ts';
import { printPlace } from '../../../../analysis/wording.ts';
import { printPosition, type Span } from '../../../../base/span.ts';
import { authorKey, type DiffReport } from '../../../diff/report.ts';
import { once, type Place } from '../places.ts';
import { authorText } from '../words.ts';
import { BOUNDS } from './bounds.ts';
import type { CauseData, FrameData } from './data.ts';
import { frameOf } from './frame.ts';
import { interned } from './interned.ts';

/** Tells where causes are, and keeps the stretches of source that it showed: each is there once. */
export interface Causes {
  readonly frames: readonly FrameData[];
  readonly of: (causes: readonly Cause[]) => readonly CauseData[];
}

/** Where things are: their exact text, and where their lines can be read by others. */
export interface Sources {
  readonly placeOf: Place;
  readonly linkOf?: (cause: Cause) => string | undefined;
}

export function causesOf(
  { textOf, authors }: Pick<DiffReport, 'textOf' | 'authors'>,
  { placeOf, linkOf }: Sources,
): Causes {
  const frames = interned<FrameData>();
  const texts = once(textOf);
  const frameIndex = (cause: Cause): number | undefined => {
    const range = placeOf(cause);
    if (range === undefined || frames.list.length >= BOUNDS.frames) return undefined;
    const frame = frameOf(range, texts(cause.side, range.file));
    return frame && frames.indexOf(`${cause.side} ${printPosition(range)}`, () => frame);
  };
  const dataOf = (cause: Cause): CauseData => {
    const { side, span, manifest, change } = cause;
    const author = authors?.get(authorKey(cause));
    const frame = frameIndex(cause);
    const link = linkOf?.(cause);
    return {
      what: side === 'base' && change !== 'removed' ? `${change}, as it was` : change,
      place: span ? placeText(span) : (manifest ?? 'nothing that can be named'),
      ...(link !== undefined && /^https?:\/\//.test(link) && { link }),
      ...(author && { by: authorText(author) }),
      ...(frame !== undefined && { frame }),
    };
  };
  return { frames: frames.list, of: (causes) => causes.map(dataOf) };
}

function placeText(span: Span): string {
  const calls = (span.calledFrom ?? []).map((call) => `called from ${printPlace(call)}`);
  return [printPlace(span), ...calls].join(', ');
}
