import type { PathMatch, StringMatch } from '../../../model/match.ts';
import type { Region, RequestsSaid } from '../access/region.ts';
import type { Said } from '../access/say.ts';

/** `DELETE /reviews/{*}`: one text for each path; none for all requests. */
export function requestTexts({ requests, butRequests }: Pick<Region, 'requests' | 'butRequests'>): readonly string[] {
  if (butRequests) return [`/{**} except ${[...new Set(butRequests.flatMap(texts))].join(', ')}`];
  return [...new Set(requests.flatMap(texts))];
}

function texts({ methods, paths }: RequestsSaid): readonly string[] {
  const method = methods === undefined ? '' : methodText(methods);
  const except = paths?.except.length ? ` except ${paths.except.map(({ match }) => pathText(match)).join(', ')}` : '';
  const any = paths === undefined || paths.any.length === 0 ? ['/{**}'] : paths.any.map(({ match }) => pathText(match));
  return any.map((path) => `${method === '' ? '' : `${method} `}${path}${except}`);
}

function methodText({ any, except }: Said): string {
  const list = (some: Said['any']) => some.map(({ match }) => ('value' in match ? match.value : 'any')).join(',');
  if (except.length === 0) return list(any);
  return any.length === 0 ? `not ${list(except)}` : `${list(any)} not ${list(except)}`;
}

/** `/reviews/{*}`, `/static/…`, `….css`. */
export function pathText(match: PathMatch | StringMatch): string {
  switch (match.kind) {
    case 'present':
      return '/{**}';
    case 'prefix':
      return `${match.value.replace(/\/$/, '')}/…`;
    case 'suffix':
      return `…${match.value}`;
    case 'regex':
      return `~${match.value}`;
    default:
      return match.value;
  }
}
