import type { StringMatch } from '../../../model/match.ts';
import { flag, type Message, needed, only, refuse, text } from './message.ts';

/** Texts of some kinds come in any case, and some may hold several lines. */
export interface Texts {
  readonly anyCase?: boolean;
  readonly lines?: boolean;
}

/** An `envoy.type.matcher.v3.StringMatcher`. */
export function stringMatch(of: Message, { anyCase = false, lines = false }: Texts = {}): StringMatch {
  only(of, 'exact', 'prefix', 'suffix', 'safe_regex', 'ignore_case');
  const kinds = (['exact', 'prefix', 'suffix', 'safe_regex'] as const).filter((one) => of.value[one] !== undefined);
  const [kind] = kinds;
  if (kind === undefined || kinds.length > 1) return refuse(of, 'exactly one way to match is expected here');
  if (kind === 'safe_regex')
    return anyCase ? refuse(of, 'a regular expression that depends on case') : regex(of, lines);
  if (flag(of, 'ignore_case') !== anyCase)
    return refuse(of, anyCase ? 'without `ignore_case` this depends on case' : '`ignore_case` is not known here');
  const value = text(of, kind);
  return { kind, value: anyCase ? value.toLowerCase() : value };
}

/** Envoy matches the whole of a value; its `.` is no end of a line unless a flag says so. */
function regex(of: Message, lines: boolean): StringMatch {
  const { at } = only(needed(of, 'safe_regex'), 'regex', 'google_re2');
  const value = text(needed(of, 'safe_regex'), 'regex');
  const bare = value.startsWith('(?s)') ? value.slice('(?s)'.length) : grouped(value);
  if (bare === undefined && lines && value.includes('.')) return refuse({ at }, '`.` that is no end of a line');
  const rest = bare ?? value;
  if (/\(\?[^:]/.test(rest)) return refuse({ at }, 'flags of a regular expression are not known here');
  if (rest === '.+' && bare !== undefined) return { kind: 'present' };
  return rest === '.*' ? { kind: 'prefix', value: '' } : { kind: 'regex', value: rest };
}

/** What is within `(?s:…)`, if that is all there is. */
function grouped(value: string): string | undefined {
  if (!value.startsWith('(?s:') || !value.endsWith(')')) return undefined;
  const rest = value.slice('(?s:'.length, -1);
  return closes(rest) ? rest : undefined;
}

/** Whether each bracket of an expression is closed within it, and none that was opened before. */
function closes(value: string): boolean {
  let depth = 0;
  for (const bracket of value.replace(/\\.|\[\^?\]?(?:\\.|[^\]])*\]/gs, '')) {
    if (bracket === '(') depth += 1;
    if (bracket === ')') depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}
