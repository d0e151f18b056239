import type { HeaderMatch, PathMatch, StringMatch } from '../../model/match.ts';
import type { HttpMatch, Redirect } from '../../model/route.ts';

/** A request as a client sends it and, after a redirect, sends it again. */
export interface Request {
  readonly scheme: 'http' | 'https';
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly method: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly query: ReadonlyMap<string, string>;
}

const DEFAULT_PORT = { http: 80, https: 443 } as const;

/** `https://a.example.com/x` */
export function printUrl({ scheme, host, port, path }: Request): string {
  return `${scheme}://${host}${port === DEFAULT_PORT[scheme] ? '' : `:${port}`}${path}`;
}

/** What the client asks for next. A redirect that names another host or scheme leaves the port behind. */
export function redirected(request: Request, redirect: Partial<Redirect>): Request {
  const scheme = redirect.scheme ?? request.scheme;
  const host = redirect.host ?? request.host;
  const kept = redirect.host === undefined && scheme === request.scheme ? request.port : DEFAULT_PORT[scheme];
  return { ...request, scheme, host, port: redirect.port ?? kept, path: redirect.path ?? request.path };
}

type What = Pick<Request, 'path' | 'method' | 'headers' | 'query'>;

/** A request that a match takes; undefined where only a regular expression says which. */
export function exampleOf(match: HttpMatch): What | undefined {
  const path = match.path === undefined ? '/' : examplePath(match.path);
  const headers = new Map<string, string>();
  const query = new Map<string, string>();
  for (const { name, values, negated } of match.headers) {
    const value = negated ? undefined : exampleString(values[0]);
    if (!negated && value === undefined) return undefined;
    if (value !== undefined) headers.set(name, value);
  }
  for (const { name, match: wanted } of match.query) {
    const value = exampleString(wanted);
    if (value === undefined) return undefined;
    query.set(name, value);
  }
  return path === undefined ? undefined : { path, method: match.methods?.[0] ?? 'GET', headers, query };
}

function examplePath({ kind, value }: PathMatch): string | undefined {
  switch (kind) {
    case 'exact':
    case 'prefix':
      return value;
    case 'suffix':
      return value.startsWith('/') ? value : `/x${value}`;
    case 'template':
      return value.replaceAll(/\{\*\*?\}/g, 'x');
    case 'regex':
      return undefined;
  }
}

function exampleString(match: StringMatch): string | undefined {
  if (match.kind === 'regex') return undefined;
  return match.kind === 'present' ? 'x' : match.value;
}

/** Whether a match takes a request; undefined where a regular expression would have to be evaluated. */
export function takes(match: HttpMatch, request: Request): boolean | undefined {
  const conditions = [
    match.path && takesPath(match.path, request.path),
    match.methods?.includes(request.method),
    ...match.headers.map((header) => takesHeader(header, request.headers.get(header.name))),
    ...match.query.map(({ name, match: wanted }) => takesString(wanted, request.query.get(name))),
  ];
  if (conditions.includes(false)) return false;
  return conditions.includes('unknown') ? undefined : true;
}

type Answer = boolean | 'unknown';

function takesHeader({ values, negated }: HeaderMatch, value: string | undefined): Answer {
  const answers = values.map((wanted) => takesString(wanted, value));
  const some: Answer = answers.includes(true) ? true : answers.includes('unknown') ? 'unknown' : false;
  return some === 'unknown' ? some : some !== negated;
}

function takesString(wanted: StringMatch, value: string | undefined): Answer {
  if (value === undefined) return false;
  switch (wanted.kind) {
    case 'present':
      return true;
    case 'exact':
      return value === wanted.value;
    case 'prefix':
      return value.startsWith(wanted.value);
    case 'suffix':
      return value.endsWith(wanted.value);
    case 'regex':
      return 'unknown';
  }
}

function takesPath({ kind, value }: PathMatch, path: string): Answer {
  switch (kind) {
    case 'exact':
      return path === value;
    case 'prefix':
      return path === value || path.startsWith(value.endsWith('/') ? value : `${value}/`);
    case 'suffix':
      return path.endsWith(value);
    case 'template':
      return templateTakes(value.split('/'), path.split('/'));
    case 'regex':
      return 'unknown';
  }
}

function templateTakes(template: readonly string[], path: readonly string[]): boolean {
  const rest = template.indexOf('{**}');
  const fixed = rest === -1 ? template : template.slice(0, rest);
  const enough = rest === -1 ? path.length === fixed.length : path.length > fixed.length;
  return enough && fixed.every((segment, index) => (segment === '{*}' ? path[index] !== '' : segment === path[index]));
}
