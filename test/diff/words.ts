import type { AccessDiff, AccessRow, Cause, Change, Risk } from '../../src/analysis/diff/change.ts';

/** A difference as a reviewer would read it: plain lines, the same whatever a view makes of it. */
export function words({ targets, access, changes, undecided }: AccessDiff): string {
  const where = (some: readonly string[]) => (some.length === targets.length ? [] : [`    only in ${some.join(', ')}`]);
  const lines = [
    ...access.flatMap((row) => [...rowLines(row), ...where(row.targets)]),
    ...changes.flatMap((change) => [...changeLines(change), ...where(change.targets)]),
    ...undecided.flatMap((one) => [`? ${one.destination.name}:${one.destination.port}`, ...where(one.targets)]),
  ];
  return lines.length === 0 ? 'no access change\n' : `${lines.join('\n')}\n`;
}

function rowLines({ effect, callers, requests, conditions, destinations, example, causes, risk }: AccessRow) {
  const who = callers.map(({ name }) => name).join(', ');
  const what = requests.length === 0 ? 'anything' : requests.join(' | ');
  const when = conditions.length === 0 ? '' : `, ${conditions.join(', ')}`;
  const to = destinations.map(({ name, port }) => `${name}:${port}`).join(', ');
  return [
    `${effect === 'allowed' ? '+' : '-'} ${who}: ${what}${when} → ${to}`,
    `    such as ${example.text}`,
    ...causes.map(causeLine),
    ...riskLines(risk),
  ];
}

function changeLines({ kind, what, subject, text, causes, risk }: Change) {
  const mark = { added: '+', removed: '-', changed: '~' }[what];
  return [`${mark} ${kind} ${subject}: ${text}`, ...causes.map(causeLine), ...riskLines(risk)];
}

function causeLine({ side, span, manifest, change }: Cause) {
  const place = span ? `${span.file.split('/').at(-1)}:${span.line}` : manifest;
  return `    ${change} ${side} ${place}`;
}

function riskLines({ level, reasons }: Risk) {
  return level === 'none' && reasons.length === 0 ? [] : [`    risk ${[level, ...reasons].join(', ')}`];
}
