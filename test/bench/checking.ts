import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { empty } from './contenders.ts';
import type { Run } from './main.ts';
import { type Outcome, printCpu, type Subject, series } from './series.ts';
import { count, table } from './table.ts';

const NAMES = {
  making: 'making the objects, no checking',
  ours: 'the same, and our schemas and CEL rules',
  kubeconform: 'kubeconform -strict over files, our schemas, no rules',
};

/** Validation alone, beside kubeconform, which reads files that were made before. */
export function checkingTable(run: Run): string {
  const sizes = run.sizes.filter((n) => n >= 100);
  const columns = sizes.map((services) => column(services, run));
  const rows = Object.values(NAMES).map((name) => [name, ...columns.map((one) => printCpu(one.get(name)))]);
  return `### Checking them (CPU seconds)\n\n${table(['', ...sizes.map((n) => `N=${count(n)}`)], rows)}`;
}

function column(services: number, run: Run): ReadonlyMap<string, Outcome> {
  const folder = join(run.folder, 'checking');
  const measured = series(subjects(services, folder, run), run);
  empty(folder);
  return measured;
}

function subjects(services: number, folder: string, { checkout, programs, tools }: Run): readonly Subject[] {
  const validate = [join(programs, 'validate.mjs'), String(services)];
  const own = [
    { name: NAMES.making, command: { program: process.execPath, args: [...validate, 'none'] } },
    { name: NAMES.ours, command: { program: process.execPath, args: validate } },
  ];
  if (!tools.kubeconform) return own;
  const files = join(folder, 'files');
  execFileSync(process.execPath, [join(programs, 'floor.mjs'), String(services), files, 'files']);
  const location = `${schemasFor(join(folder, 'schemas'), checkout)}/{{ .ResourceKind }}.json`;
  const args = ['-strict', '-n', '2', '-schema-location', location, files];
  return [...own, { name: NAMES.kubeconform, command: { program: tools.kubeconform, args } }];
}

/** kubeconform looks a schema up by the kind in lower case, and has no patterns that look ahead: it is spared those. */
function schemasFor(folder: string, checkout: string): string {
  const json = join(checkout, 'schemas/json');
  mkdirSync(folder, { recursive: true });
  for (const group of ['core', 'apps', 'networking.istio.io', 'security.istio.io']) {
    for (const file of readdirSync(join(json, group))) {
      const text = readFileSync(join(json, group, file), 'utf8');
      writeFileSync(join(folder, file.toLowerCase()), JSON.stringify(JSON.parse(text, withoutLookahead)));
    }
  }
  return folder;
}

function withoutLookahead(key: string, value: unknown): unknown {
  return key === 'pattern' && typeof value === 'string' && /\(\?[=!]/.test(value) ? undefined : value;
}
