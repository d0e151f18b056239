import { groupBy } from '../base/order.ts';
import { comparePositions, type Position } from '../base/span.ts';
import { didYouMean } from '../base/suggest.ts';
import { CATALOGUE, type Code } from '../diag/catalogue.ts';
import { type Diagnostic, error, isError, warning } from '../diag/diagnostic.ts';

/**
 * A finding is silenced where it stands, with a reason:
 *
 *     // meshwright-ignore-next-line MW3107: the status page is public
 */
export const MARK = 'meshwright-ignore-next-line';
const COMMENT = /(?:\/\/|\/\*|^\s*\*)\s*meshwright-ignore-next-line\b([^\r\n]*)/;
const SAID = /^\s*(?<code>[A-Za-z0-9]+(?:\s*,\s*[A-Za-z0-9]+)*)?\s*(?::\s*(?<reason>.*?))?\s*(?:\*\/.*)?$/;

export interface Silenced {
  readonly diagnostic: Diagnostic;
  readonly reason: string;
}

export interface Silencing {
  readonly kept: readonly Diagnostic[];
  readonly silenced: readonly Silenced[];
}

/** A comment that silences one code on the line that follows. */
interface Silence extends Position {
  readonly code: string;
  readonly reason: string;
  /** The line that it speaks of: the next that is neither empty nor a comment. */
  readonly about: number;
}

export interface PolicyFiles {
  /** Every policy file, so that a silence without a finding is found too. */
  readonly files: Iterable<string>;
  readonly text: (file: string) => string | undefined;
  /** Whether all that could be found was looked for; otherwise no silence is said to be idle. */
  readonly complete: boolean;
  /** Further lines that a finding stands on: that of its exact place, and the first of its statement. */
  readonly linesOf?: (diagnostic: Diagnostic) => readonly number[];
}

/** Takes out the warnings that a comment silences, and adds what is wrong with the comments themselves. */
export function applySilences(diagnostics: readonly Diagnostic[], policies: PolicyFiles): Silencing {
  const found = [...policies.files].flatMap((file) => silencesIn(file, policies.text(file) ?? ''));
  if (found.length === 0) return { kept: diagnostics, silenced: [] };
  const bad = new Map(found.flatMap((silence) => problemOf(silence)));
  const usable = found.filter((silence) => !bad.has(silence));
  const byLine = groupBy(usable, ({ file, about }) => `${file}:${about}`);
  const silenced: Silenced[] = [];
  const kept: Diagnostic[] = [];
  const used = new Map<Silence, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const silence = silenceOf(diagnostic, byLine, policies);
    if (silence) used.set(silence, [...(used.get(silence) ?? []), diagnostic]);
    if (silence && !isError(diagnostic)) silenced.push({ diagnostic, reason: silence.reason });
    else kept.push(diagnostic);
  }
  const complaints = usable.flatMap((silence) => complaint(silence, used.get(silence), policies.complete));
  return { kept: [...kept, ...[...bad.values(), ...complaints].sort(bySpan)], silenced };
}

function bySpan(a: Diagnostic, b: Diagnostic): number {
  return a.span && b.span ? comparePositions(a.span, b.span) : 0;
}

/** The silence for a finding: above the line of its call, of its exact place, or of an outer call that led to it. */
function silenceOf(
  diagnostic: Diagnostic,
  byLine: ReadonlyMap<string, readonly Silence[]>,
  { linesOf }: PolicyFiles,
): Silence | undefined {
  const { span, code } = diagnostic;
  if (span === undefined) return undefined;
  const exact = (linesOf?.(diagnostic) ?? []).map((line) => ({ file: span.file, line }));
  return [...exact, span, ...(span.calledFrom ?? [])]
    .flatMap(({ file, line }) => byLine.get(`${file}:${line}`) ?? [])
    .find((silence) => silence.code === code);
}

function silencesIn(file: string, text: string): Silence[] {
  if (!text.includes(MARK)) return [];
  const lines = text.split('\n');
  return lines.flatMap((line, index) => silencesOn(file, line, index + 1, lines));
}

function silencesOn(file: string, text: string, line: number, lines: readonly string[]): Silence[] {
  const comment = COMMENT.exec(text);
  if (comment === null) return [];
  const { code = '', reason = '' } = SAID.exec(comment[1] ?? '')?.groups ?? {};
  const codes = code === '' ? [''] : code.split(',').map((one) => one.trim());
  const about = nextCode(lines, line);
  return codes.map((one) => ({ file, line, column: comment.index + 1, code: one, reason, about }));
}

/** The number of the next line that holds code. Several comments may stand above one line. */
function nextCode(lines: readonly string[], line: number): number {
  for (let index = line; index < lines.length; index++) {
    if (!/^\s*($|\/\/|\/\*|\*)/.test(lines[index] ?? '')) return index + 1;
  }
  return line + 1;
}

/** What is wrong with a silence itself, whatever is found. */
function problemOf(silence: Silence): [Silence, Diagnostic][] {
  const { code, reason, file, line, column } = silence;
  const span = { file, line, column };
  if (!Object.hasOwn(CATALOGUE, code)) {
    const message = code === '' ? 'this silence names no code' : `unknown code \`${code}\``;
    const help = (code && didYouMean(code, Object.keys(CATALOGUE))) || `write \`// ${MARK} MW2010: why\``;
    return [[silence, error('MW1904', message, { span, help })]];
  }
  if (reason !== '') return [];
  const help = `write why: \`// ${MARK} ${code}: …\``;
  return [[silence, error('MW1902', `this silence of \`${code}\` gives no reason`, { span, help })]];
}

/** What is wrong with a silence in view of what it met. */
function complaint(
  { code, file, line, column }: Silence,
  met: readonly Diagnostic[] | undefined,
  complete: boolean,
): Diagnostic[] {
  const span = { file, line, column };
  const failure = met?.find(isError);
  if (failure?.span) {
    const related = [{ span: failure.span, note: 'the error' }];
    return [error('MW1901', `\`${code}\` is an error here, and errors cannot be silenced`, { span, related })];
  }
  if (met !== undefined || !complete) return [];
  const what = CATALOGUE[code as Code].title;
  return [
    warning('MW1903', `nothing to silence: the next line has no \`${code}\``, {
      span,
      note: `${code} is: ${what}`,
      help: 'remove the comment, or move it above the line of the finding',
    }),
  ];
}
