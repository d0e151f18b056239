// How fast requests go through a pair of proxies, that of the caller and that of the called, with few rules and with many.
import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Run } from '../main.ts';
import { summarise } from '../measure.ts';
import { count, table } from '../table.ts';
import { emittedPair } from './emitted-pair.ts';
import { plainPair, upstream } from './plain-pair.ts';
import type { MeasuredEnvoy } from './process.ts';

/** Two proxies that run, and where the first takes requests. */
export interface Pair {
  readonly port: number;
  readonly host: string;
  readonly path: string;
  readonly caller?: MeasuredEnvoy;
  readonly called?: MeasuredEnvoy;
}

export interface PairOptions {
  readonly program: string;
  readonly folder: string;
  /** Where what is behind the proxies listens. */
  readonly application: number;
}

const RULES = [1, 10, 100, 1_000];
const CONNECTIONS = 16;
const SECONDS = 3;
/** Requests a second at which latency is asked: far from what the pair can do. */
const STEADY = 500;

interface Taken {
  readonly perSecond: number;
  readonly full: Percentiles;
  readonly steady: Percentiles;
  /** Microseconds of CPU for a request. */
  readonly caller: number;
  readonly called: number;
}

interface Percentiles {
  readonly p50: number;
  readonly p99: number;
}

/** All that is compared runs at the same time, and is asked in turn: whatever else the machine does falls on all alike. */
export async function loadTable(program: string, run: Run): Promise<string> {
  const generator = run.tools.bombardier;
  if (generator === undefined) return 'Left out: there is no load generator (bombardier).';
  const folder = join(run.folder, 'load');
  const running: MeasuredEnvoy[] = [];
  const options = async (name: string): Promise<PairOptions> => {
    mkdirSync(join(folder, name), { recursive: true });
    return { program, folder: join(folder, name), application: application.port };
  };
  mkdirSync(folder, { recursive: true });
  const application = await upstream(program, folder);
  running.push(application.envoy);
  try {
    const pairs = new Map<string, Pair>([
      ['no proxy', { port: application.port, host: 'orders.shop', path: '/' }],
      ['two plain Envoys: no TLS, no rules', await plainPair(await options('plain'))],
      ['the pair, no rules', await emittedPair(0, await options('0'))],
    ]);
    for (const rules of RULES)
      pairs.set(
        `the pair, ${count(rules)} rule${rules > 1 ? 's' : ''}`,
        await emittedPair(rules, await options(`${rules}`)),
      );
    running.push(...[...pairs.values()].flatMap(({ caller, called }) => (caller && called ? [caller, called] : [])));
    return printed(await inTurn(pairs, generator, run.rounds));
  } finally {
    await Promise.all(running.map((envoy) => envoy.stop()));
  }
}

async function inTurn(pairs: ReadonlyMap<string, Pair>, generator: string, rounds: number) {
  const taken = new Map<string, Taken[]>([...pairs.keys()].map((name) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const [name, pair] of pairs) {
      const one = await take(pair, generator);
      process.stderr.write(`${name}: ${JSON.stringify(one)}\n`);
      // The first round warms connections and caches.
      if (round > 0) taken.get(name)!.push(one);
    }
  }
  return taken;
}

async function take(pair: Pair, generator: string): Promise<Taken> {
  const before = [pair.caller?.cpu() ?? 0, pair.called?.cpu() ?? 0] as const;
  const full = await ask(pair, generator);
  const spent = (envoy: MeasuredEnvoy | undefined, i: 0 | 1) =>
    (((envoy?.cpu() ?? 0) - before[i]) * 1e6) / full.requests;
  const [caller, called] = [spent(pair.caller, 0), spent(pair.called, 1)];
  const steady = await ask(pair, generator, '--rate', String(STEADY));
  return { perSecond: full.requests / full.seconds, full, steady, caller, called };
}

async function ask({ port, host, path }: Pair, generator: string, ...more: readonly string[]) {
  // The client of Go's own library: the other one goes where the header Host says.
  const common = [
    '--http1',
    '-c',
    String(CONNECTIONS),
    '-d',
    `${SECONDS}s`,
    '-l',
    '-p',
    'r',
    '-o',
    'json',
    '-H',
    `Host: ${host}`,
  ];
  const { stdout } = await promisify(execFile)(generator, [...common, ...more, `http://127.0.0.1:${port}${path}`]);
  const { result } = JSON.parse(stdout);
  const { req2xx: requests, req4xx, req5xx, others, timeTakenSeconds: seconds } = result;
  if (req4xx + req5xx + others > 0) throw new Error(`not all requests are answered: ${stdout}`);
  const { '50': p50, '99': p99 } = result.latency.percentiles;
  return { requests, seconds, p50: p50 / 1000, p99: p99 / 1000 };
}

function printed(taken: ReadonlyMap<string, readonly Taken[]>): string {
  const rows = [...taken].map(([name, all]) => {
    const of = (pick: (one: Taken) => number) => summarise(all.map(pick)).median;
    const cpu = (pick: (one: Taken) => number) => (of(pick) > 0 ? of(pick).toFixed(0) : '');
    return [
      name,
      count(Math.round(of(({ perSecond }) => perSecond))),
      ...[(one: Taken) => one.full, (one: Taken) => one.steady].flatMap((when) => [
        of((one) => when(one).p50).toFixed(2),
        of((one) => when(one).p99).toFixed(2),
      ]),
      cpu(({ caller }) => caller),
      cpu(({ called }) => called),
    ];
  });
  const head = [
    '',
    'requests a second',
    'p50 ms',
    'p99 ms',
    `p50 ms at ${STEADY} a second`,
    'p99 ms',
    'µs of CPU a request: caller',
    'called',
  ];
  return table(head, rows);
}
