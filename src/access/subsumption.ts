import type { HeaderMatch, PathMatch, StringMatch } from '../model/match.ts';
import type { HttpMatch } from '../model/route.ts';

/**
 * Whether one match takes every request that another takes. Never says yes wrongly; where it cannot tell (two different
 * regular expressions) it says no.
 */
export function covers(wider: HttpMatch, narrower: HttpMatch): boolean {
  return (
    pathCovers(wider.path, narrower.path) &&
    methodsCover(wider.methods, narrower.methods) &&
    wider.headers.every((header) => headerImplied(header, narrower.headers)) &&
    wider.query.every((want) =>
      narrower.query.some(({ name, match }) => name === want.name && stringCovers(want.match, match)),
    )
  );
}

function methodsCover(wider: readonly string[] | undefined, narrower: readonly string[] | undefined): boolean {
  return wider === undefined || (narrower?.every((method) => wider.includes(method)) ?? false);
}

/** Whether a header condition holds wherever some of others do. */
export function headerImplied(header: HeaderMatch, others: readonly HeaderMatch[]): boolean {
  return others.some((other) => other.name === header.name && implies(other, header));
}

function implies(given: HeaderMatch, wanted: HeaderMatch): boolean {
  if (!given.negated && !wanted.negated) return given.values.every((value) => someCovers(wanted.values, value));
  if (given.negated && wanted.negated) return wanted.values.every((value) => someCovers(given.values, value));
  // Given positively, refused by the other: only fixed values can be told apart from what is refused.
  return (
    !given.negated && given.values.every((value) => value.kind === 'exact' && noneTakes(wanted.values, value.value))
  );
}

function someCovers(values: readonly StringMatch[], value: StringMatch): boolean {
  return values.some((wider) => stringCovers(wider, value));
}

function noneTakes(values: readonly StringMatch[], value: string): boolean {
  return values.every((match) => match.kind !== 'regex' && !stringCovers(match, { kind: 'exact', value }));
}

function stringCovers(wider: StringMatch, narrower: StringMatch): boolean {
  if (wider.kind === 'present') return true;
  if (narrower.kind === 'present') return false;
  switch (wider.kind) {
    case 'exact':
    case 'regex':
      return narrower.kind === wider.kind && narrower.value === wider.value;
    case 'prefix':
      return (narrower.kind === 'exact' || narrower.kind === 'prefix') && narrower.value.startsWith(wider.value);
    case 'suffix':
      return (narrower.kind === 'exact' || narrower.kind === 'suffix') && narrower.value.endsWith(wider.value);
  }
}

export function pathCovers(wider: PathMatch | undefined, narrower: PathMatch | undefined): boolean {
  if (wider === undefined || isEveryPath(wider)) return true;
  if (narrower === undefined) return false;
  switch (wider.kind) {
    case 'exact':
    case 'regex':
      return narrower.kind === wider.kind && narrower.value === wider.value;
    case 'prefix':
      return prefixCovers(wider.value, narrower);
    case 'suffix':
      return (narrower.kind === 'exact' || narrower.kind === 'suffix') && narrower.value.endsWith(wider.value);
    case 'template':
      return templateCovers(segmentsOf(wider), narrower);
  }
}

function isEveryPath({ kind, value }: PathMatch): boolean {
  return (kind === 'prefix' && value === '/') || (kind === 'template' && value === '/{**}');
}

function prefixCovers(wider: string, narrower: PathMatch): boolean {
  const below = wider.endsWith('/') ? wider : `${wider}/`;
  switch (narrower.kind) {
    case 'exact':
      return narrower.value === wider || narrower.value.startsWith(below);
    case 'prefix':
      return narrower.value === wider || narrower.value.startsWith(below);
    case 'template':
      return `${literalHead(narrower.value)}/`.startsWith(below);
    default:
      return false;
  }
}

/** The segments of a path, the empty one before the first `/` left out. */
function segments(path: string): string[] {
  return path.split('/').slice(1);
}

/** The part of a template before its first operator, without the last `/`: all of a path without operators. */
export function literalHead(template: string): string {
  const all = segments(template);
  const operator = all.findIndex((segment) => segment.includes('{'));
  const literal = operator === -1 ? all : all.slice(0, operator);
  return literal.map((segment) => `/${segment}`).join('');
}

/** A template is held against each of hundreds of others, and split once. */
function segmentsOf(path: PathMatch): readonly string[] {
  const known = split.get(path) ?? segments(path.value);
  split.set(path, known);
  return known;
}

const split = new WeakMap<PathMatch, readonly string[]>();

function templateCovers(wider: readonly string[], narrower: PathMatch): boolean {
  if (narrower.kind === 'suffix' || narrower.kind === 'regex') return false;
  const open = narrower.kind === 'prefix';
  const path = open ? segments(narrower.value.replace(/\/$/, '')) : segmentsOf(narrower);
  const rest = wider.indexOf('{**}');
  if (rest === -1)
    return !open && wider.length === path.length && path.every((part, i) => segmentCovers(wider[i], part));
  const tail = path.slice(rest);
  // Beside a `{*}`, the rest has the letters of segments only.
  const plain =
    !open &&
    tail.every((part) => part === '' || segmentCovers('{*}', part) || (part === '{**}' && path.includes('{*}')));
  if (wider.includes('{*}') && !plain) return false;
  return path.length > rest && path.slice(0, rest).every((part, i) => segmentCovers(wider[i], part));
}

/** What `{*}` stands for: not every letter that a path may have. */
const SEGMENT = /^[a-zA-Z0-9\-._~%!$&'()*+,;:@=]+$/;

function segmentCovers(wider: string | undefined, narrower: string): boolean {
  if (wider === '{*}') return narrower === '{*}' || SEGMENT.test(narrower);
  return wider === narrower;
}
