import wrapAnsi from 'wrap-ansi';

/** Narrower than this, wrapped text is harder to read than cut text. */
const NARROWEST = 40;

/** Lines longer than the terminal go on below, under their own text; frames are cut by their own rule. */
export function wrapLines(lines: readonly string[], width: number | undefined): string {
  if (width === undefined) return lines.map((line) => `${line}\n`).join('');
  const columns = Math.max(width, NARROWEST);
  return lines.map((line) => `${wrapped(line, columns)}\n`).join('');
}

function wrapped(line: string, columns: number): string {
  if (/[│┌]/.test(line)) return line;
  const indent = /^ */.exec(line)?.[0].length ?? 0;
  const [first = '', ...rest] = wrapAnsi(line.slice(indent), columns - indent - 2, { hard: true }).split('\n');
  return [' '.repeat(indent) + first, ...rest.map((more) => `${' '.repeat(indent + 2)}${more.trimStart()}`)].join('\n');
}
