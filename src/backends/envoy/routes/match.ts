import type { JsonObject } from '../../../base/json.ts';
import { groupBy } from '../../../base/order.ts';
import type { HeaderMatch, PathMatch, StringMatch } from '../../../model/match.ts';
import type { HttpMatch } from '../../../model/route.ts';
import { matchesEmpty, quoted, valueRegex } from '../../re2.ts';
import { stringMatcher as matcher } from '../authorization/strings.ts';

/** One way in which a path can match, and how much of it what matched is: rewrites differ there. */
export interface PathWay {
  readonly path: JsonObject;
  readonly matched: 'whole' | 'beginning' | 'anything';
}

/** `rewritten`: a prefix and what is below it have to be told apart. */
export function pathWays(path: PathMatch | undefined, rewritten: boolean): readonly PathWay[] {
  if (!path) return [{ path: { prefix: '/' }, matched: 'beginning' }];
  const { kind, value } = path;
  switch (kind) {
    case 'exact':
      return [{ path: { path: value }, matched: 'whole' }];
    case 'prefix':
      if (value.endsWith('/')) return [{ path: { prefix: value }, matched: 'beginning' }];
      if (!rewritten) return [{ path: { path_separated_prefix: value }, matched: 'beginning' }];
      return [
        { path: { path: value }, matched: 'whole' },
        { path: { prefix: `${value}/` }, matched: 'beginning' },
      ];
    case 'suffix':
      return [{ path: regexPath(`.*${quoted(value)}`), matched: 'anything' }];
    case 'template':
      return [{ path: regexPath(templateRegex(value)), matched: 'anything' }];
    case 'regex':
      return [{ path: regexPath(value), matched: 'anything' }];
  }
}

function regexPath(regex: string): JsonObject {
  return { safe_regex: { regex } };
}

/** `{*}` one non-empty segment, `{**}` any rest. */
function templateRegex(template: string): string {
  return template
    .split(/(\{\*\*?\})/)
    .map((part) => (part === '{*}' ? '[^/]+' : part === '{**}' ? '.*' : quoted(part)))
    .join('');
}

/** All but the path: fields of a RouteMatch. */
export function conditions(
  { methods, headers, query }: HttpMatch,
  refuse: (name: string, value: string) => void,
): JsonObject {
  const matchers = [
    ...(methods
      ? [{ name: ':method', string_match: anyValue(methods.map((value) => ({ kind: 'exact', value }))) }]
      : []),
    ...headers.filter(({ negated }) => !negated).map(wanted),
    ...unwanted(
      headers.filter(({ negated }) => negated),
      refuse,
    ),
  ];
  return {
    ...(matchers.length > 0 && { headers: matchers }),
    ...(query.length > 0 && {
      query_parameters: query.map(({ name, match }) =>
        match.kind === 'present' ? { name, present_match: true } : { name, string_match: anyValue([match]) },
      ),
    }),
  };
}

function wanted({ name, values }: HeaderMatch): JsonObject {
  if (values.some(({ kind }) => kind === 'present')) return { name, present_match: true };
  return { name, string_match: anyValue(values) };
}

/**
 * None of the values of all the conditions on a header. A header that is not there is none of them: Envoy is told to take it for an empty
 * one, so a value that is empty would be another thing.
 */
function unwanted(
  headers: readonly HeaderMatch[],
  refuse: (name: string, value: string) => void,
): readonly JsonObject[] {
  return [...groupBy(headers, ({ name }) => name)].map(([name, all]) => {
    const values = all.flatMap((one) => one.values);
    if (values.some(({ kind }) => kind === 'present')) return { name, present_match: true, invert_match: true };
    const empty = values.find((value) => matchesEmpty(valueRegex(value)) !== false);
    if (empty && 'value' in empty) refuse(name, empty.value);
    return { name, string_match: anyValue(values), invert_match: true, treat_missing_header_as_empty: true };
  });
}

/** Any of the values, as one matcher. */
function anyValue(values: readonly StringMatch[]): JsonObject {
  const [only, ...more] = values;
  if (only && more.length === 0) return matcher(only);
  return { safe_regex: { regex: values.map((value) => `(?:${valueRegex(value)})`).join('|') } };
}
