import { join } from 'node:path';
import { NOTHING } from './again.ts';
import { compileCommand, empty } from './contenders.ts';
import type { Run } from './main.ts';
import { writeProject } from './policies.ts';
import { type Outcome, printCpu, type Subject, series } from './series.ts';
import { count, table } from './table.ts';
import { pathOf, serviceName } from './workload.ts';

/** What a compile knows, asked for: the proof, and questions of a mesh. */
export function questionsTable(run: Run): string {
  const sizes = run.sizes.filter((n) => n >= 100);
  const columns = sizes.map((services) => column(services, run));
  const names = [...(columns[0]?.keys() ?? [])];
  const rows = names.map((name) => [name, ...columns.map((one) => printCpu(one.get(name)))]);
  return `### The proof, and questions (CPU seconds)\n\n${table(['', ...sizes.map((n) => `N=${count(n)}`)], rows)}`;
}

function column(services: number, run: Run): ReadonlyMap<string, Outcome> {
  const project = join(run.folder, 'questions');
  writeProject(project, services);
  const measured = series(subjects(project, run), run);
  empty(project);
  return measured;
}

function subjects(project: string, { cli, programs }: Run): readonly Subject[] {
  const proof = [join(programs, 'proof.mjs'), project];
  const ask = (name: string, ...args: readonly string[]): Subject => {
    const { program } = compileCommand(cli, project);
    return { name: `\`${name}\``, command: { program, args: [cli, ...args], cwd: project } };
  };
  const [from, to] = [serviceName(1), serviceName(0)];
  const request = `GET ${pathOf(0).replace('{*}', '1')}`;
  return [
    { ...NOTHING, name: '`node -e 0`' },
    {
      name: 'reading the policies, making the manifests',
      command: { program: process.execPath, args: [...proof, 'none'] },
    },
    { name: 'the same, and the proof', command: { program: process.execPath, args: proof } },
    ask('can', 'can', from, to, request),
    ask('explain', 'explain', from, to, request),
    ask('matrix', 'matrix', '-o', 'csv'),
    ask('matrix --to', 'matrix', '--to', to),
    ask('graph', 'graph'),
  ];
}
