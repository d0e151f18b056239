import type { ChangeData, NodeData, PageData, RowData } from '../data.ts';
import { RISKS, type State } from './state.ts';

/** Everything that a search looks at, in lower case, made once. */
export interface Index {
  readonly rows: readonly string[];
  readonly changes: readonly string[];
  readonly edges: readonly string[];
}

/** Indices of what is shown. */
export interface Found {
  readonly rows: readonly number[];
  readonly changes: readonly number[];
}

export function indexOf(data: PageData): Index {
  const nodes = data.nodes.map(nodeWords);
  return {
    rows: data.rows.map((row) => haystack(rowWords(row, data))),
    changes: data.changes.map((change) => haystack(changeWords(change))),
    edges: data.edges.map(({ from, to, requests }) => haystack([nodes[from]!, nodes[to]!, ...requests])),
  };
}

function haystack(words: readonly string[]): string {
  return words.join('\n').toLowerCase();
}

function nodeWords({ name, key }: Pick<NodeData, 'name' | 'key'>): string {
  return `${name}\n${key}`;
}

function rowWords(row: RowData, { callers, places }: PageData): readonly string[] {
  return [
    ...row.callers.map((i) => nodeWords(callers[i]!)),
    ...row.places.map((i) => nodeWords(places[i]!)),
    ...row.requests,
    ...row.conditions,
    ...(row.example ? [row.example.text] : []),
    ...row.causes.map(({ place }) => place),
    row.fingerprint ?? '',
  ];
}

function changeWords({ kind, subject, key, text, causes, fingerprint = '' }: ChangeData): readonly string[] {
  return [kind, subject, key, text, ...causes.map(({ place }) => place), fingerprint];
}

/** Each word of a search has to be somewhere. */
export function termsOf(query: string): readonly string[] {
  return query.toLowerCase().split(/\s+/).filter(Boolean);
}

export function hasTerms(words: string, terms: readonly string[]): boolean {
  return terms.every((term) => words.includes(term));
}

export const ACCESS = 'access';

/** What the search and the filters leave. */
export function found({ rows, changes, targets }: PageData, index: Index, state: State): Found {
  const terms = termsOf(state.query);
  const target = targets.indexOf(state.target);
  const passes = ({ risk, targets: of }: RowData | ChangeData, words: string) =>
    (state.risk === '' || RISKS.indexOf(risk as 'low') >= RISKS.indexOf(state.risk)) &&
    (target < 0 || of.includes(target)) &&
    hasTerms(words, terms);
  const asked = state.kind === '' || state.kind === ACCESS;
  return {
    rows: asked
      ? indices(rows, (row, i) => (state.effect === '' || row.effect === state.effect) && passes(row, index.rows[i]!))
      : [],
    changes:
      state.effect === ''
        ? indices(
            changes,
            (change, i) => (state.kind === '' || change.kind === state.kind) && passes(change, index.changes[i]!),
          )
        : [],
  };
}

function indices<T>(list: readonly T[], isKept: (element: T, index: number) => boolean): readonly number[] {
  return list.flatMap((element, i) => (isKept(element, i) ? i : []));
}
