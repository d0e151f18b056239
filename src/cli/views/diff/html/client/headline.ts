import type { PageData, SideData, VerdictData } from '../data.ts';
import { type Child, counted, el, grouped } from './dom.ts';
import { riskBadge } from './risk.ts';

const SHORT_HASH = 10;

/** What a reviewer reads first, and often only. */
export function headline(data: PageData): HTMLElement {
  return el(
    'header',
    { class: 'top' },
    el(
      'div',
      { class: 'wide' },
      el(
        'p',
        { class: 'brand' },
        el('span', { class: 'name' }, 'meshwright'),
        data.kind === 'diff' ? 'access diff' : 'who may call whom',
      ),
      el('h1', {}, ...title(data)),
      el('p', { class: 'facts' }, ...facts(data)),
      verdict(data.verdict),
    ),
  );
}

function title({ kind, totals, undecided, title: target }: PageData): Child[] {
  if (kind === 'graph') return [counted(totals.allowed, 'call'), ' allowed in ', target];
  if (totals.allowed + totals.denied === 0)
    return [undecided.length > 0 ? 'No access change was found' : 'No access change'];
  return [
    el(
      'span',
      { class: totals.allowed === 0 ? 'sum none' : 'sum' },
      el('span', { class: 'sign allowed', 'aria-hidden': 'true' }, '+'),
      `${grouped(totals.allowed)} newly allowed`,
    ),
    el('span', { class: 'sr' }, ', '),
    el(
      'span',
      { class: totals.denied === 0 ? 'sum none' : 'sum' },
      el('span', { class: 'sign denied', 'aria-hidden': 'true' }, '−'),
      `${grouped(totals.denied)} newly denied`,
    ),
  ];
}

function facts({ kind, sides, files, targets, totals }: PageData): Child[] {
  const said: Child[] = [
    sides && el('span', { class: 'sides' }, side(sides.base), el('span', { class: 'to' }, '→'), side(sides.head)),
    kind === 'diff' && totals.risk !== 'none' && el('span', {}, 'highest risk ', riskBadge(totals.risk)),
    totals.changes > 0 && counted(totals.changes, 'other change'),
    kind === 'diff' &&
      (targets.length === 1 ? `target ${targets[0]}` : `${targets.length} targets: ${targets.join(', ')}`),
    kind === 'graph' && `${counted(totals.edges, 'pair')} of caller and destination`,
    files,
  ];
  return said.filter((fact) => fact !== undefined && fact !== false).map((fact) => el('span', { class: 'fact' }, fact));
}

function side({ name, commit, manifests }: SideData): Child {
  const short = commit?.slice(0, SHORT_HASH);
  return el(
    'span',
    { class: 'side' },
    name === commit ? '' : el('b', {}, name),
    short !== undefined && el('code', { title: commit }, short),
    manifests && el('span', { class: 'muted' }, ' (manifests)'),
  );
}

function verdict(given: VerdictData | undefined): HTMLElement | undefined {
  if (given === undefined || (given.failOn.length === 0 && given.approved === 0)) return undefined;
  const { failOn, failing, approved } = given;
  const option = failOn.length > 0 ? `--fail-on ${failOn.join(',')}` : undefined;
  const allowed = approved > 0 ? `${counted(approved, 'change')} approved` : undefined;
  if (failing > 0) {
    const what = `: ${counted(failing, 'change')} that nothing approves${allowed ? `, ${allowed}` : ''}`;
    return el('p', { class: 'verdict fails' }, el('b', {}, 'Fails'), ' ', el('code', {}, option ?? ''), what);
  }
  const rest = [option && el('code', {}, option), allowed && `${option ? ', ' : ''}${allowed}`];
  return el('p', { class: 'verdict passes' }, option ? el('b', {}, 'Passes') : '', ' ', ...rest);
}
