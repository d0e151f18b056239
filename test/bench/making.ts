import { join } from 'node:path';
import { type Contender, empty } from './contenders.ts';
import type { Run } from './main.ts';
import { isMeasured, type Outcome, printCpu, series } from './series.ts';
import { count, seconds, table } from './table.ts';

type Columns = ReadonlyMap<number, ReadonlyMap<string, Outcome>>;

/** Making the manifests of N services, from nothing. */
export function makingTable(contenders: readonly Contender[], run: Run): string {
  const columns = new Map(run.sizes.map((services) => [services, column(contenders, services, run)]));
  const head = ['CPU seconds', ...run.sizes.map((n) => `N=${count(n)}`), ...LARGEST];
  const rows = contenders.map(({ name }) => [
    name,
    ...run.sizes.map((n) => printCpu(columns.get(n)?.get(name))),
    ...ofLargest(name, run.sizes, columns),
  ]);
  return `### Making the manifests\n\n${table(head, rows)}`;
}

function column(contenders: readonly Contender[], services: number, run: Run): ReadonlyMap<string, Outcome> {
  const folder = join(run.folder, 'making');
  const subjects = contenders
    .filter(({ most = Number.POSITIVE_INFINITY }) => services <= most)
    .map((one) => ({ name: one.name, ...one.prepare(join(folder, one.id), services) }));
  const measured = series(subjects, run);
  empty(folder);
  return measured;
}

const LARGEST = ['wall, largest N', 'peak MiB', 'growth, last ×10'];

function ofLargest(name: string, sizes: readonly number[], columns: Columns): string[] {
  const done = sizes.filter((n) => isMeasured(columns.get(n)?.get(name)));
  const last = columns.get(done.at(-1) ?? 0)?.get(name);
  const before = columns.get((done.at(-1) ?? 0) / 10)?.get(name);
  if (!isMeasured(last)) return ['–', '–', '–'];
  const growth = isMeasured(before) ? `×${(last.cpu.median / before.cpu.median).toFixed(1)}` : '–';
  return [seconds(last.wall.median), last.peak.toFixed(0), growth];
}
