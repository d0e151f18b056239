import type { Target } from '../access/decide.ts';
import { isPath } from '../access/holds.ts';
import type { Request } from '../access/request.ts';
import type { Lookup } from '../model/lookup.ts';
import type { PathMatch } from '../model/match.ts';
import type { NearRule } from './nearest.ts';
import { type Party, shortName } from './parties.ts';

const HELPERS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** The smallest addition that would allow a request, as a line of TypeScript. */
export function remedy(
  from: Party,
  target: Target,
  request: Request,
  near: NearRule | undefined,
  lookup: Lookup,
): string {
  const to = identifier(shortName(target, lookup));
  const asked = requestText(request, near);
  if (from.kind === 'workload' && from.target.kind === 'service') {
    return `${identifier(from.name)}.calls(${[to, ...asked].join(', ')});`;
  }
  const requests = asked.length > 0 ? `, requests: ${asked[0]}` : '';
  return `${to}.allow({ from: ${callerText(from)}${requests} });`;
}

function callerText(from: Party): string {
  switch (from.kind) {
    case 'workload':
      return identifier(from.name);
    case 'identity':
      return `spiffe('spiffe://${from.name.replace(/^spiffe:\/\//, '')}')`;
    default:
      return 'anyone';
  }
}

/** The path as the nearest rule says it, where that fits: a change of method should not change more. */
function requestText({ http }: Request, near: NearRule | undefined): readonly string[] {
  if (http === undefined) return [];
  const said = near?.match?.paths?.find((path) => isPath(http.path, path));
  const path = said ? pathText(said) : quoted(http.path);
  return HELPERS.has(http.method)
    ? [`${http.method}(${path})`]
    : [`{ methods: [${quoted(http.method)}], paths: [${path}] }`];
}

function pathText({ kind, value }: PathMatch): string {
  return kind === 'exact' || kind === 'template' ? quoted(value) : `path.${kind}(${quoted(value)})`;
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

/** The name that a service probably has in the policies: `ratings-db` is `ratingsDb`. */
function identifier(name: string): string {
  return name.replace(/^.*\//, '').replaceAll(/-+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
