import { covers, literalHead } from '../../access/subsumption.ts';
import type { HeaderMatch, PathMatch } from '../../model/match.ts';
import type { HttpMatch } from '../../model/route.ts';

/** How many combinations of a match's methods and header values are looked at one by one. */
const MOST_ATOMS = 64;

/**
 * The matches of earlier routes, kept by where their paths begin, so that a later one is compared only with those that can
 * take its requests.
 */
export class Taken<T> {
  readonly #byPath = new Map<string, { readonly match: HttpMatch; readonly by: T }[]>();

  add(match: HttpMatch, by: T): void {
    const key = pathKey(match.path);
    const entries = this.#byPath.get(key);
    if (entries) entries.push({ match, by });
    else this.#byPath.set(key, [{ match, by }]);
  }

  /** What takes every request of a match, alone or together; empty when some request is left. */
  takers(match: HttpMatch): ReadonlySet<T> {
    const candidates = pathKeys(match.path).flatMap((key) => this.#byPath.get(key) ?? []);
    const takers = new Set<T>();
    if (candidates.length === 0) return takers;
    for (const atom of atoms(match)) {
      const taker = candidates.find((candidate) => covers(candidate.match, atom));
      if (taker === undefined) return new Set();
      takers.add(taker.by);
    }
    return takers;
  }
}

/** A match as several of one method and one value for each header, so that several others together may take it. */
function atoms(match: HttpMatch): HttpMatch[] {
  const methods = match.methods?.map((method): HttpMatch => ({ ...match, methods: [method] })) ?? [match];
  const split = match.headers.reduce<HttpMatch[]>(
    (parts, header, index) => parts.flatMap((part) => withEachValue(part, header, index)),
    methods,
  );
  return split.length <= MOST_ATOMS ? split : [match];
}

function withEachValue(match: HttpMatch, header: HeaderMatch, index: number): HttpMatch[] {
  if (header.negated || header.values.length === 1) return [match];
  return header.values.map((value) => ({
    ...match,
    headers: match.headers.map((other, at) => (at === index ? { ...header, values: [value] } : other)),
  }));
}

function pathKey(path: PathMatch | undefined): string {
  if (path === undefined) return 'any';
  switch (path.kind) {
    case 'prefix':
      return `below ${path.value.replace(/\/$/, '')}`;
    case 'template':
      return `below ${literalHead(path.value)}`;
    case 'suffix':
      return 'suffix';
    default:
      return `${path.kind} ${path.value}`;
  }
}

/** The keys under which a match that takes all of a path can stand. */
function pathKeys(path: PathMatch | undefined): string[] {
  if (path === undefined) return ['any', 'below '];
  const common = ['any', 'suffix', `${path.kind} ${path.value}`];
  if (path.kind === 'suffix' || path.kind === 'regex') return [...common, 'below '];
  const head = literalHead(path.value).split('/');
  return [...common, ...head.map((_, index) => `below ${head.slice(0, index + 1).join('/')}`)];
}
