import { button, el } from '../dom.ts';
import type { Size } from './layout.ts';

const STEP = 1.25;
const LEAST = 0.3;
const MOST = 2;
/** Smaller than this nobody reads the names: the drawing is scrolled instead. */
const LEAST_FIT = 0.6;

export interface Zoomable {
  readonly scroller: HTMLElement;
  readonly buttons: readonly HTMLElement[];
}

/** A drawing that can be made larger and smaller, and scrolled where it is larger than its place. */
export function zoomable(drawing: SVGSVGElement, { width, height }: Size): Zoomable {
  const scroller = el('div', { class: 'scroller' }, drawing);
  let scale = 1;
  const zoom = (to: number) => {
    scale = Math.min(MOST, Math.max(LEAST, to));
    drawing.setAttribute('width', String(Math.round(width * scale)));
    drawing.setAttribute('height', String(Math.round(height * scale)));
  };
  const fit = () => zoom(Math.min(1, Math.max(LEAST_FIT, (scroller.clientWidth - 32) / width)));
  queueMicrotask(fit);
  const buttons = [
    button({ class: 'small', 'aria-label': 'draw smaller' }, () => zoom(scale / STEP), '−'),
    button({ class: 'small' }, fit, 'Fit'),
    button({ class: 'small', 'aria-label': 'draw larger' }, () => zoom(scale * STEP), '+'),
  ];
  return { scroller, buttons };
}
