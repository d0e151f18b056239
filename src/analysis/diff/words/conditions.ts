import type { Atom, Formula } from '../../../access/formula.ts';
import { BEARER } from '../../../access/token-place.ts';
import { atomsOf as atomsIn } from '../../../access/vocabulary.ts';
import { isNonEmpty, type NonEmpty } from '../../../base/nonempty.ts';
import { groupBy } from '../../../base/order.ts';
import type { PathMatch, StringMatch } from '../../../model/match.ts';

/** Conditions in words: `header end-user is jason`, `from 10.0.0.0/8`. Those that hold together are told apart. */
export function conditionTexts(conditions: readonly Formula[]): readonly string[] {
  return withoutPlain([...new Set(together(conditions).flatMap((one) => texts(one, false)))]);
}

/** Values that one thing must not have, as one list. */
function together(conditions: readonly Formula[]): readonly Formula[] {
  const excluded = groupBy(
    conditions.flatMap((one) => (one.kind === 'not' && one.of.kind === 'atom' ? [one.of] : [])),
    ({ atom }) => subject(atom),
  );
  return conditions.flatMap((one): readonly Formula[] => {
    if (one.kind !== 'not' || one.of.kind !== 'atom') return [one];
    const alike = excluded.get(subject(one.of.atom))!;
    if (alike.length === 1) return [one];
    return alike[0] === one.of ? [{ kind: 'not', of: { kind: 'or', of: alike } }] : [];
  });
}

function texts(formula: Formula, negated: boolean): readonly string[] {
  switch (formula.kind) {
    case 'all':
    case 'none':
      return (formula.kind === 'all') === negated ? ['never'] : [];
    case 'not':
      return texts(formula.of, !negated);
    case 'atom':
      return [atomsText([formula.atom], negated)];
    case 'and':
    case 'or':
      return joinedTexts(formula, negated);
  }
}

function joinedTexts(formula: Extract<Formula, { kind: 'and' | 'or' }>, negated: boolean): readonly string[] {
  const refused = refusedText(formula, negated);
  if (refused) return [refused];
  const list = formula.kind === 'or' ? alike(formula.of) : undefined;
  if (list) return [atomsText(list, negated)];
  const joint = formula.kind === 'and' && !negated ? together(formula.of) : formula.of;
  const parts = joint.map((one) => texts(one, negated));
  return (formula.kind === 'and') === negated ? [alternatives(parts)] : withoutPlain(parts.flat());
}

/** That there is a token goes without saying where it is said whose it is. */
function withoutPlain(all: readonly string[]): readonly string[] {
  const told = (what: string) => all.some((one) => one.startsWith(`${what} of `));
  return all.filter((one) => !(one === TOKEN && told('token')) && !(one === NO_TOKEN && told('no token')));
}

/** What a proxy refuses, or lets by, for the issuers whose tokens it accepts. */
function refusedText({ kind, of }: Extract<Formula, { kind: 'and' | 'or' }>, negated: boolean): string | undefined {
  const [first, second] = of;
  const looked = kind === 'and' && first?.kind === 'atom' && first.atom.on === 'token' && first.atom.found;
  if (!looked || second === undefined) return undefined;
  const issuers = matchesOf([...atomsIn(second)].filter(({ on }) => on === 'jwt-issuer'));
  return `${negated ? 'no' : 'a'} token other than those of ${list([...new Set(issuers.map(valueText))])}`;
}

/** Conditions on one thing, of which some has to hold: a list of values. */
function alike(of: readonly Formula[]): NonEmpty<Atom> | undefined {
  const atoms = of.flatMap((one) => (one.kind === 'atom' ? [one.atom] : []));
  if (!isNonEmpty(atoms)) return undefined;
  const same = atoms.length === of.length && new Set(atoms.map(subject)).size === 1;
  return same ? atoms : undefined;
}

function alternatives(parts: readonly (readonly string[])[]): string {
  const distinct = withoutPlain([...new Set(parts.map((part) => part.join(' and ')))]);
  if (distinct.length === 1) return distinct[0]!;
  return distinct.map((part) => (part.includes(' and ') ? `(${part})` : part)).join(' or ');
}

function subject(atom: Atom): string {
  switch (atom.on) {
    case 'header':
      return `header ${atom.name.toLowerCase()}`;
    case 'jwt-claim':
      return `claim ${atom.path.join('.')}`;
    case 'jwt-audience':
      return 'audience';
    case 'jwt-subject':
      return 'subject';
    case 'jwt-presenter':
      return 'presenter';
    case 'jwt-issuer':
      return 'token of';
    case 'source-ip':
      return 'from';
    case 'remote-ip':
      return 'client';
    case 'destination-ip':
      return 'to';
    case 'sni':
      return 'server name';
    case 'external':
      return `authorizer ${atom.provider}`;
    case 'principal':
      return 'identity';
    default:
      return atom.on;
  }
}

/** One condition, or several on the same thing. */
function atomsText(atoms: readonly [Atom, ...Atom[]], negated: boolean): string {
  const [first] = atoms;
  const what = subject(first);
  const not = negated ? 'not ' : '';
  switch (first.on) {
    case 'external':
      return `${what} ${negated ? 'refuses' : 'agrees'}`;
    case 'source-ip':
    case 'remote-ip':
    case 'destination-ip':
      return `${not}${what} ${list(atoms.map((one) => ('cidr' in one ? one.cidr : '')))}`;
    case 'host':
      return `host ${not}${list(hosts(matchesOf(atoms)))}`;
    case 'sni':
      return `${what} ${not}${list(matchesOf(atoms).map(nameText))}`;
    case 'token':
      return tokenText(first, negated);
    case 'jwt-issuer':
      return `${negated ? 'no ' : ''}${what} ${list(matchesOf(atoms).map(valueText))}`;
    case 'port':
      return `port ${not}${list(atoms.map((one) => ('port' in one ? String(one.port) : '')))}`;
    case 'method':
      if (first.match.kind === 'present') return negated ? 'bytes, no requests' : 'requests';
      break;
    case 'jwt-audience':
      return `${what} is ${not}${list(audiences(matchesOf(atoms)))}`;
    default:
  }
  const matches = matchesOf(atoms);
  if (matches.some(({ kind }) => kind === 'present')) return negated ? `no ${what}` : `with ${what}`;
  return `${what} ${conditionsText(matches, negated)}`;
}

function tokenText({ places }: Extract<Atom, { on: 'token' }>, negated: boolean): string {
  const text = negated ? NO_TOKEN : TOKEN;
  return places.includes(BEARER) ? text : `${text} in ${list(places.map((one) => one.replace(/:$/, '')))}`;
}

const TOKEN = 'a token';
const NO_TOKEN = 'no token';

function matchesOf(atoms: readonly Atom[]): readonly (StringMatch | PathMatch)[] {
  return atoms.flatMap((one) => ('match' in one ? [one.match] : []));
}

/** `is jason`, `begins with a or b`, `is not x`. */
function conditionsText(matches: readonly (StringMatch | PathMatch)[], negated: boolean): string {
  const verbs = negated ? NOT : IS;
  const kinds = [...new Set(matches.map(({ kind }) => kind))];
  return kinds
    .map((kind) => `${verbs[kind]} ${list(matches.filter((one) => one.kind === kind).map(plain))}`)
    .join(negated ? ' and ' : ' or ');
}

type Kind = (StringMatch | PathMatch)['kind'];

const IS: Readonly<Record<Kind, string>> = {
  exact: 'is',
  prefix: 'begins with',
  suffix: 'ends in',
  regex: 'matches',
  template: 'is',
  present: 'is there',
};

const NOT: Readonly<Record<Kind, string>> = {
  exact: 'is not',
  prefix: 'does not begin with',
  suffix: 'does not end in',
  regex: 'does not match',
  template: 'is not',
  present: 'is not there',
};

function plain(match: StringMatch | PathMatch): string {
  return match.kind === 'present' ? '' : match.value === '' ? '(empty)' : match.value;
}

/** `a`, `a…`, `…a`. */
function valueText(match: StringMatch | PathMatch): string {
  switch (match.kind) {
    case 'present':
      return 'any';
    case 'prefix':
      return `${match.value}…`;
    case 'suffix':
      return `…${match.value}`;
    case 'regex':
      return `~${match.value}`;
    default:
      return plain(match);
  }
}

function nameText(match: StringMatch | PathMatch): string {
  return match.kind === 'suffix' && match.value.startsWith('.') ? `*${match.value}` : valueText(match);
}

/** A host with any port, or none, is the host; subdomains are told with a star. */
function hosts(matches: readonly (StringMatch | PathMatch)[]): readonly string[] {
  const exact = new Set(matches.flatMap((one) => (one.kind === 'exact' ? [one.value] : [])));
  const suffixes = matches.flatMap((one) => (one.kind === 'suffix' ? [one.value] : []));
  const told = matches.filter((one) => {
    if (one.kind === 'prefix') return !(one.value.endsWith(':') && exact.has(one.value.slice(0, -1)));
    return one.kind !== 'suffix' || !suffixes.some((other) => other !== one.value && one.value.startsWith(`${other}:`));
  });
  return [
    ...new Set(told.map((one) => (one.kind === 'prefix' && one.value.endsWith(':') ? `${one.value}*` : nameText(one)))),
  ];
}

/** Envoy compares whom a token is for without its scheme and last slash, so rules ask for all ways to write it. */
function audiences(matches: readonly (StringMatch | PathMatch)[]): readonly string[] {
  const told = matches.map(valueText);
  return [
    ...new Set(told.map((text) => (told.length > 1 ? text.replace(/^https?:\/\//, '').replace(/\/$/, '') : text))),
  ];
}

function list(values: readonly string[]): string {
  return values.join(' or ');
}
