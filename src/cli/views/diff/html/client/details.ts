import type { CauseData, ChangeData, ExampleData, PageData, RowData } from '../data.ts';
import type { Context } from './context.ts';
import { copyButton } from './copy.ts';
import { button, type Child, el } from './dom.ts';
import { codeFrame } from './frame.ts';
import { riskBadge } from './risk.ts';

/** All that is known of a row: what fits into the table is there in short. */
export function details(row: RowData | ChangeData, context: Context): HTMLElement {
  const access = 'effect' in row;
  return el(
    'div',
    { class: 'details' },
    el(
      'div',
      { class: 'said' },
      access && row.example && block('Example', example(row.example)),
      access && row.conditions.length > 0 && block('Only when', list(row.conditions)),
      access &&
        namesBlock(
          'Who',
          row.callers.map((i) => context.data.callers[i]!.name),
        ),
      access && requestsBlock(row),
      access &&
        namesBlock(
          'On',
          row.places.map((i) => context.data.places[i]!.name),
        ),
      access &&
        row.left !== undefined &&
        el('p', { class: 'muted' }, `${row.left} more are in the JSON (-o json), and not in this page.`),
      riskBlock(row),
      targetsBlock(row, context.data),
      fingerprintBlock(row, context),
    ),
    el(
      'div',
      { class: 'why' },
      block(row.causes.length > 0 ? 'Because of' : '', causes(row.causes, context.data)),
      graphLink(row, context),
    ),
  );
}

function block(title: string, ...content: readonly Child[]): HTMLElement {
  return el('section', { class: 'block' }, title !== '' && el('h3', {}, title), ...content);
}

function list(items: readonly string[]): HTMLElement {
  return el('ul', { class: 'plain' }, ...items.map((item) => el('li', {}, item)));
}

function example({ text, facts }: ExampleData): readonly Child[] {
  return [
    el('p', { class: 'request' }, el('code', {}, text)),
    el('dl', { class: 'pairs' }, ...facts.flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)])),
  ];
}

/** In the table there is room for this many. */
const IN_TABLE = 2;

function namesBlock(title: string, names: readonly string[]): HTMLElement | undefined {
  return names.length > IN_TABLE
    ? block(`${title} (${names.length})`, el('p', { class: 'names' }, names.join(', ')))
    : undefined;
}

function requestsBlock({ requests }: RowData): HTMLElement | undefined {
  if (requests.length <= IN_TABLE) return undefined;
  const items = requests.map((request) => el('li', {}, el('code', {}, request)));
  return block(`Requests (${requests.length})`, el('ul', { class: 'plain' }, ...items));
}

function riskBlock({ risk, reasons, failing, approval }: RowData | ChangeData): HTMLElement | undefined {
  if (risk === 'none' && !failing && !approval) return undefined;
  return block(
    'Risk',
    el('p', {}, riskBadge(risk), reasons.length > 0 && ` ${reasons.join(', ')}`),
    failing && el('p', { class: 'fails-text' }, 'This is what the command fails for: nothing approves it.'),
    approval && el('p', {}, `Approved by ${approval.owner}: ${approval.reason} (${approval.at})`),
  );
}

/** Side by side, where it changes and where it does not. */
function targetsBlock({ targets }: RowData | ChangeData, data: PageData): HTMLElement | undefined {
  if (data.targets.length < 2) return undefined;
  const items = data.targets.map((target, i) => {
    const changes = targets.includes(i);
    return el(
      'li',
      { class: changes ? 'changes' : 'stays' },
      target,
      el('span', { class: 'muted' }, changes ? ' changes' : ' as before'),
    );
  });
  return block('Targets', el('ul', { class: 'plain targets' }, ...items));
}

function fingerprintBlock({ fingerprint }: RowData | ChangeData, { announce }: Context): HTMLElement | undefined {
  if (fingerprint === undefined) return undefined;
  const shown = el('code', {}, fingerprint);
  return block(
    'Fingerprint',
    el('p', { class: 'fingerprint' }, shown, copyButton(fingerprint, 'fingerprint', shown, announce)),
  );
}

function causes(all: readonly CauseData[], { frames }: PageData): Child {
  return all.map(({ what, place, link, by, frame }) =>
    el(
      'div',
      { class: 'cause' },
      el(
        'p',
        {},
        el('span', { class: 'muted' }, `${what} `),
        placeElement(place, link),
        by !== undefined && el('span', { class: 'muted' }, ` ${by}`),
      ),
      frame !== undefined && codeFrame(frames[frame]!),
    ),
  );
}

function placeElement(place: string, link: string | undefined): HTMLElement {
  const code = el('code', {}, place);
  // The only links that there are: they are followed when they are chosen, and say nothing of this page.
  return link === undefined ? code : el('a', { href: link, rel: 'noopener noreferrer', target: '_blank' }, code);
}

/** From a row to the place in the graph that it is about. */
function graphLink(row: RowData | ChangeData, { data, store }: Context): HTMLElement | undefined {
  const key = 'effect' in row ? data.places[row.places[0] ?? -1]?.key : row.key;
  if (key === undefined || !data.nodes.some((node) => node.key === key)) return undefined;
  return el(
    'p',
    {},
    button(
      { class: 'small' },
      () => {
        store.set({ view: 'graph', focus: key });
        document.getElementById('tab-graph')?.focus();
      },
      'Show in the graph',
    ),
  );
}
