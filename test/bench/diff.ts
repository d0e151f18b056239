// What a change is shown as, by what reads texts, what reads YAML, and what reads access.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { NOTHING } from './again.ts';
import { length, rightAnswer } from './answers.ts';
import { empty } from './contenders.ts';
import type { Run } from './main.ts';
import type { Command } from './measure.ts';
import { type Revision, type Revisions, reorder, startRevisions } from './revisions.ts';
import { callsAsRules, moveAll, permitDelete } from './rewrites.ts';
import { isMeasured, type Outcome, printCpu, series } from './series.ts';
import { count, seconds, table } from './table.ts';

/** From here on only the first case, and only what does not take minutes. */
const LARGE = 2000;

interface Case {
  readonly name: string;
  /** Rows of the right answer. */
  readonly rows: number;
  readonly head: Revision;
  /** What tools for YAML compare with the base's. */
  readonly stream: string;
}

interface Contender {
  readonly name: string;
  readonly command: Command;
  readonly answer: string;
}

/** Three changes, shown by each tool: one permission more, everything moved, everything said differently. */
export function diffTable(run: Run): string {
  const tables = run.sizes.filter((n) => n >= 100).map((services) => sizeTable(services, run));
  return `### Showing the change\n\n${tables.join('\n\n')}`;
}

function sizeTable(services: number, run: Run): string {
  const folder = join(run.folder, 'diff');
  mkdirSync(folder, { recursive: true });
  const revisions = startRevisions(folder, services, run.cli);
  const cases = casesOf(revisions, services, folder).map((one) => ({
    name: one.name,
    contenders: contendersOf(one, revisions, services, run),
  }));
  const subjects = cases.flatMap(({ name, contenders }) =>
    contenders.map((one) => ({ name: `${name}: ${one.name}`, command: one.command })),
  );
  const measured = series([NOTHING, ...subjects], run);
  empty(folder);
  const rows = cases.flatMap(({ name, contenders }) =>
    contenders.map((one) => [one.name, name, one.answer, ...costs(measured.get(`${name}: ${one.name}`))]),
  );
  const head = [`N=${count(services)}`, 'change', 'answer', 'CPU seconds', 'wall', 'peak MiB'];
  return table(head, [[NOTHING_NAME, '', '', ...costs(measured.get(NOTHING.name))], ...rows]);
}

const NOTHING_NAME = '`node -e 0`';

function costs(outcome: Outcome): readonly string[] {
  if (!isMeasured(outcome)) return [printCpu(outcome), '–', '–'];
  return [printCpu(outcome), seconds(outcome.wall.median), outcome.peak.toFixed(0)];
}

function casesOf({ base, revise }: Revisions, services: number, folder: string): readonly Case[] {
  const permitted = revise('delete', permitDelete(services));
  const first: Case = {
    name: 'one service may be asked to DELETE',
    rows: 1,
    head: permitted,
    stream: permitted.stream,
  };
  if (services >= LARGE) return [first];
  const moved = revise('moved', moveAll(services));
  const reworded = revise('reworded', callsAsRules(services));
  return [
    first,
    { name: 'moved, reordered', rows: 0, head: moved, stream: reorder(base, join(folder, 'reordered.yaml')) },
    { name: 'said differently', rows: 0, head: reworded, stream: reworded.stream },
  ];
}

function contendersOf(one: Case, { project, base }: Revisions, services: number, run: Run): readonly Contender[] {
  const { rows, head, stream } = one;
  const own = (...args: readonly string[]): Command => ({
    program: process.execPath,
    args: [run.cli, 'diff', ...args],
    cwd: project,
    statuses: [rows === 0 ? 0 : 1],
  });
  const git = (...args: readonly string[]): Command => ({
    program: 'git',
    args: ['--no-pager', 'diff', '--unified=0', ...args],
    cwd: project,
    statuses: [0, 1],
  });
  const ours = (name: string, command: Command) => ({ name, command, answer: rightAnswer(command, rows) });
  const theirs = (name: string, command: Command) => ({ name, command, answer: length(command) });
  const dyff = services < LARGE ? run.tools.dyff : undefined;
  return [
    ours('**meshwright diff**, two revisions', own(base.branch, head.branch)),
    ours('**meshwright diff**, two folders of out/', own(base.out, head.out)),
    theirs('git diff, two revisions of the policies', git(base.branch, head.branch)),
    theirs('git diff, the manifests as a stream', git('--no-index', base.stream, stream)),
    ...(dyff ? [theirs('dyff, the manifests as a stream', between(dyff, base.stream, stream))] : []),
  ];
}

function between(program: string, from: string, to: string): Command {
  return { program, args: ['between', '--omit-header', '--color', 'off', from, to] };
}
