import { type Position, printPosition } from '../../base/span.ts';
import type { Diagnostic, Severity } from '../diagnostic.ts';
import { type Findings, inOrder, type Located, type Sources } from './located.ts';
import type { Paint, Style } from './paint.ts';
import type { Frame } from './place.ts';
import { visible } from './visible.ts';

const STYLES = { error: 'red', warning: 'yellow', note: 'blue' } as const satisfies Record<Severity, Style>;
/** A helper called from a helper called from a loop: the innermost callers say enough. */
const CALLERS = 3;

/** Every finding with the source it points at, for people; empty without findings. */
export function renderText({ located, sources }: Findings, paint: Paint, frame: Frame): string {
  return inOrder(located)
    .map((one) => `${renderOne(one, sources, paint, frame).join('\n')}\n`)
    .join('\n');
}

function renderOne({ diagnostic, range, related }: Located, sources: Sources, paint: Paint, frame: Frame): string[] {
  const style = STYLES[diagnostic.severity];
  const pointer = range && { range, style, ...(diagnostic.label !== undefined && { label: diagnostic.label }) };
  return [
    headline(diagnostic, paint),
    ...(pointer ? frame(pointer, sources, paint) : []),
    ...callers(diagnostic, paint),
    ...related.flatMap(({ range, note }) => frame({ range, label: note, style: 'blue' }, sources, paint)),
    ...remarks(diagnostic, paint),
  ];
}

function headline({ severity, code, message }: Diagnostic, paint: Paint): string {
  return `${paint([STYLES[severity], 'bold'], `${severity} ${code}`)}${paint('bold', `: ${visible(message)}`)}`;
}

function callers({ span }: Diagnostic, paint: Paint): string[] {
  const from: readonly Position[] = span?.calledFrom ?? [];
  const shown = from.slice(0, CALLERS).map((at) => `  called from ${paint('cyan', visible(printPosition(at)))}`);
  return from.length > CALLERS ? [...shown, paint('dim', `  and ${from.length - CALLERS} more calls`)] : shown;
}

function remarks({ note, help, targets }: Diagnostic, paint: Paint): string[] {
  return [
    ...(note === undefined ? [] : [`  ${paint('dim', 'note:')} ${visible(note)}`]),
    ...(targets === undefined ? [] : [`  ${paint('dim', 'in:')} ${targets.map(visible).join(', ')}`]),
    ...(help === undefined ? [] : [`  ${paint('green', 'help:')} ${visible(help)}`]),
  ];
}
