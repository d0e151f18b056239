import type { PageData } from '../data.ts';
import type { Context } from './context.ts';
import { el } from './dom.ts';
import { found, indexOf } from './filter.ts';
import { graphView } from './graph/view.ts';
import { headline } from './headline.ts';
import { shortcuts } from './keys.ts';
import { lists } from './lists.ts';
import { notices } from './notices.ts';
import { filterKey, startState } from './state.ts';
import { storeOf } from './store.ts';
import { tabs } from './tabs.ts';
import { toolbar } from './toolbar.ts';

/** More rows than this on paper help nobody. */
const MOST_PRINTED = 1_000;

const data: PageData = JSON.parse(document.getElementById('data')?.textContent ?? '');
start(data);

function start(data: PageData): void {
  const live = el('p', { role: 'status', class: 'sr' });
  const store = storeOf(startState(data));
  const index = indexOf(data);
  const context: Context = {
    data,
    index,
    store,
    found: remembered(
      () => filterKey(store.get()),
      () => found(data, index, store.get()),
    ),
    announce: (text) => {
      live.textContent = text;
    },
    reveal: (id) => list.reveal(id),
  };
  const list = lists(context);
  const drawing = graphView(context);
  const rows = { view: 'list', label: data.kind === 'graph' ? 'Calls' : 'Changes', content: list.element } as const;
  const graph = { view: 'graph', label: 'Graph', content: drawing.element } as const;
  const main = el(
    'main',
    { id: 'main', tabindex: -1 },
    notices(data),
    tabs(context, data.kind === 'graph' ? [graph, rows] : [rows, graph]),
  );
  document.title = `${data.kind === 'graph' ? 'Who may call whom' : 'Access diff'}: ${data.title}`;
  document.body.append(skipLink(main), headline(data), toolbar(context), main, live);
  shortcuts();
  addEventListener('beforeprint', () => {
    list.extend(MOST_PRINTED);
    drawing.draw();
  });
  const [first] = store.get().open;
  if (first !== undefined && store.get().view === 'list') list.reveal(first);
}

/** The address is the state: a link inside of the page must not replace it. */
function skipLink(main: HTMLElement): HTMLElement {
  const link = el('a', { href: '#main', class: 'skip' }, 'Skip to the rows');
  link.addEventListener('click', (event) => {
    event.preventDefault();
    main.focus();
  });
  return link;
}

function remembered<K, T>(key: () => K, make: () => T): () => T {
  let known: { readonly key: K; readonly value: T } | undefined;
  return () => {
    if (known === undefined || known.key !== key()) known = { key: key(), value: make() };
    return known.value;
  };
}
