import { groupBy } from '../../base/order.ts';
import type { Range } from '../../base/span.ts';
import type { Diagnostic, Severity } from '../diagnostic.ts';
import { type Findings, inOrder, type Located } from './located.ts';
import { visible } from './visible.ts';

/**
 * Workflow commands of GitHub Actions: an annotation on the line of the pull request. Text is escaped as the runner
 * unescapes it, so that no policy can smuggle in a command of its own.
 */
export function renderGithub({ located }: Findings): string {
  const all = inOrder(located);
  const ofKind = groupBy(all, ({ diagnostic }) => diagnostic.severity);
  return all.map((one) => `${cutBefore(one, ofKind)}${annotation(one)}`).join('');
}

/** Of each kind GitHub shows as many annotations of a step, and drops the others without a word. */
const SHOWN = 10;

/** The last annotation that is shown says that there are more, and those stand in the log. */
function cutBefore(one: Located, ofKind: ReadonlyMap<Severity, readonly Located[]>): string {
  const { severity } = one.diagnostic;
  const alike = ofKind.get(severity) ?? [];
  if (alike.length <= SHOWN || alike[SHOWN - 1] !== one) return '';
  const left = alike.length - SHOWN + 1;
  return `::${COMMANDS[severity]} title=meshwright::${left} more: GitHub shows ${SHOWN} of a kind, the log of this step has all\n`;
}

const COMMANDS = { error: 'error', warning: 'warning', note: 'notice' } as const satisfies Record<Severity, string>;

function annotation({ diagnostic, range }: Located): string {
  const properties = { ...(range && place(range)), title: diagnostic.code };
  const printed = Object.entries(properties).map(([key, value]) => `${key}=${property(String(value))}`);
  return `::${COMMANDS[diagnostic.severity]} ${printed.join(',')}::${data(body(diagnostic))}\n`;
}

/** GitHub refuses an end column when the end is on another line. */
function place({ file, line, column, endLine, endColumn }: Range): Record<string, string | number> {
  const start = { file, line, endLine };
  return line === endLine ? { ...start, col: column, endColumn: Math.max(column, endColumn - 1) } : start;
}

function body({ message, label, note, help, targets }: Diagnostic): string {
  return [
    message,
    label,
    note,
    help === undefined ? undefined : `help: ${help}`,
    targets === undefined ? undefined : `in: ${targets.join(', ')}`,
  ]
    .filter((line) => line !== undefined)
    .map(visible)
    .join('\n');
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(visible(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
