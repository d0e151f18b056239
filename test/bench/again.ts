import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { compileCommand, empty } from './contenders.ts';
import type { Run } from './main.ts';
import { changeService, writeProject } from './policies.ts';
import { printCpu, series } from './series.ts';
import { count, table } from './table.ts';

export const NOTHING = { name: 'node', command: { program: process.execPath, args: ['-e', '0'] } };

/** Compiling again, with out/ in place: after one service changed, and after none did. */
export function againTable(run: Run): string {
  const rows = run.sizes.map((services) => againRow(services, run));
  const head = ['N services', 'after one service changed', 'after nothing changed', '`node -e 0`'];
  return `### Compiling again (CPU seconds)\n\n${table(head, rows)}`;
}

function againRow(services: number, run: Run): string[] {
  const project = join(run.folder, 'again');
  const command = compileCommand(run.cli, project);
  writeProject(project, services);
  execFileSync(command.program, command.args, { cwd: project });
  let edition = 0;
  const changed = { name: 'changed', command, reset: () => changeService(project, services, ++edition) };
  const measured = series([changed, { name: 'unchanged', command }, NOTHING], run);
  empty(project);
  return [count(services), ...['changed', 'unchanged', NOTHING.name].map((name) => printCpu(measured.get(name)))];
}
