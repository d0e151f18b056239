import type { StateData } from '../../data.ts';
import { svg } from '../dom.ts';
import type { Drawing, Link, Unit } from './fold.ts';
import type { Box, Placed, Size } from './layout.ts';
import { type Path, paths } from './paths.ts';

const NODE_HEIGHT = 42;
const PADDING = 16;
const MOST_WIDTH = 230;
const LEAST_WIDTH = 84;

/** Widths of texts as they will be drawn. */
export function measure(): (text: string, font: string) => number {
  const context = document.createElement('canvas').getContext('2d');
  const family = getComputedStyle(document.body).fontFamily;
  return (text, font) => {
    if (context === null) return text.length * 7;
    context.font = `${font} ${family}`;
    return context.measureText(text).width;
  };
}

export function sizeOf({ name, note }: Unit, width: ReturnType<typeof measure>): Size {
  const wanted = Math.max(width(name, '600 13px'), width(note, '11px')) + 2 * PADDING;
  return { width: Math.ceil(Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, wanted))), height: NODE_HEIGHT };
}

export interface Drawn {
  readonly element: SVGSVGElement;
  readonly nodes: readonly SVGGElement[];
}

/** The drawing as SVG. Marks beside colours say what changes: `+`, `−` and `±`, and lines that are whole, dashed or thin. */
export function drawn(drawing: Drawing, placed: Placed, labels: readonly string[], summary: string): Drawn {
  const lines = paths(drawing.links, placed.boxes);
  const order = drawing.links.map((_, i) => i).sort((a, b) => rank(drawing.links[a]!) - rank(drawing.links[b]!));
  const links = order.map((i) => linkElement(drawing.links[i]!, lines[i]!));
  const words = order.flatMap((i) => labelElement(drawing.links[i]!, lines[i]!, labels[i]!) ?? []);
  const nodes = drawing.units.map((unit, i) => nodeElement(unit, placed.boxes[i]!));
  const element = svg(
    'svg',
    {
      class: 'graph',
      viewBox: `0 0 ${Math.ceil(placed.width)} ${Math.ceil(placed.height)}`,
      width: Math.ceil(placed.width),
      height: Math.ceil(placed.height),
      role: 'group',
      'aria-label': summary,
    },
    svg('defs', {}, ...(['same', 'added', 'removed', 'changed'] as const).map(arrow)),
    svg('g', { 'aria-hidden': 'true' }, ...links),
    svg('g', {}, ...nodes),
    svg('g', { 'aria-hidden': 'true' }, ...words),
  );
  return { element, nodes };
}

/** What changes is drawn last, over the rest. */
function rank({ state }: Link): number {
  return state === 'same' ? 0 : 1;
}

function arrow(state: StateData): SVGElement {
  const shape = {
    id: `arrow-${state}`,
    viewBox: '0 0 10 10',
    refX: 9,
    refY: 5,
    markerWidth: 8,
    markerHeight: 8,
    orient: 'auto-start-reverse',
    markerUnits: 'userSpaceOnUse',
  };
  return svg('marker', shape, svg('path', { d: 'M0 1L10 5L0 9z', class: `head ${state}` }));
}

function linkElement({ state }: Link, { d }: Path): SVGElement {
  return svg('path', { d, class: `link ${state}`, 'marker-end': `url(#arrow-${state})` });
}

function labelElement({ state }: Link, { x, y }: Path, text: string): SVGElement | undefined {
  if (text === '') return undefined;
  return svg('text', { x: Math.round(x), y: Math.round(y) - 5, class: `label ${state}` }, text);
}

const SIGNS = { same: '', added: '+ ', removed: '− ', changed: '± ' } as const satisfies Record<StateData, string>;

function nodeElement(unit: Unit, { x, y, width, height }: Box): SVGGElement {
  const [left, top] = [Math.round(x - width / 2), Math.round(y - height / 2)];
  const letters = Math.floor((width - 2 * PADDING + 8) / 7.4);
  const round = {
    service: 8,
    gateway: 8,
    identity: 8,
    address: 8,
    namespace: 8,
    group: height / 2,
    outside: height / 2,
  };
  return svg(
    'g',
    { class: `node ${unit.kind} ${unit.state}`, role: 'button', tabindex: -1, transform: `translate(${left} ${top})` },
    unit.kind === 'namespace' && svg('rect', { x: 4, y: -4, width, height, rx: 8, class: 'behind' }),
    svg('rect', { width, height, rx: round[unit.kind], class: 'box' }),
    svg(
      'text',
      { x: width / 2, y: unit.note === '' ? height / 2 + 4 : 18, class: 'name' },
      `${SIGNS[unit.state]}${cut(unit.name, letters)}`,
    ),
    unit.note !== '' && svg('text', { x: width / 2, y: 33, class: 'note' }, cut(unit.note, letters + 4)),
    svg('title', {}, unit.name),
  );
}

export function cut(text: string, letters: number): string {
  return text.length <= letters ? text : `${text.slice(0, Math.max(1, letters - 1))}…`;
}
