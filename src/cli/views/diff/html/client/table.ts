import type { ChangeData, RowData } from '../data.ts';
import type { Context } from './context.ts';
import { details } from './details.ts';
import { button, type Child, counted, el, grouped, hiddenText } from './dom.ts';

/** A table of rows that open. */
export interface TableSpec<T extends RowData | ChangeData> {
  readonly id: string;
  readonly title: string;
  readonly headings: readonly string[];
  /** What the button of a row says, and what is in the other cells. */
  readonly cells: (row: T) => { readonly main: readonly Child[]; readonly rest: readonly Child[] };
  readonly rows: readonly T[];
  readonly shown: () => readonly number[];
}

export interface Table {
  readonly element: HTMLElement;
  /** Puts the row on the page if it is among those that are shown, and gives the focus to it. */
  readonly reveal: (index: number) => void;
  /** Puts so many rows on the page, as for paper. */
  readonly extend: (count: number) => void;
}

/** So many at once: as many as are read before the next click, and are drawn within a frame or two. */
const PAGE = 50;

export function table<T extends RowData | ChangeData>(spec: TableSpec<T>, context: Context): Table {
  const made = new Map<number, HTMLTableSectionElement>();
  const whole = el('table', { role: 'table', 'aria-labelledby': `${spec.id}-title` }, head(spec));
  const count = el('span', { class: 'muted' });
  const more = button({ class: 'more' }, () => showMore(), '');
  const section = el(
    'section',
    { class: 'rows', id: spec.id },
    el('h2', { id: `${spec.id}-title` }, `${spec.title} `, count),
    whole,
    more,
  );
  let limit = PAGE;
  let last: readonly number[] | undefined;

  const setOpenness = (index: number) => {
    const row = spec.rows[index]!;
    setOpen(made.get(index)!, context.store.get().open.includes(row.id), () => details(row, context));
  };
  const bodyOf = (index: number) => {
    const known = made.get(index);
    if (known) return known;
    const fresh = body(spec, index, context);
    made.set(index, fresh);
    setOpenness(index);
    return fresh;
  };
  const draw = () => {
    const shown = spec.shown();
    const bodies = shown.slice(0, limit).map(bodyOf);
    whole.replaceChildren(whole.tHead!, ...bodies);
    const left = shown.length - bodies.length;
    count.textContent =
      shown.length === spec.rows.length
        ? grouped(shown.length)
        : `${grouped(shown.length)} of ${grouped(spec.rows.length)}`;
    more.hidden = left <= 0;
    more.textContent = `Show ${Math.min(PAGE, left)} more of ${counted(left, 'row')}`;
    section.hidden = spec.rows.length === 0;
    whole.hidden = shown.length === 0;
  };
  const refresh = () => {
    const shown = spec.shown();
    if (shown === last) return;
    limit = PAGE;
    last = shown;
    draw();
  };
  const showMore = () => {
    const next = spec.shown()[limit];
    limit += PAGE;
    draw();
    if (next !== undefined) bodyOf(next).querySelector('button')?.focus();
  };

  context.store.watch((now, before) => {
    // What is not looked at is drawn when it is.
    if (now.view === 'list') refresh();
    if (now.open !== before?.open) for (const index of made.keys()) setOpenness(index);
  });
  return {
    element: section,
    reveal: (index) => {
      refresh();
      const place = spec.shown().indexOf(index);
      if (place < 0) return;
      if (place >= limit) {
        limit = place + 1;
        draw();
      }
      const target = bodyOf(index);
      target.scrollIntoView({ block: 'center' });
      target.querySelector('button')?.focus();
    },
    extend: (count) => {
      refresh();
      limit = Math.max(limit, count);
      draw();
    },
  };
}

function head<T extends RowData | ChangeData>({ headings }: TableSpec<T>): HTMLElement {
  const cells = headings.map((heading) => el('th', { scope: 'col', role: 'columnheader' }, heading));
  return el('thead', { role: 'rowgroup' }, el('tr', { role: 'row' }, ...cells));
}

/** A row and what it opens to. */
function body<T extends RowData | ChangeData>(
  spec: TableSpec<T>,
  index: number,
  { store }: Context,
): HTMLTableSectionElement {
  const row = spec.rows[index]!;
  const { main, rest } = spec.cells(row);
  const id = `${spec.id}-${index}`;
  const toggle = button(
    { class: 'toggle', 'aria-expanded': 'false', 'aria-controls': id },
    () => {
      const { open } = store.get();
      store.set({ open: open.includes(row.id) ? open.filter((one) => one !== row.id) : [...open, row.id] });
    },
    ...main,
  );
  toggle.addEventListener('keydown', (event) => move(event, toggle));
  const cells = rest.map((cell, i) =>
    el('td', { role: 'cell', 'data-heading': spec.headings[i + 1] ?? '' }, el('div', {}, cell)),
  );
  return el(
    'tbody',
    { role: 'rowgroup', class: 'failing' in row && row.failing ? 'failing' : false },
    el('tr', { role: 'row', class: 'main' }, el('td', { role: 'cell', class: 'first' }, toggle), ...cells),
    el(
      'tr',
      { role: 'row', class: 'more-of', hidden: true },
      el('td', { role: 'cell', colspan: spec.headings.length, id }),
    ),
  );
}

/** What a row opens to is made when it is opened. */
function setOpen(element: HTMLTableSectionElement, open: boolean, content: () => HTMLElement): void {
  const toggle = element.querySelector('.toggle')!;
  if ((toggle.getAttribute('aria-expanded') === 'true') === open) return;
  toggle.setAttribute('aria-expanded', String(open));
  const more = element.querySelector<HTMLElement>('.more-of')!;
  more.hidden = !open;
  const cell = more.firstElementChild!;
  if (open && cell.childElementCount === 0) cell.append(content());
}

/** Arrows go from row to row, as in a list. */
function move(event: KeyboardEvent, from: HTMLElement): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const all = [...document.querySelectorAll<HTMLElement>('.panel:not(.away) .toggle')];
  const next = all[all.indexOf(from) + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

/** The first names of a list, and how many others there are. */
export function few(names: readonly string[], most = 2): readonly Child[] {
  const shown = names.slice(0, most);
  const left = names.length - shown.length;
  return [shown.join(', '), left > 0 && el('span', { class: 'muted' }, ` and ${left} more`)];
}

/** A mark, what it means, and how it looks. */
export type Sign = readonly [mark: string, words: string, look: string];

export function signed([mark, words, look]: Sign): readonly Child[] {
  return [el('span', { class: `sign ${look}`, 'aria-hidden': 'true' }, mark), hiddenText(`${words}: `)];
}
