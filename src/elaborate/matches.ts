import { isNonEmpty, mapNonEmpty, type NonEmpty } from '../base/nonempty.ts';
import type {
  HeaderPatternSyntax,
  PathPatternSyntax,
  RouteMatchSyntax,
  StringPatternSyntax,
} from '../dsl/declaration.ts';
import type { HeaderMatch, PathMatch, StringMatch } from '../model/match.ts';
import type { HttpMatch } from '../model/route.ts';

/** Lists were validated as non-empty; their types do not say so. */
export function nonEmpty<T>(list: readonly T[]): NonEmpty<T> {
  return list as unknown as NonEmpty<T>;
}

export function oneOrMore<T>(value: T | readonly T[]): NonEmpty<T> {
  return nonEmpty(Array.isArray(value) ? (value as readonly T[]) : [value as T]);
}

export function stringMatch(pattern: StringPatternSyntax): StringMatch {
  if (typeof pattern === 'string') return { kind: 'exact', value: pattern };
  if ('exact' in pattern) return { kind: 'exact', value: pattern.exact };
  if ('prefix' in pattern) return { kind: 'prefix', value: pattern.prefix };
  if ('suffix' in pattern) return { kind: 'suffix', value: pattern.suffix };
  if ('regex' in pattern) return { kind: 'regex', value: pattern.regex };
  return { kind: 'present' };
}

export function stringMatches(patterns: StringPatternSyntax | readonly StringPatternSyntax[]): NonEmpty<StringMatch> {
  return mapNonEmpty(oneOrMore<StringPatternSyntax>(patterns), stringMatch);
}

function headerMatch(name: string, pattern: HeaderPatternSyntax): HeaderMatch {
  const lower = name.toLowerCase();
  if (typeof pattern === 'object' && 'absent' in pattern)
    return { name: lower, values: [{ kind: 'present' }], negated: true };
  if (typeof pattern === 'object' && 'not' in pattern)
    return { name: lower, values: [stringMatch(pattern.not)], negated: true };
  return { name: lower, values: [stringMatch(pattern)], negated: false };
}

export function headerMatches(
  headers: Readonly<Record<string, HeaderPatternSyntax>> | undefined,
): readonly HeaderMatch[] {
  return headers === undefined ? [] : Object.entries(headers).map(([name, pattern]) => headerMatch(name, pattern));
}

export function pathMatch(pattern: PathPatternSyntax): PathMatch {
  if (typeof pattern === 'string') return template(pattern);
  if ('exact' in pattern) return { kind: 'exact', value: pattern.exact };
  if ('suffix' in pattern) return { kind: 'suffix', value: pattern.suffix };
  if ('regex' in pattern) return { kind: 'regex', value: pattern.regex };
  if ('template' in pattern) return template(pattern.template);
  // By segment: a slash at the end adds nothing.
  return { kind: 'prefix', value: pattern.prefix.length > 1 ? pattern.prefix.replace(/\/$/, '') : pattern.prefix };
}

function template(value: string): PathMatch {
  return { kind: value.includes('{') ? 'template' : 'exact', value };
}

export function httpMatch(syntax: RouteMatchSyntax): HttpMatch {
  return {
    ...(syntax.path !== undefined && { path: pathMatch(syntax.path) }),
    ...(syntax.methods && { methods: nonEmpty(syntax.methods) }),
    headers: headerMatches(syntax.headers),
    query: Object.entries(syntax.query ?? {}).map(([name, pattern]) => ({ name, match: stringMatch(pattern) })),
  };
}

/** `paths` is short for a match by each path; beside `match`, both must hold. */
export function httpMatches(
  paths: readonly PathPatternSyntax[] | undefined,
  match: RouteMatchSyntax | readonly RouteMatchSyntax[] | undefined,
): readonly HttpMatch[] {
  const matches = match === undefined ? [] : oneOrMore<RouteMatchSyntax>(match).map(httpMatch);
  if (paths === undefined) return matches;
  const from = isNonEmpty(matches) ? matches : [{ headers: [], query: [] }];
  return paths.flatMap((path) => from.map((one) => ({ path: pathMatch(path), ...one })));
}
