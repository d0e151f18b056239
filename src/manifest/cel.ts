import { isIP } from 'node:net';
import { Environment } from '@marcbachmann/cel-js';
import { goDuration, goRequestUri, re2 } from './cel-go.ts';

/** A CEL rule made ready: whether it holds for a value. A rule that fails to evaluate does not hold, as in the API server. */
export type Rule = (self: unknown) => boolean;

/** CEL as CRDs may use it. Functions that the library has with other rules than Go's go by names of our own. */
const environment = new Environment({ homogeneousAggregateLiterals: false })
  .registerVariable('self', 'dyn')
  .registerFunction('goDuration(string): int', goDuration)
  .registerFunction('string.re2(string): bool', (text: string, pattern: string) => re2(pattern).test(text))
  .registerFunction('isIP(string): bool', (text: string) => isIP(text) !== 0 && !text.includes('%'))
  .registerFunction('isURL(string): bool', (text: string) => goRequestUri(text) !== undefined)
  .registerFunction('url(string): map', url)
  .registerFunction('map.getScheme(): string', ({ scheme }: { scheme: string }) => scheme);

function url(text: string): { scheme: string } {
  const parsed = goRequestUri(text);
  if (parsed === undefined) throw new Error(`not a URL: ${text}`);
  return parsed;
}

const HAS_OF_ELEMENT = /\bhas\((\w+(?:\.\w+|\[\d+\])*\[\d+\](?:\.\w+)*)\.(\w+)\)/g;

/** Says a rule in the words of our environment; `has` of the library does not take a list element (`has(a[0].b)`). */
function portable(rule: string): string {
  return rule
    .replaceAll(HAS_OF_ELEMENT, "('$2' in $1)")
    .replaceAll(/\bduration\(/g, 'goDuration(')
    .replaceAll('.matches(', '.re2(');
}

const rules = new Map<string, Rule>();

/** Parses a rule when it is first met; the same text stands at many places. */
export function celRule(text: string): Rule {
  const known = rules.get(text) ?? parse(text);
  rules.set(text, known);
  return known;
}

/** The rule that most manifests meet most often, once for each label of a selector: it needs no evaluator. */
const LACKS = /^!self\.contains\("([^"\\]+)"\)$/;

function parse(text: string): Rule {
  const [, part] = LACKS.exec(text) ?? [];
  if (part !== undefined) return (self) => typeof self === 'string' && !self.includes(part);
  const evaluate = environment.parse(portable(text));
  return (self) => {
    try {
      return evaluate({ self }) === true;
    } catch {
      return false;
    }
  };
}
