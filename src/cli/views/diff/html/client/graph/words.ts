import { groupBy } from '../../../../../../base/order.ts';
import type { PageData, StateData } from '../../data.ts';
import { counted } from '../dom.ts';
import { cut } from './draw.ts';
import type { Drawing, Link, Unit } from './fold.ts';

export const STATE_SIGNS = { same: '', added: '+', removed: '−', changed: '±' } as const satisfies Record<
  StateData,
  string
>;

export const STATE_WORDS = {
  same: 'as before',
  added: 'newly allowed',
  removed: 'newly denied',
  changed: 'changed',
} as const satisfies Record<StateData, string>;

/** Longer labels would lie over the next box. */
const LABEL_LETTERS = 18;
/** A small drawing has room for more. */
const FEW_UNITS = 8;
const FEW_LABEL_LETTERS = 26;
const WAYS = ' ways';

/** What is written on the lines that change: once where several say the same, on the one in the middle of them. */
export function labelsOf({ units, links }: Drawing, data: PageData): readonly string[] {
  const letters = units.length > FEW_UNITS ? LABEL_LETTERS : FEW_LABEL_LETTERS;
  const texts = links.map((link) => labelOf(link, letters, data));
  const same = groupBy(texts.keys(), (i) => texts[i]!);
  return texts.map((text, i) => {
    const all = same.get(text)!;
    return text.endsWith(WAYS) || all[Math.floor((all.length - 1) / 2)] === i ? text : '';
  });
}

function labelOf({ state, edges: own }: Link, letters: number, { edges, rows }: PageData): string {
  if (state === 'same') return '';
  const changed = own.map((i) => edges[i]!).filter((edge) => edge.state !== 'same');
  const told = [...new Set(changed.flatMap((edge) => edge.rows))];
  const requests = [...new Set(told.flatMap((row) => rows[row]!.requests))];
  const [first = ''] = requests;
  if (changed.length > 1) return `${STATE_SIGNS[state]} ${changed.length}${WAYS}`;
  const more = requests.length > 1 ? ` +${requests.length - 1}` : '';
  return `${STATE_SIGNS[state]} ${cut(first, letters - more.length)}${more}`;
}

/** What a reader hears of a box beside its name: what it is, whether it changes, what it calls and who calls it. */
export function unitText({ kind, note, state }: Unit, place: number, { links }: Drawing): string {
  const out = links.filter(({ from, to }) => from === place && to !== place).length;
  const into = links.filter(({ from, to }) => to === place && from !== place).length;
  const what =
    kind === 'namespace' ? `namespace with ${note}` : `${kindWords(kind)}${note === '' ? '' : ` of ${note}`}`;
  return [what.trim(), state === 'same' ? '' : state, `calls ${out}`, `called by ${into}`].filter(Boolean).join(', ');
}

function kindWords(kind: Unit['kind']): string {
  return kind === 'group' || kind === 'outside' ? '' : kind;
}

export function drawingText({ units, links }: Drawing): string {
  const changed = links.filter(({ state }) => state !== 'same').length;
  return `graph of ${counted(units.length, 'box', 'boxes')} and ${counted(links.length, 'line')}, ${changed} of them changed; the list below says the same`;
}
