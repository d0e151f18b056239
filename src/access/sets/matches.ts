import type { PathMatch, StringMatch } from '../../model/match.ts';
import { ANYTHING, literal, type Pattern, repeat, sequence } from './language/pattern.ts';
import { type Switches, unite } from './switches.ts';
import type { Text, TextAlgebra } from './texts.ts';

/** Whether an empty value is one that is present. */
export type Presence = 'even empty' | 'not empty';

/** The strings that a condition on a value holds for. */
export function textOf(match: StringMatch, texts: TextAlgebra, presence: Presence = 'not empty'): Text {
  switch (match.kind) {
    case 'exact':
      return texts.only([match.value]);
    case 'prefix':
      return texts.prefix(match.value);
    case 'suffix':
      return texts.suffix(match.value);
    case 'regex':
      return texts.regex(match.value);
    case 'present':
      return presence === 'even empty' ? texts.all : texts.complement(texts.only(['']));
  }
}

/** Paths: prefixes of these go by segment, and there are templates. */
export function pathOf(match: PathMatch | StringMatch, texts: TextAlgebra): Text {
  if (match.kind === 'template') return texts.pattern(`{${match.value}`, () => templatePattern(match.value));
  if (match.kind !== 'prefix') return textOf(match, texts);
  return match.value.endsWith('/') ? texts.prefix(match.value) : texts.prefix(match.value, 'nothing or a segment');
}

/** What Envoy takes for a segment of a template: not any letters but `/`. */
const SEGMENT = repeat({ kind: 'set', set: segmentLetters() }, 1);
const SEGMENTS = repeat({ kind: 'set', set: unite(segmentLetters(), [47, 48]) }, 0);

function segmentLetters(): Switches<number> {
  const alone = Array.from("!$%&'()*+,-.:;=@_~", (letter) => letter.codePointAt(0)!);
  return alone.reduce<Switches<number>>((all, code) => unite(all, [code, code + 1]), [48, 58, 65, 91, 97, 123]);
}

/** `{*}` is one segment that is not empty, `{**}` any rest; beside a `{*}`, one of segments. */
function templatePattern(template: string): Pattern {
  const parts = template.split(/(\{\*\*?\})/);
  const rest = parts.includes('{*}') ? SEGMENTS : ANYTHING;
  return sequence(...parts.map((part) => (part === '{*}' ? SEGMENT : part === '{**}' ? rest : literal(part))));
}
