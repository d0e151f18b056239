import type { ChangeData, RowData } from '../data.ts';
import type { Context } from './context.ts';
import { button, type Child, el } from './dom.ts';
import { riskBadge } from './risk.ts';
import { isFiltered, startState } from './state.ts';
import { few, type Sign, signed, type Table, table } from './table.ts';

export interface Lists {
  readonly element: HTMLElement;
  readonly reveal: (id: string) => void;
  readonly extend: (count: number) => void;
}

/** What changes in access, and beside it; or what holds, where nothing was compared. */
export function lists(context: Context): Lists {
  const { data } = context;
  const access = table(data.kind === 'graph' ? callTable(context) : accessTable(context), context);
  const others = table(changeTable(context), context);
  const element = el('div', {}, access.element, others.element, empty(context));
  return {
    element,
    reveal: (id) => revealIn(id, access, others, context),
    extend: (count) => {
      access.extend(count);
      others.extend(count);
    },
  };
}

function revealIn(id: string, access: Table, others: Table, { data, store, found }: Context): void {
  const row = data.rows.findIndex((one) => one.id === id);
  const change = data.changes.findIndex((one) => one.id === id);
  const isShown = found().rows.includes(row) || found().changes.includes(change);
  const { effect, kind, risk, target } = startState(data);
  const { open } = store.get();
  store.set({
    view: 'list',
    open: open.includes(id) ? open : [...open, id],
    ...(!isShown && { query: '', effect, kind, risk, target }),
  });
  if (row >= 0) access.reveal(row);
  else if (change >= 0) others.reveal(change);
}

const SIGNS = {
  allowed: ['+', 'newly allowed', 'allowed'],
  denied: ['−', 'newly denied', 'denied'],
  may: ['', 'allowed', 'may'],
} as const satisfies Record<RowData['effect'], Sign>;

function accessTable(context: Context) {
  const { data, found } = context;
  const many = data.targets.length > 1;
  return {
    id: 'access',
    title: 'Access',
    headings: ['Who', 'Requests', 'On', 'Risk', ...(many ? ['Targets'] : [])],
    rows: data.rows,
    shown: () => found().rows,
    cells: (row: RowData) => ({
      main: [...signed(SIGNS[row.effect]), el('span', {}, ...names(row.callers, data.callers))],
      rest: [
        [requests(row), row.conditions.length > 0 && el('span', { class: 'when' }, ...few(row.conditions, 1))],
        names(row.places, data.places),
        riskCell(row),
        ...(many ? [targetsText(row, data.targets)] : []),
      ],
    }),
  };
}

function callTable({ data, found }: Context) {
  return {
    id: 'access',
    title: 'Calls',
    headings: ['Who', 'Requests', 'On', 'Line'],
    rows: data.rows,
    shown: () => found().rows,
    cells: (row: RowData) => ({
      main: [el('span', {}, ...names(row.callers, data.callers))],
      rest: [
        [requests(row), row.conditions.length > 0 && el('span', { class: 'when' }, ...few(row.conditions, 1))],
        names(row.places, data.places),
        el('span', { class: 'muted' }, row.causes[0]?.place ?? 'nothing forbids it'),
      ],
    }),
  };
}

const WHATS = {
  added: ['+', 'added', 'allowed'],
  removed: ['−', 'removed', 'denied'],
  changed: ['±', 'changed', 'changed'],
} as const satisfies Record<ChangeData['what'], Sign>;

function changeTable({ data, found }: Context) {
  const many = data.targets.length > 1;
  return {
    id: 'others',
    title: 'Other changes',
    headings: ['What', 'Change', 'Kind', 'Risk', ...(many ? ['Targets'] : [])],
    rows: data.changes,
    shown: () => found().changes,
    cells: (change: ChangeData) => ({
      main: [...signed(WHATS[change.what]), el('span', {}, change.subject)],
      rest: [
        change.text,
        el('span', { class: 'kind' }, change.kind),
        riskCell(change),
        ...(many ? [targetsText(change, data.targets)] : []),
      ],
    }),
  };
}

function names(indices: readonly number[], list: readonly { readonly name: string }[]): readonly Child[] {
  return few(indices.map((i) => list[i]!.name));
}

function requests({ requests: all }: RowData): Child {
  const shown = all.slice(0, 2).map((request) => el('code', {}, request));
  const left = all.length - shown.length;
  return [
    ...shown.flatMap((one, i) => (i === 0 ? [one] : [' ', one])),
    left > 0 && el('span', { class: 'muted' }, ` and ${left} more`),
  ];
}

function riskCell({ risk, failing, approval }: RowData | ChangeData): Child {
  return [
    riskBadge(risk),
    failing && el('span', { class: 'flag fails-text' }, 'fails'),
    approval && el('span', { class: 'flag' }, 'approved'),
  ];
}

function targetsText({ targets }: RowData | ChangeData, all: readonly string[]): string {
  return targets.length === all.length ? 'all' : targets.map((i) => all[i]!).join(', ');
}

/** Nothing to review is the best that a page can say: it says so. */
function empty({ data, store, found }: Context): HTMLElement {
  const clear = button(
    {},
    () => {
      const { effect, kind, risk, target } = startState(data);
      store.set({ query: '', effect, kind, risk, target });
    },
    'Clear search and filters',
  );
  const nothing = el('div', { class: 'empty' });
  store.watch((state) => {
    const { rows, changes } = found();
    nothing.hidden = rows.length + changes.length > 0;
    if (nothing.hidden) return;
    if (isFiltered(state)) nothing.replaceChildren(el('p', { class: 'big' }, 'Nothing matches'), el('p', {}, clear));
    else nothing.replaceChildren(...nothingAtAll(data));
  });
  return nothing;
}

function nothingAtAll({ kind, files, undecided }: Context['data']): readonly HTMLElement[] {
  if (kind === 'graph') return [el('p', { class: 'big' }, 'Nobody may call anybody here')];
  const surely = undecided.length === 0;
  return [
    ...(surely ? [el('p', { class: 'tick', 'aria-hidden': 'true' }, '✓')] : []),
    el('p', { class: 'big' }, surely ? 'No access change' : 'No access change was found'),
    el(
      'p',
      {},
      surely
        ? 'Both sides admit exactly the same requests, and nothing else changes.'
        : 'Some destinations could not be compared: see above.',
    ),
    ...(files === undefined ? [] : [el('p', { class: 'muted' }, `${files}.`)]),
  ];
}
