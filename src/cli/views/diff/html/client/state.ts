import type { PageData, RiskData } from '../data.ts';

/** All that a reader can set: it is in the address, so that a link shows what its sender saw. */
export interface State {
  readonly query: string;
  readonly effect: '' | 'allowed' | 'denied';
  readonly kind: string;
  /** At least this. */
  readonly risk: '' | Exclude<RiskData, 'none'>;
  readonly target: string;
  readonly view: 'list' | 'graph';
  /** Ids of the rows that are open. */
  readonly open: readonly string[];
  readonly scope: Scope;
  /** What of the graph is looked at alone: a node or a namespace, or two of them and the calls from one to the other. */
  readonly focus: string;
}

export const SCOPES = ['changes', 'around', 'mesh'] as const;
export type Scope = (typeof SCOPES)[number];

export const EFFECTS = ['allowed', 'denied'] as const;
export const RISKS = ['low', 'medium', 'high'] as const;

export function startState({ kind }: Pick<PageData, 'kind'>): State {
  return {
    ...{ query: '', effect: '', kind: '', risk: '', target: '' },
    view: kind === 'graph' ? 'graph' : 'list',
    scope: kind === 'graph' ? 'mesh' : 'around',
    ...{ open: [], focus: '' },
  };
}

/** What differs from the start, as the part of an address after `#`. */
export function printState(state: State, start: State): string {
  const said = new URLSearchParams();
  for (const name of Object.keys(start) as (keyof State)[]) {
    const value = state[name];
    if (typeof value !== 'string') for (const one of value) said.append(name, one);
    else if (value !== start[name]) said.append(name, value);
  }
  return said.toString();
}

/** An address may come from anybody: what it says is taken only where it is one of what can be set. */
export function parseState(hash: string, start: State): State {
  const said = new URLSearchParams(hash.replace(/^#/, ''));
  const text = (name: string) => (said.get(name) ?? '').slice(0, MOST_LETTERS);
  const oneOf = <T extends string>(name: string, all: readonly T[], otherwise: T): T =>
    all.find((one) => one === said.get(name)) ?? otherwise;
  return {
    query: text('query'),
    effect: oneOf('effect', ['', ...EFFECTS], start.effect),
    kind: text('kind'),
    risk: oneOf('risk', ['', ...RISKS], start.risk),
    target: text('target'),
    view: oneOf('view', ['list', 'graph'], start.view),
    scope: oneOf('scope', SCOPES, start.scope),
    open: said.getAll('open').slice(0, MOST_NAMES),
    focus: text('focus'),
  };
}

const MOST_LETTERS = 500;
const MOST_NAMES = 50;

export function isFiltered({ query, effect, kind, risk, target }: State): boolean {
  return query.trim() !== '' || effect !== '' || kind !== '' || risk !== '' || target !== '';
}

/** The same for the same search and filters, whatever else is set. */
export function filterKey({ query, effect, kind, risk, target }: State): string {
  return JSON.stringify([query, effect, kind, risk, target]);
}
