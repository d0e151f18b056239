import { compareStrings } from '../../../../../../base/order.ts';
import type { Context } from '../context.ts';
import { button, counted, el } from '../dom.ts';
import type { Drawing, Link, Unit } from './fold.ts';
import { between } from './scope.ts';
import { STATE_SIGNS } from './words.ts';

/** Given, and not found out from 1,600 cells: that takes as long as all the rest. */
const NAMES_WIDTH = 116;
const CELL_WIDTH = 26;

/** Who calls whom where there are too many lines to draw: callers are rows, what they call is columns, a call is a cell. */
export function matrix({ units, links }: Drawing, context: Context): HTMLElement {
  const order = [...units.keys()].sort((a, b) => compareUnits(units[a]!, units[b]!));
  const cells = new Map(links.map((link) => [link.from * units.length + link.to, link]));
  const table = el(
    'table',
    { class: 'matrix', 'aria-label': 'who calls whom', width: NAMES_WIDTH + order.length * CELL_WIDTH },
    el('colgroup', {}, el('col', { width: NAMES_WIDTH }), ...order.map(() => el('col', { width: CELL_WIDTH }))),
    el('thead', {}, el('tr', {}, el('td', {}), ...order.map((to) => heading(units[to]!, 'col', context)))),
    el(
      'tbody',
      {},
      ...order.map((from) =>
        el(
          'tr',
          {},
          heading(units[from]!, 'row', context),
          ...order.map((to) => cell(cells.get(from * units.length + to), units[from]!, units[to]!, context)),
        ),
      ),
    ),
  );
  table.addEventListener('keydown', (event) => move(event, table));
  return el('div', { class: 'scroller' }, table);
}

/** The world and those that rules name as a whole first. */
function compareUnits(a: Unit, b: Unit): number {
  const rank = ({ kind }: Unit) => (kind === 'namespace' || kind === 'service' ? 1 : 0);
  return rank(a) - rank(b) || compareStrings(inOrder(a.name), inOrder(b.name));
}

/** `team-10` comes after `team-9`. */
function inOrder(name: string): string {
  return name.replace(/\d+/g, (digits) => digits.padStart(9, '0'));
}

function heading({ id, name }: Unit, scope: 'row' | 'col', { store }: Context): HTMLElement {
  const choose = button(
    { class: 'link', title: name, tabindex: scope === 'col' ? -1 : 0 },
    () => store.set({ focus: id }),
    name,
  );
  return el('th', { scope }, el('div', {}, choose));
}

function cell(link: Link | undefined, from: Unit, to: Unit, { data, store }: Context): HTMLElement {
  if (link === undefined) return el('td', {});
  const changed = link.edges.filter((i) => data.edges[i]!.state !== 'same').length;
  const text = `${STATE_SIGNS[link.state]}${changed > 0 ? changed : link.edges.length}`;
  const words = `${from.name} calls ${to.name}: ${counted(link.edges.length, 'pair')}${changed > 0 ? `, ${changed} of them changed` : ''}`;
  const choose = () => store.set({ focus: between(from.id, to.id) });
  const attributes = { class: `cell ${link.state}`, tabindex: -1, title: words };
  return el('td', {}, button(attributes, choose, el('span', { 'aria-hidden': 'true' }, text)));
}

const WAYS: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
};

/** Tab goes from row to row; arrows go to the next call in their direction. */
function move(event: KeyboardEvent, table: HTMLTableElement): void {
  const way = WAYS[event.key];
  const here = event.target instanceof Element ? event.target.closest<HTMLTableCellElement>('td, th') : null;
  if (way === undefined || here === null) return;
  let [row, column] = [(here.parentElement as HTMLTableRowElement).rowIndex, here.cellIndex];
  for (;;) {
    row += way[0];
    column += way[1];
    const next = table.rows[row]?.cells[column];
    if (next === undefined) return;
    const target = next.querySelector('button');
    if (target === null) continue;
    event.preventDefault();
    target.focus();
    return;
  }
}
