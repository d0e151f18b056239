// What compiling costs, beside what else makes or checks manifests, in one run. docs/BENCHMARKS.md says how to read it.
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { adversarialTable } from './adversarial.ts';
import { againTable } from './again.ts';
import { bookinfoTable } from './bookinfo.ts';
import { checkingTable } from './checking.ts';
import { contenders, type Places } from './contenders.ts';
import { diffTable } from './diff.ts';
import { envoyTable } from './envoy/index.ts';
import { makingTable } from './making.ts';
import { questionsTable } from './questions.ts';
import { type Tools, tools } from './tools.ts';
import { typesTable } from './types.ts';

const TABLES = {
  bookinfo: bookinfoTable,
  making: (run: Run) => makingTable(contendersOf(run), run),
  again: againTable,
  questions: questionsTable,
  diff: diffTable,
  adversarial: adversarialTable,
  checking: checkingTable,
  types: typesTable,
  envoy: envoyTable,
} as const;

const HELP = `npm run bench -- [flags]

  --sizes 4,100,1000,10000    numbers of services
  --rounds 5                  how often each is run, in turn
  --tables ${Object.keys(TABLES).join(',')}
  --only meshwright,helm      contenders in \`making\`: node, meshwright, floor-one, floor-files, cdk8s-one, cdk8s-each,
                              cdk8s-cli, go-jsonnet, jrsonnet, helm
  --folder /dev/shm           where projects and output go
  --no-install                leave out what is not installed yet
  --envoy PATH                the Envoy 1.40 that runs; default: the one of \`verify\`, fetched if there is none
`;

const OPTIONS = {
  sizes: { type: 'string', default: '4,100,1000,10000' },
  rounds: { type: 'string', default: '5' },
  only: { type: 'string' },
  tables: { type: 'string', default: Object.keys(TABLES).join(',') },
  folder: { type: 'string' },
  'no-install': { type: 'boolean', default: false },
  envoy: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

export interface Run extends Places {
  /** Where projects and output go; removed at the end. */
  readonly folder: string;
  readonly sizes: readonly number[];
  readonly rounds: number;
  readonly only: readonly string[] | undefined;
  readonly tools: Tools;
  /** Of Envoy 1.40; absent: the one that `verify` would run. */
  readonly envoy: string | undefined;
}

export async function bench(argv: readonly string[], places: Places): Promise<number> {
  const { values } = parseArgs({ args: [...argv], options: OPTIONS });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const { found, lines } = tools(!values['no-install']);
  const parent = values.folder ?? roomiest();
  const folder = mkdtempSync(join(parent, 'meshwright-bench-'));
  const sizes = values.sizes.split(',').map(Number);
  const { only, rounds, envoy } = values;
  const run = { ...places, folder, sizes, rounds: Number(rounds), only: only?.split(','), tools: found, envoy };
  // A cache of its own: the first of several runs fills it, and is not the median.
  process.env['XDG_CACHE_HOME'] = join(folder, 'cache');
  mkdirSync(process.env['XDG_CACHE_HOME']);
  try {
    process.stdout.write(`${heading(parent, lines)}\n`);
    await printTables(values.tables.split(','), run);
    return 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function printTables(asked: readonly string[], run: Run): Promise<void> {
  for (const [name, make] of Object.entries(TABLES)) {
    if (asked.includes(name)) process.stdout.write(`\n${await make(run)}\n`);
  }
}

function contendersOf(run: Run) {
  return contenders(run, run.tools).filter(({ id }) => run.only?.includes(id) ?? true);
}

/** In memory where that is possible: how long a disk takes to make a file is not what is asked here. */
function roomiest(): string {
  return existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
}

function heading(folder: string, lines: readonly string[]): string {
  const date = new Date().toISOString().slice(0, 10);
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown CPU'}, Node ${process.versions.node}`;
  return `${date}, ${machine}, files in ${folder}.\nPeers: ${lines.join('; ')}.`;
}
