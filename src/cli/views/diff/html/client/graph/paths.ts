import type { Link } from './fold.ts';
import type { Box } from './layout.ts';

export interface Path {
  readonly d: string;
  /** Where a label goes. */
  readonly x: number;
  readonly y: number;
}

/** Lines between boxes: curves that leave to the right and arrive from the left, or the other way round. */
export function paths(links: readonly Link[], boxes: readonly Box[]): readonly Path[] {
  const leaving = spread(links, boxes, 'from', 'to');
  const arriving = spread(links, boxes, 'to', 'from');
  return links.map((link, i) => {
    const [from, to] = [boxes[link.from]!, boxes[link.to]!];
    if (link.from === link.to) return loop(from);
    const [y1, y2] = [from.y + leaving[i]!, to.y + arriving[i]!];
    if (Math.abs(from.x - to.x) < (from.width + to.width) / 2) return bow(from, to, y1, y2);
    const forward = to.x > from.x ? 1 : -1;
    return curve(from.x + (forward * from.width) / 2, y1, to.x - (forward * to.width) / 2, y2, forward);
  });
}

function curve(x1: number, y1: number, x2: number, y2: number, forward: number): Path {
  const bend = forward * Math.max(30, Math.abs(x2 - x1) * 0.45);
  const d = `M${round(x1)} ${round(y1)}C${round(x1 + bend)} ${round(y1)} ${round(x2 - bend)} ${round(y2)} ${round(x2)} ${round(y2)}`;
  return { d, ...labelPoint([x1, x1 + bend, x2 - bend, x2], [y1, y1, y2, y2], forward) };
}

/** In the space before the box where the line arrives: further back there may be other boxes. */
const BEFORE_ARRIVAL = 70;
const STEPS = 24;

function labelPoint(xs: Points, ys: Points, forward: number): Pick<Path, 'x' | 'y'> {
  const wanted = Math.abs(xs[3] - xs[0]) < 2 * BEFORE_ARRIVAL ? (xs[0] + xs[3]) / 2 : xs[3] - forward * BEFORE_ARRIVAL;
  const points = Array.from({ length: STEPS + 1 }, (_, i) => ({ x: bezier(xs, i / STEPS), y: bezier(ys, i / STEPS) }));
  return points.reduce((best, point) => (Math.abs(point.x - wanted) < Math.abs(best.x - wanted) ? point : best));
}

type Points = readonly [number, number, number, number];

function bezier([a, b, c, d]: Points, t: number): number {
  const u = 1 - t;
  return u ** 3 * a + 3 * u ** 2 * t * b + 3 * u * t ** 2 * c + t ** 3 * d;
}

/** Between boxes of one column, to the right of both. */
function bow(from: Box, to: Box, y1: number, y2: number): Path {
  const [x1, x2] = [from.x + from.width / 2, to.x + to.width / 2];
  const out = Math.max(x1, x2) + 26 + Math.abs(y2 - y1) * 0.12;
  const d = `M${round(x1)} ${round(y1)}C${round(out)} ${round(y1)} ${round(out)} ${round(y2)} ${round(x2)} ${round(y2)}`;
  return { d, x: (Math.max(x1, x2) + out) / 2 + 6, y: (y1 + y2) / 2 };
}

/** Of calls inside of one box. */
function loop({ x, y, width, height }: Box): Path {
  const [top, right] = [y - height / 2, x + width / 2 - 14];
  const d = `M${round(right - 18)} ${round(top)}C${round(right - 18)} ${round(top - 22)} ${round(right + 6)} ${round(top - 22)} ${round(right)} ${round(top)}`;
  return { d, x: right - 8, y: top - 18 };
}

/** Lines of one box start and end apart from each other, in the order of where they go. */
function spread(
  links: readonly Link[],
  boxes: readonly Box[],
  end: 'from' | 'to',
  other: 'from' | 'to',
): readonly number[] {
  const offsets = links.map(() => 0);
  for (const [unit, { height }] of boxes.entries()) {
    const own = links
      .flatMap((link, i) => (link[end] === unit && link.from !== link.to ? i : []))
      .sort((a, b) => boxes[links[a]![other]]!.y - boxes[links[b]![other]]!.y);
    const step = Math.min(9, (height - 14) / Math.max(1, own.length - 1));
    for (const [place, i] of own.entries()) offsets[i] = (place - (own.length - 1) / 2) * step;
  }
  return offsets;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
