import type { PathMatch } from '../../../model/match.ts';
import type { Refuse } from './refusal.ts';
import { literal } from './value.ts';

/** The values of `paths` that together mean one match. */
export function lowerPath(match: PathMatch, refuse: Refuse): readonly string[] {
  const { kind, value } = match;
  switch (kind) {
    case 'exact':
      return [plain(value, refuse)];
    case 'prefix':
      // By segment: the path itself, and what lies below it.
      return value.endsWith('/') ? [`${braceless(value, refuse)}*`] : [plain(value, refuse), `${value}/*`];
    case 'suffix':
      if (value === '') literal(value, 'path suffix', refuse);
      return [`*${braceless(value, refuse)}`];
    case 'template':
      return [lowerTemplate(value, refuse)];
    case 'regex':
      refuse('MW3204', `the path \`${value}\` is a regular expression, which Istio does not take in a rule`, {
        help: 'use exact paths, prefixes, suffixes, or templates such as `/users/{*}`',
      });
      return [value];
  }
}

function plain(value: string, refuse: Refuse): string {
  return braceless(literal(value, 'path', refuse), refuse);
}

/** Braces make a template of a path, or an invalid one. */
function braceless(value: string, refuse: Refuse): string {
  if (/[{}]/.test(value)) {
    refuse('MW3203', `the path \`${value}\` would be a template to Istio, not the path: it holds a brace`);
  }
  return value;
}

/**
 * A template whose only operator is a last `{**}` is a prefix, and a prefix has no limits on characters. Others go to Envoy's
 * matcher of templates, which has.
 */
function lowerTemplate(value: string, refuse: Refuse): string {
  const rest = value.endsWith('/{**}') ? value.slice(0, -'{**}'.length) : undefined;
  if (rest !== undefined && !/[{}]/.test(rest)) return `${rest}*`;
  if (TEMPLATE.test(value)) return value;
  const odd = value
    .slice(1)
    .replace(/\/$/, '')
    .split('/')
    .find((segment, at, all) => !isSegment(segment, at, all));
  if (odd !== undefined) {
    refuse('MW3204', `the template \`${value}\` cannot be written for Istio: its segment \`${odd}\` is not allowed`, {
      help: "`{*}` stands for one whole segment, `{**}` for the rest, at the end; others are letters, digits and `-._~%!$&'()+,;:@=`",
    });
  }
  return value;
}

/** What nearly every template is; of another it is said which segment is wrong. */
const TEMPLATE =
  /^(?:\/(?:\{\*\}|[a-zA-Z0-9\-._~%!$&'()+,;:@=]+))*(?:\/(?:\{\*{1,2}\}|[a-zA-Z0-9\-._~%!$&'()+,;:@=]+))\/?$/;

const LITERAL_SEGMENT = /^[a-zA-Z0-9\-._~%!$&'()+,;:@=]+$/;

function isSegment(segment: string, at: number, all: readonly string[]): boolean {
  if (segment === '{**}') return at === all.length - 1;
  return segment === '{*}' || LITERAL_SEGMENT.test(segment);
}
