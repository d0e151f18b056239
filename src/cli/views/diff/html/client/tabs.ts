import type { Context } from './context.ts';
import { type Child, el } from './dom.ts';
import type { State } from './state.ts';

export interface Panel {
  readonly view: State['view'];
  readonly label: string;
  readonly content: Child;
}

/** Panels of which one is shown: tabs as the ARIA pattern has them, with arrow keys. */
export function tabs({ store }: Context, panels: readonly Panel[]): HTMLElement {
  const made = panels.map(({ view, label, content }) => ({
    view,
    tab: el('button', { type: 'button', role: 'tab', id: `tab-${view}`, 'aria-controls': `panel-${view}` }, label),
    panel: el(
      'div',
      { role: 'tabpanel', id: `panel-${view}`, 'aria-labelledby': `tab-${view}`, class: 'panel' },
      content,
    ),
  }));
  for (const [i, { view, tab }] of made.entries()) {
    tab.addEventListener('click', () => store.set({ view }));
    tab.addEventListener('keydown', ({ key }) => {
      const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
      const next = made[(i + step + made.length) % made.length];
      if (step === 0 || next === undefined) return;
      store.set({ view: next.view });
      next.tab.focus();
    });
  }
  store.watch((state) => {
    for (const { view, tab, panel } of made) {
      const selected = view === state.view;
      tab.setAttribute('aria-selected', String(selected));
      tab.tabIndex = selected ? 0 : -1;
      panel.classList.toggle('away', !selected);
    }
  });
  return el(
    'div',
    { class: 'wide' },
    el('div', { role: 'tablist', class: 'tabs', 'aria-label': 'views' }, ...made.map(({ tab }) => tab)),
    ...made.map(({ panel }) => panel),
  );
}
