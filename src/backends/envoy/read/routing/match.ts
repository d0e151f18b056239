import type { RouteEntry } from '../../../../access/routing/table.ts';
import { sidesOf } from '../../../../base/alternation.ts';
import { compareStrings } from '../../../../base/order.ts';
import { flag, inner, list, type Message, needed, only, refuse, text } from '../message.ts';

/** Which requests a route takes, and how much of their path what matched is: a rewrite stands for that. */
export interface Match {
  readonly conditions: Omit<RouteEntry, 'action'>;
  readonly matched: 'whole' | 'beginning' | 'segments' | 'anything';
}

/** An `envoy.config.route.v3.RouteMatch`. */
export function matchOf(of: Message): Match {
  only(of, 'path', 'prefix', 'path_separated_prefix', 'safe_regex', 'headers', 'query_parameters');
  const { path, matched } = pathOf(of);
  const query = list(of, 'query_parameters').map((one) => [text(one, 'name'), parameter(one)] as const);
  return { conditions: { ...(path && { path }), ...headers(of), ...byName('query', query, of) }, matched };
}

const PATHS = ['path', 'prefix', 'path_separated_prefix', 'safe_regex'] as const;

function pathOf(of: Message): { readonly path?: readonly string[]; readonly matched: Match['matched'] } {
  const [kind, ...others] = PATHS.filter((one) => of.value[one] !== undefined);
  if (kind === undefined || others.length > 0) return refuse(of, 'exactly one way to match a path is expected here');
  if (kind === 'safe_regex') {
    const value = regex(needed(of, kind));
    return value === '/.*' ? { matched: 'anything' } : { path: [value], matched: 'anything' };
  }
  const value = text(of, kind);
  if (kind === 'path') return { path: [literally(value)], matched: 'whole' };
  if (kind === 'path_separated_prefix')
    return { path: [literally(value), `${literally(value)}/.*`], matched: 'segments' };
  // Every path begins with it.
  return value === '/' ? { matched: 'beginning' } : { path: [`${literally(value)}.*`], matched: 'beginning' };
}

function regex(of: Message): string {
  return text(only(of, 'regex'), 'regex');
}

function literally(value: string): string {
  return value.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
}

type Named = readonly (readonly [string, readonly string[]])[];

/** Headers that have to be there, those that must not, and the method, which Envoy has as one. */
function headers(of: Message): Omit<RouteEntry, 'action' | 'path'> {
  const all = list(of, 'headers').map(header);
  const named = (negated: boolean): Named =>
    all.filter((one) => one.name !== ':method' && one.negated === negated).map(({ name, values }) => [name, values]);
  const [methods, ...more] = all.filter(({ name }) => name === ':method');
  if (methods?.negated || more.length > 0) return refuse(of, 'methods are asked for once');
  return {
    ...(methods && { methods: methods.values }),
    ...byName('headers', named(false), of),
    ...byName('withoutHeaders', named(true), of),
  };
}

function byName(field: 'headers' | 'withoutHeaders' | 'query', found: Named, of: Message) {
  const values = Object.fromEntries(found);
  if (Object.keys(values).length < found.length) return refuse(of, 'several conditions on one name are not known here');
  return found.length > 0 ? { [field]: values } : {};
}

interface Header {
  readonly name: string;
  readonly values: readonly string[];
  readonly negated: boolean;
}

function header(of: Message): Header {
  only(of, 'name', 'present_match', 'string_match', 'invert_match', 'treat_missing_header_as_empty');
  const name = text(of, 'name').toLowerCase();
  const values = parameter(of);
  const negated = flag(of, 'invert_match');
  const isEmpty = flag(of, 'treat_missing_header_as_empty');
  const known = !name.startsWith(':') || name === ':method';
  if (!known) return refuse(of, `what \`${name}\` is asked for is not known here`);
  if (of.value['string_match'] === undefined) return { name, values, negated };
  if (negated !== isEmpty) return refuse(of, 'what this says of a request without the header is not known here');
  if (negated && values.some((one) => one === '' || one === '.*'))
    return refuse(of, 'a header that is not there would be taken for an empty one that is excluded');
  return { name, values, negated };
}

/** Presence, or a value. */
function parameter(of: Message): readonly string[] {
  const [present, value] = [of.value['present_match'], inner(of, 'string_match')];
  if ((present === undefined) === (value === undefined)) return refuse(of, 'a value, or presence, is expected here');
  if (value) return textsOf(value);
  return flag(of, 'present_match') ? ['.*'] : refuse(of, 'absence is said by `invert_match`');
}

/** An `envoy.type.matcher.v3.StringMatcher`, as regular expressions for the whole value. */
export function textsOf(of: Message): readonly string[] {
  const [kind, ...others] = Object.keys(of.value).filter((one) => of.value[one] !== undefined);
  if (others.length > 0) return refuse(of, 'exactly one way to match is expected here');
  switch (kind) {
    case 'exact':
      return [literally(text(of, kind))];
    case 'prefix':
      return [`${literally(text(of, kind))}.*`];
    case 'suffix':
      return [`.*${literally(text(of, kind))}`];
    case 'safe_regex':
      return alternatives(regex(needed(of, kind)));
    default:
      return refuse(of, `what \`${kind}\` matches is not known here`);
  }
}

/** `(?s)` before it or around it: `.` is any character, as everywhere. */
function alternatives(value: string): readonly string[] {
  if (value === '(?s).*') return ['.*'];
  if (value.startsWith('(?s:') && value.endsWith(')')) return [value.slice('(?s:'.length, -1)];
  return [...new Set(sidesOf(value))].sort(compareStrings);
}
