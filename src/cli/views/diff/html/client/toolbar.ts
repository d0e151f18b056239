import type { Context } from './context.ts';
import { button, el, hiddenText } from './dom.ts';
import { ACCESS } from './filter.ts';
import { EFFECTS, isFiltered, RISKS, type State, startState } from './state.ts';

type Choice = readonly [value: string, label: string];
type Setting = 'effect' | 'risk' | 'kind' | 'target';

const EFFECT_WORDS = { allowed: 'newly allowed', denied: 'newly denied' } as const;

/** Search and filters. Only what there is can be chosen. */
export function toolbar(context: Context): HTMLElement {
  const { data, store } = context;
  const nothing = data.rows.length + data.changes.length === 0;
  const filters = data.kind === 'graph' || nothing ? [] : settings(context).filter(({ choices }) => choices.length > 2);
  const selects = filters.map(({ name, label, choices }) => select(context, name, label, choices));
  const clear = button(
    { class: 'quiet' },
    () => {
      const { effect, kind, risk, target } = startState(data);
      store.set({ query: '', effect, kind, risk, target });
      document.getElementById('search')?.focus();
    },
    'Clear',
  );
  store.watch((state) => {
    clear.hidden = !isFiltered(state);
  });
  return el(
    'search',
    { class: 'toolbar', 'aria-label': 'search and filter' },
    el('div', { class: 'wide bar' }, searchField(context), ...selects, clear, countOf(context)),
  );
}

function searchField({ data, store }: Context): HTMLElement {
  const input = el('input', {
    id: 'search',
    type: 'search',
    placeholder: data.kind === 'graph' ? 'service, caller or path' : 'service, caller, path, fingerprint',
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-keyshortcuts': '/',
  });
  input.addEventListener('input', () => store.set({ query: input.value }));
  store.watch(({ query }) => {
    if (input.value !== query) input.value = query;
  });
  return el(
    'div',
    { class: 'field search' },
    el('label', { for: 'search' }, 'Search'),
    input,
    el('kbd', { 'aria-hidden': 'true', title: 'press / to search' }, '/'),
  );
}

function settings({ data }: Context): readonly { name: Setting; label: string; choices: readonly Choice[] }[] {
  const kinds = [...new Set(data.changes.map(({ kind }) => kind))];
  return [
    {
      name: 'effect',
      label: 'Effect',
      choices: [['', 'any'], ...EFFECTS.map((effect): Choice => [effect, EFFECT_WORDS[effect]])],
    },
    {
      name: 'risk',
      label: 'Risk',
      choices: [['', 'any'], ...RISKS.map((risk): Choice => [risk, risk === 'high' ? 'high' : `${risk} or higher`])],
    },
    {
      name: 'kind',
      label: 'Kind',
      choices: [
        ['', 'any'],
        ...[...(data.rows.length > 0 ? [ACCESS] : []), ...kinds].map((kind): Choice => [kind, kind]),
      ],
    },
    {
      name: 'target',
      label: 'Target',
      choices: [['', 'any'], ...data.targets.map((target): Choice => [target, target])],
    },
  ];
}

function select({ store }: Context, name: Setting, label: string, choices: readonly Choice[]): HTMLElement {
  const id = `filter-${name}`;
  const input = el('select', { id }, ...choices.map(([value, text]) => el('option', { value }, text)));
  input.addEventListener('change', () => store.set({ [name]: input.value } as Partial<State>));
  store.watch((state) => {
    input.value = state[name];
    if (input.selectedIndex < 0) input.value = '';
    input.classList.toggle('set', input.value !== '');
  });
  return el('div', { class: 'field' }, el('label', { for: id }, label), input);
}

/** How much is shown; said aloud when it changes. */
function countOf({ data, store, found, announce }: Context): HTMLElement {
  const count = el('p', { class: 'count' });
  store.watch((_, before) => {
    const { rows, changes } = found();
    const [shown, all] = [rows.length + changes.length, data.rows.length + data.changes.length];
    const text = shown === all ? `${all} shown` : `${shown} of ${all}`;
    if (count.dataset['said'] === text) return;
    count.dataset['said'] = text;
    count.replaceChildren(text, hiddenText(' rows'));
    if (before) announce(`${text} rows`);
  });
  return count;
}
