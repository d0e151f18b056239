import { type AcceptedIssuer, atom, type Formula, not, onToken, or } from '../../../access/formula.ts';
import { canonicalJson } from '../../../base/json.ts';
import type { StringMatch } from '../../../model/match.ts';
import { choice, flag, list, type Message, needed, only, refuse, text } from './message.ts';
import { stringMatch } from './strings.ts';

const JWT = 'envoy.filters.http.jwt_authn';

/** An `envoy.type.matcher.v3.MetadataMatcher`, of what the filter that validates tokens found in an accepted one. */
export function claim(of: Message, issuers: readonly AcceptedIssuer[]): Formula {
  only(of, 'filter', 'path', 'value', 'invert');
  if (text(of, 'filter') !== JWT)
    return refuse(of, `what \`${text(of, 'filter')}\` says of a request is not known here`);
  const [payload, ...names] = list(of, 'path').map((one) => text(only(one, 'key'), 'key'));
  if (payload !== 'payload' || names.length === 0) return refuse(of, 'this is no claim of a token');
  const value = needed(of, 'value');
  const held = onToken(issuers, or(...matches(value, names).map((match) => onClaim(names, match))));
  return flag(of, 'invert') ? not(held) : held;
}

const STANDARD = { iss: 'jwt-issuer', sub: 'jwt-subject', aud: 'jwt-audience', azp: 'jwt-presenter' } as const;

function onClaim(path: readonly string[], match: StringMatch): Formula {
  const standard = path.length === 1 ? STANDARD[path[0] as keyof typeof STANDARD] : undefined;
  return atom(standard ? { on: standard, match } : { on: 'jwt-claim', path, match });
}

/** These are texts in every token; others may be lists, and a matcher for the one never fits the other. */
const NEVER_LISTS: ReadonlySet<string> = new Set(['iss', 'sub', 'azp']);

function matches(value: Message, path: readonly string[]): readonly StringMatch[] {
  const found = split(value);
  const alone = found.filter(({ inList }) => !inList).map(({ match }) => match);
  const listed = found.filter(({ inList }) => inList).map(({ match }) => match);
  if (path.length === 1 && NEVER_LISTS.has(path[0]!)) return alone;
  const same = (one: readonly StringMatch[]) => canonicalJson(one.map(canonicalJson).sort());
  return same(alone) === same(listed) ? alone : refuse(value, 'of a claim and of a list of it, not the same is asked');
}

interface Found {
  readonly inList: boolean;
  readonly match: StringMatch;
}

function split(value: Message, inList = false): readonly Found[] {
  switch (choice(value)) {
    case 'string_match':
      return [{ inList, match: stringMatch(needed(value, 'string_match'), { lines: true }) }];
    case 'or_match':
      return list(only(needed(value, 'or_match'), 'value_matchers'), 'value_matchers').flatMap((one) =>
        split(one, inList),
      );
    case 'list_match':
      return inList
        ? refuse(value, 'lists of lists are not known here')
        : split(needed(only(needed(value, 'list_match'), 'one_of'), 'one_of'), true);
    default:
      return refuse(value, `what \`${choice(value)}\` matches is not known here`);
  }
}
