import type { EdgeData } from '../../data.ts';
import type { Context } from '../context.ts';
import { button, type Child, counted, el, grouped, hiddenText } from '../dom.ts';
import { few } from '../table.ts';
import type { Part } from './scope.ts';
import { STATE_SIGNS, STATE_WORDS } from './words.ts';

const PAGE = 25;
/** Links to rows of one edge; the search finds the others. */
const MOST_ROWS = 3;

/** What the drawing says, as a table, without anything being folded. */
export function edgeList(part: Part, context: Context): HTMLElement {
  const { data } = context;
  const differs = data.kind === 'diff';
  const headings = [...(differs ? ['State'] : []), 'From', 'To', 'Requests', ...(differs ? ['Rows'] : [])];
  const rows = el('tbody', { role: 'rowgroup' });
  const more = button({ class: 'more' }, () => draw(rows.childElementCount + PAGE), '');
  const draw = (count: number) => {
    const first = rows.childElementCount;
    rows.append(...part.edges.slice(first, count).map((i) => edgeRow(data.edges[i]!, context)));
    const left = part.edges.length - rows.childElementCount;
    more.hidden = left <= 0;
    more.textContent = `Show ${Math.min(PAGE, left)} more of ${counted(left, 'call')}`;
    if (first > 0) rows.querySelectorAll<HTMLElement>('tr')[first]?.focus();
  };
  draw(PAGE);
  const head = el(
    'tr',
    { role: 'row' },
    ...headings.map((heading) => el('th', { scope: 'col', role: 'columnheader' }, heading)),
  );
  return el(
    'section',
    { class: 'rows', id: 'edges' },
    el('h2', { id: 'edges-title' }, 'The same as a list ', el('span', { class: 'muted' }, grouped(part.edges.length))),
    el(
      'table',
      { role: 'table', 'aria-labelledby': 'edges-title', class: 'edges' },
      el('thead', { role: 'rowgroup' }, head),
      rows,
    ),
    more,
  );
}

function edgeRow(edge: EdgeData, context: Context): HTMLElement {
  const { kind } = context.data;
  const { from, to, state, requests, anything } = edge;
  const cell = (heading: string, ...content: readonly Child[]) =>
    el('td', { role: 'cell', 'data-heading': heading }, el('div', {}, ...content));
  return el(
    'tr',
    { role: 'row', class: `edge ${state}`, tabindex: -1 },
    kind === 'diff' && cell('State', el('span', { class: `state ${state}` }, sign(edge), STATE_WORDS[state])),
    cell('From', focusButton(from, context)),
    cell('To', focusButton(to, context)),
    cell('Requests', requests.length === 0 ? anything : el('span', { class: 'mono' }, ...few(requests, 3))),
    kind === 'diff' && cell('Rows', rowLinks(edge, context)),
  );
}

function sign({ state }: EdgeData): Child {
  return state !== 'same' && el('span', { class: 'mark', 'aria-hidden': 'true' }, STATE_SIGNS[state]);
}

function focusButton(node: number, { data, store }: Context): HTMLElement {
  const { key, name } = data.nodes[node]!;
  return button({ class: 'link', title: 'show only its calls' }, () => store.set({ focus: key }), name);
}

function rowLinks({ rows }: EdgeData, { data, reveal }: Context): Child {
  const links = rows.slice(0, MOST_ROWS).map((i) => {
    const { id, example } = data.rows[i]!;
    return button({ class: 'link mono' }, () => reveal(id), hiddenText('show row '), example?.text ?? id);
  });
  return [
    ...links.flatMap((link, i) => (i === 0 ? [link] : [', ', link])),
    rows.length > MOST_ROWS && ` and ${rows.length - MOST_ROWS} more`,
  ];
}
