/*
 * Where CEL in the API server leans on Go's library, what Go does decides: durations, regular expressions, URLs.
 */

const UNITS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};
const DURATION = /^[+-]?(?:0|(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/;
const TERM = /(\d*)\.?(\d*)(ns|us|µs|μs|ms|s|m|h)/g;

const durations = new Map<string, bigint>();

/** `time.ParseDuration`, in nanoseconds. A mesh has few distinct ones, used often. */
export function goDuration(text: string): bigint {
  const known = durations.get(text) ?? parseDuration(text);
  durations.set(text, known);
  return known;
}

function parseDuration(text: string): bigint {
  if (!DURATION.test(text)) throw new Error(`not a duration: ${text}`);
  let sum = 0n;
  for (const [, whole, fraction, unit] of text.matchAll(TERM)) {
    const size = UNITS[unit!]!;
    sum += BigInt(whole || '0') * size + (BigInt(fraction || '0') * size) / 10n ** BigInt(fraction!.length);
  }
  return text.startsWith('-') ? -sum : sum;
}

const regexes = new Map<string, RegExp>();

/** A regular expression in RE2's syntax, of which `(?i)` at the start is not JavaScript's. */
export function re2(pattern: string): RegExp {
  const known = regexes.get(pattern) ?? compile(pattern);
  regexes.set(pattern, known);
  return known;
}

function compile(pattern: string): RegExp {
  const [, anchor, rest] = /^(\^?)\(\?i\)(.*)$/s.exec(pattern) ?? [];
  return rest === undefined ? new RegExp(pattern) : new RegExp(`${anchor}${rest}`, 'i');
}

const SCHEME = /^([A-Za-z][A-Za-z0-9+.-]*):(.*)$/s;
const BAD_ESCAPE = /%(?![0-9A-Fa-f]{2})/;
const AUTHORITY = /^\/\/([^/?]*)/;
const HOST = /^(?:[^@]*@)?(?:\[[0-9A-Fa-f:.%]+\]|[^\s:[\]<>"\\^`{|}]*)(?::\d*)?$/;

/** `url.ParseRequestURI`: an absolute URI or an absolute path; undefined when it is neither. */
export function goRequestUri(text: string): { scheme: string } | undefined {
  if (text === '' || hasControlCharacter(text)) return undefined;
  const [, scheme = '', rest = text] = SCHEME.exec(text) ?? [];
  if (!rest.startsWith('/')) return scheme === '' ? undefined : { scheme: scheme.toLowerCase() };
  const [, authority = ''] = AUTHORITY.exec(rest) ?? [];
  const path = rest.split('?', 1)[0]!;
  return BAD_ESCAPE.test(path) || !HOST.test(authority) ? undefined : { scheme: scheme.toLowerCase() };
}

function hasControlCharacter(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x20 || code === 0x7f) return true;
  }
  return false;
}
