import type { Paint } from '../../../diag/render/paint.ts';
import { visible } from '../../../diag/render/visible.ts';
import type { RolloutReport, TargetRollout } from '../../rollout/report.ts';
import { counted } from '../words.ts';

/** The steps for people: what each does, and why it stands by itself. */
export function rolloutText(report: RolloutReport, paint: Paint): string {
  const { base, head, targets, notes, written } = report;
  const lines = [
    ...notes.map((note) => `${paint('yellow', '!')} ${visible(note)}`),
    ...targets.flatMap((one) => targetLines(one, paint)),
    '',
    paint('dim', `from ${visible(base)} to ${visible(head)}${written ? `; written to ${visible(written)}` : ''}`),
  ];
  return `${lines.join('\n')}\n`;
}

function targetLines({ target, rollout }: TargetRollout, paint: Paint): readonly string[] {
  const { steps, obstacle, objects, places } = rollout;
  const name = paint('bold', visible(target));
  if (obstacle) return [`${name}: ${paint('red', 'no safe order')}`];
  if (steps.length === 0) return [`${name}: ${paint('green', 'nothing to roll out')}`];
  const states = steps.reduce((sum, step) => sum + step.states, 0);
  const what = `${counted(objects, 'object')}, ${counted(places, 'service or gateway', 'services and gateways')}`;
  const how = steps.length === 1 ? 'safe in one step' : `safe in ${steps.length} steps`;
  const checked = `${counted(states, 'partial application')} checked`;
  return [
    `${name}: ${paint('green', how)} (${what}; ${checked})`,
    ...steps.flatMap((step, i) => [
      '',
      `  ${paint('bold', `step ${i + 1}`)}${steps.length > 1 ? ` of ${steps.length}` : ''}`,
      ...step.operations.map(({ kind, name, meanwhile }) => {
        const color = kind === 'create' ? 'green' : kind === 'remove' ? 'red' : 'yellow';
        return `    ${paint(color, kind)} ${visible(name)}${meanwhile ? paint('dim', ' (in between: as both sides need it)') : ''}`;
      }),
      ...(step.because
        ? [
            `    ${paint('dim', 'why the next step has to wait:')}`,
            `      ${visible(step.because.what)}`,
            ...(step.because.when === '' ? [] : [`      ${visible(step.because.when)}`]),
          ]
        : []),
    ]),
  ];
}
