import { groupBy } from '../../../base/order.ts';
import type { HttpMatchSpec, StringMatchSpec } from '../../../manifest/kinds/istio-networking.ts';
import type { HeaderMatch, PathMatch, StringMatch } from '../../../model/match.ts';
import type { HttpMatch } from '../../../model/route.ts';
import { matchesEmpty, quoted, valueRegex } from '../../re2.ts';
import type { RefuseRoute } from './refusal.ts';
import { anyOf, suffixRegex, templateRegex } from './regex.ts';

/** One way in which a path can match, and whether what matched is followed by more: rewrites differ there. */
export interface PathSpec {
  readonly uri?: StringMatchSpec;
  readonly shape: 'whole' | 'below' | 'none';
}

/** A prefix goes by segment: the path itself, and what is below it. */
export function lowerPath(path: PathMatch | undefined): readonly PathSpec[] {
  if (!path) return [{ shape: 'none' }];
  const { kind, value } = path;
  switch (kind) {
    case 'exact':
      return [{ uri: { exact: value }, shape: 'whole' }];
    case 'prefix':
      if (value.endsWith('/')) return [{ uri: { prefix: value }, shape: 'below' }];
      return [
        { uri: { exact: value }, shape: 'whole' },
        { uri: { prefix: `${value}/` }, shape: 'below' },
      ];
    case 'suffix':
      return [{ uri: { regex: suffixRegex(path) }, shape: 'whole' }];
    case 'template':
      return [{ uri: { regex: templateRegex(value) }, shape: 'whole' }];
    case 'regex':
      return [{ uri: { regex: value }, shape: 'whole' }];
  }
}

/** All but the path. */
export function lowerConditions(match: HttpMatch, refuse: RefuseRoute): HttpMatchSpec {
  const { methods, headers, query } = match;
  return {
    ...(methods && { method: methodMatch(methods) }),
    ...(headers.length > 0 && lowerHeaders(headers, refuse)),
    ...(query.length > 0 && {
      queryParams: Object.fromEntries(query.map((each) => [each.name, lowerValues([each.match])])),
    }),
  };
}

function methodMatch(methods: readonly string[]): StringMatchSpec {
  return methods.length === 1 ? { exact: methods[0]! } : { regex: anyOf(methods.map(quoted)) };
}

/** Istio has one entry for each header name, so what is said of one header must go into one expression. */
function lowerHeaders(headers: readonly HeaderMatch[], refuse: RefuseRoute): HttpMatchSpec {
  const wanted = groupBy(
    headers.filter(({ negated }) => !negated),
    ({ name }) => name,
  );
  const unwanted = groupBy(
    headers.filter(({ negated }) => negated),
    ({ name }) => name,
  );
  const positive = [...wanted].map(([name, matches]) => [name, lowerWanted(name, matches, refuse)]);
  const negative = [...unwanted].map(([name, matches]) => [name, lowerUnwanted(name, matches, refuse)]);
  return {
    ...(positive.length > 0 && { headers: Object.fromEntries(positive) }),
    ...(negative.length > 0 && { withoutHeaders: Object.fromEntries(negative) }),
  };
}

function lowerWanted(name: string, matches: readonly HeaderMatch[], refuse: RefuseRoute): StringMatchSpec {
  // Presence adds nothing to what is said beside it.
  const telling = matches.filter(({ values }) => !values.some(({ kind }) => kind === 'present'));
  if (telling.length > 1) {
    refuse('MW3216', `Istio takes one condition on header \`${name}\` in a match, and here are ${telling.length}`);
  }
  return telling[0] ? lowerValues(telling[0].values) : {};
}

/**
 * None of the values of all the conditions. Istio treats an absent header as an empty one here, so a value that is empty
 * would refuse the requests without the header.
 */
function lowerUnwanted(name: string, matches: readonly HeaderMatch[], refuse: RefuseRoute): StringMatchSpec {
  const values = matches.flatMap((match) => match.values);
  if (values.some(({ kind }) => kind === 'present')) return {};
  const empty = values.find((value) => matchesEmpty(valueRegex(value)) !== false);
  if (empty && 'value' in empty) {
    refuse(
      'MW3216',
      `without \`${empty.value}\` in header \`${name}\`, Istio would not match requests that lack the header`,
      'exclude values that cannot be empty',
    );
  }
  return lowerValues(values);
}

/** Any of the values. An empty match asks for presence. */
function lowerValues(values: readonly StringMatch[]): StringMatchSpec {
  if (values.some(({ kind }) => kind === 'present')) return {};
  const [only] = values;
  if (values.length === 1 && only!.kind === 'exact') return { exact: only!.value };
  if (values.length === 1 && only!.kind === 'prefix' && only!.value !== '') return { prefix: only!.value };
  return { regex: anyOf(values.map(valueRegex)) };
}
