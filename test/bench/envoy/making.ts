import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { compileCommand, empty } from '../contenders.ts';
import type { Run } from '../main.ts';
import { summarise } from '../measure.ts';
import { printCpu, series } from '../series.ts';
import { count, seconds, table } from '../table.ts';
import { writeEnvoyProject } from './project.ts';

const PHASES = {
  read: 'reading the policies',
  emit: 'emitting the configs',
  validate: 'validating them by the protos',
  prove: 'proving them',
  print: 'printing them',
};

interface Made {
  readonly phases: Readonly<Record<keyof typeof PHASES, number>>;
  readonly files: number;
}

/** What it costs to make the configs of N proxies: each phase in one process, and the whole command. */
export function makingConfigs(sizes: readonly number[], run: Run): string {
  const columns = sizes.map((services) => column(services, run));
  const rows = columns[0]!.map(([name], i) => [name, ...columns.map((one) => one[i]![1])]);
  return table(['CPU seconds', ...sizes.map((n) => `N=${count(n)}`)], rows);
}

function column(services: number, run: Run): readonly (readonly [string, string])[] {
  const project = join(run.folder, 'configs');
  writeEnvoyProject(project, services);
  const command = compileCommand(run.cli, project);
  const compiled = series([{ name: 'compile', command, reset: () => empty(join(project, 'out')) }], run);
  empty(join(project, 'out'));
  const made = Array.from({ length: services >= 10_000 ? 1 : run.rounds }, () => makeOnce(project, run));
  empty(project);
  return [
    ...Object.entries(PHASES).map(([phase, name]) => {
      const { median } = summarise(made.map(({ phases }) => phases[phase as keyof typeof PHASES]));
      return [name, seconds(median)] as const;
    }),
    ['**meshwright compile**, all of it and the files', printCpu(compiled.get('compile'))],
    ['files', count(made[0]!.files)],
  ];
}

function makeOnce(project: string, { programs }: Run): Made {
  const args = ['--max-old-space-size=4096', join(programs, 'configs.mjs'), project];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }));
}
