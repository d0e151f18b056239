import type { PageData } from '../data.ts';
import { counted, el } from './dom.ts';

/** What a reader has to know before the rows: what was compared otherwise, what could not be, what is not in the page. */
export function notices({
  notes,
  undecided,
  verdict,
  rows,
  changes,
  edges,
  totals,
}: PageData): HTMLElement | undefined {
  const stale = verdict?.stale ?? [];
  const left = [
    [totals.allowed + totals.denied - rows.length, 'row'],
    [totals.changes - changes.length, 'change'],
    [totals.edges - edges.length, 'edge of the graph', 'edges of the graph'],
  ] as const;
  const missing = left.filter(([count]) => count > 0).map(([count, noun, plural]) => counted(count, noun, plural));
  const items = [
    ...notes.map((note) => el('li', {}, note)),
    ...(undecided.length > 0
      ? [el('li', {}, `Too complex to be compared in time, so nothing is said of ${few(undecided)}.`)]
      : []),
    ...(missing.length > 0
      ? [el('li', {}, `${missing.join(', ')} more are in the JSON (-o json), and not in this page.`)]
      : []),
    ...stale.map(({ fingerprint, owner, at }) =>
      el('li', {}, 'The approval of ', el('code', {}, fingerprint), ` by ${owner} (${at}) is of nothing that changes.`),
    ),
  ];
  return items.length === 0
    ? undefined
    : el('aside', { class: 'notices', 'aria-label': 'notes' }, el('ul', {}, ...items));
}

const FEW = 12;

function few(names: readonly string[]): string {
  const shown = names.slice(0, FEW).join(', ');
  return names.length > FEW ? `${shown} and ${names.length - FEW} more` : shown;
}
