import type { Diagnostic } from '../../../diag/diagnostic.ts';
import type { RolloutReport, TargetRollout } from '../../rollout/report.ts';
import { code, sentence } from '../diff/markdown/escape.ts';
import { counted } from '../words.ts';

/** The steps for a pull request: what a user wrote is code, in which nothing is looked for. */
export function rolloutMarkdown(
  { base, head, targets, notes }: RolloutReport,
  findings: readonly Diagnostic[],
): string {
  const lines = [
    '## Rollout',
    '',
    ...notes.flatMap((note) => [`> ${sentence(note)}`, '']),
    ...targets.flatMap(targetLines),
    ...findings.flatMap(({ code: id, message, note }) => [
      `**${id}**: ${sentence(message)}`,
      ...(note ? ['', `${sentence(note)}`] : []),
      '',
    ]),
    `From ${code(base)} to ${code(head)}.`,
  ];
  return `${lines.join('\n')}\n`;
}

function targetLines({ target, rollout }: TargetRollout): readonly string[] {
  const { steps, obstacle } = rollout;
  if (obstacle) return [`### ${code(target)}: no safe order`, ''];
  if (steps.length === 0) return [`### ${code(target)}: nothing to roll out`, ''];
  const states = steps.reduce((sum, step) => sum + step.states, 0);
  return [
    `### ${code(target)}: ${steps.length === 1 ? 'safe in one step' : `safe in ${steps.length} steps`}`,
    '',
    `${counted(states, 'partial application')} checked.`,
    '',
    ...steps.flatMap(({ operations, because }, i) => [
      `**Step ${i + 1}**`,
      '',
      ...operations.map(
        ({ kind, name, meanwhile }) =>
          `- ${kind} ${code(name)}${meanwhile ? ' (in between: as both sides need it)' : ''}`,
      ),
      ...(because
        ? [
            '',
            `Why the next step has to wait: ${sentence(because.what)}${because.when === '' ? '' : `, ${sentence(because.when)}`}.`,
          ]
        : []),
      '',
    ]),
  ];
}
