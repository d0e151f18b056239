// What tools answer when they are asked for a change, and whether ours is right.
import { spawnSync } from 'node:child_process';
import type { Command } from './measure.ts';
import { count } from './table.ts';

interface Answer {
  readonly access: readonly unknown[];
  readonly changes: readonly unknown[];
  readonly undecided: readonly unknown[];
}

const ROOM = 2 ** 30;

/** Runs a command, untimed, for what it prints. */
function printed({ program, args, cwd, statuses = [0] }: Command): string {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8', maxBuffer: ROOM });
  if (statuses.includes(status ?? -1)) return stdout;
  throw new Error(`${program} ${args.join(' ')} ended with ${status}: ${stderr}`);
}

/** How many rows our answer has. The bench is worth nothing where it is not the right one. */
export function rightAnswer(diff: Command, rows: number): string {
  const { access, changes, undecided } = JSON.parse(printed({ ...diff, args: [...diff.args, '-o', 'json'] })) as Answer;
  const wrong = access.length !== rows || changes.length > 0 || undecided.length > 0;
  if (wrong)
    throw new Error(
      `${diff.args.join(' ')} has ${access.length} rows of access and ${changes.length + undecided.length} others, not ${rows}`,
    );
  return rows === 0 ? '**no access change**' : `**${rows} row**`;
}

/** How long the answer of another tool is. */
export function length(diff: Command): string {
  const lines = printed(diff)
    .split('\n')
    .filter((line) => line.trim() !== '');
  return `${count(lines.length)} lines`;
}
