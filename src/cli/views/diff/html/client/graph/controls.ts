import type { Context } from '../context.ts';
import { button, el } from '../dom.ts';
import { SCOPES, type Scope } from '../state.ts';

const SCOPE_WORDS = {
  changes: 'Changes only',
  around: 'With neighbours',
  mesh: 'Whole mesh',
} as const satisfies Record<Scope, string>;

/** What is drawn, the way back, and how large. */
export function controls({ data, store }: Context, zoom: HTMLElement): HTMLElement {
  const scopes = data.kind === 'graph' ? [] : SCOPES;
  const radios = scopes.map((scope) => {
    const input = el('input', { type: 'radio', name: 'scope', value: scope, id: `scope-${scope}` });
    input.addEventListener('change', () => store.set({ scope, focus: '' }));
    return { scope, input, label: el('label', { for: `scope-${scope}` }, SCOPE_WORDS[scope]) };
  });
  const back = button({ class: 'small' }, () => store.set({ focus: '' }), 'Back to all');
  store.watch(({ scope, focus }) => {
    for (const radio of radios) radio.input.checked = radio.scope === scope;
    back.hidden = focus === '';
  });
  const segments = el(
    'fieldset',
    { class: 'segments' },
    el('legend', { class: 'sr' }, 'what is drawn'),
    ...radios.flatMap(({ input, label }) => [input, label]),
  );
  return el('div', { class: 'controls' }, radios.length > 0 && segments, back, zoom);
}

export function legend({ data }: Context): HTMLElement | undefined {
  if (data.kind === 'graph') return undefined;
  const items = [
    ['added', '+ newly allowed'],
    ['removed', '− newly denied'],
    ['changed', '± changed'],
    ['same', 'as before'],
  ] as const;
  return el('ul', { class: 'legend' }, ...items.map(([state, text]) => el('li', { class: state }, text)));
}
