import { join } from 'node:path';
import type { Run } from './main.ts';
import { writeProject } from './policies.ts';
import { isMeasured, printCpu, series } from './series.ts';
import { count, seconds, table } from './table.ts';

const SERVICES = 1000;

/** What `check --types` and an editor pay for the types of the language. */
export function typesTable(run: Run): string {
  const project = join(run.folder, 'types');
  writeProject(project, SERVICES, run.checkout);
  const tsc = join(run.checkout, 'node_modules/typescript/bin/tsc');
  const command = { program: process.execPath, args: [tsc, '-p', project], cwd: project };
  const measured = series([{ name: 'tsc', command }], run).get('tsc');
  const wall = isMeasured(measured) ? seconds(measured.wall.median) : '–';
  const row = [`tsc 7, ${count(SERVICES)} services`, printCpu(measured), wall];
  return `### Checking the types\n\n${table(['', 'CPU seconds', 'wall'], [row])}`;
}
