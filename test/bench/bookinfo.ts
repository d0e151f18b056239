import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { NOTHING } from './again.ts';
import { compileCommand, empty } from './contenders.ts';
import type { Run } from './main.ts';
import { isMeasured, type Outcome, printCpu, type Subject, series } from './series.ts';
import { seconds, table } from './table.ts';

/** Short runs are measured often. */
const LEAST_ROUNDS = 9;

/** The project's own policies, as the command compiles them: one target, and all three. */
export function bookinfoTable(run: Run): string {
  const subjects = [
    { ...NOTHING, name: '`node -e 0`' },
    uncached(compileBookinfo('one target, nothing cached', run, '--target', 'dev')),
    compileBookinfo('one target', run, '--target', 'dev'),
    compileBookinfo('three targets', run),
  ];
  const measured = series(subjects, { ...run, rounds: Math.max(run.rounds, LEAST_ROUNDS) });
  const floor = measured.get('`node -e 0`');
  const rows = subjects.map(({ name }) => [name, ...row(measured.get(name), floor)]);
  return `### Bookinfo, from nothing\n\n${table(['', 'CPU seconds', 'of `node -e 0`', 'wall', 'peak MiB'], rows)}`;
}

function compileBookinfo(name: string, { checkout, cli, folder }: Run, ...args: readonly string[]): Subject {
  const project = join(folder, `bookinfo-${name.replaceAll(' ', '-')}`);
  mkdirSync(project, { recursive: true });
  for (const part of ['policies', 'meshwright.config.ts']) {
    cpSync(join(checkout, part), join(project, part), { recursive: true });
  }
  return { name, command: compileCommand(cli, project, ...args), reset: () => empty(join(project, 'out')) };
}

function uncached({ command, ...subject }: Subject): Subject {
  const { program, args } = command;
  return { ...subject, command: { ...command, program: 'env', args: ['MESHWRIGHT_CACHE=off', program, ...args] } };
}

function row(found: Outcome, floor: Outcome): string[] {
  if (!isMeasured(found) || !isMeasured(floor)) return [printCpu(found), '–', '–', '–'];
  const ratio = `${(found.cpu.median / floor.cpu.median).toFixed(1)} ×`;
  return [printCpu(found), ratio, seconds(found.wall.median), found.peak.toFixed(0)];
}
