import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { binIn } from './bin.ts';
import { type Contexts, expand, holds } from './expressions.ts';

interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly 'working-directory'?: string;
  readonly 'continue-on-error'?: boolean;
}

interface Workflow {
  readonly jobs: Readonly<
    Record<string, { readonly if?: string; readonly permissions?: unknown; readonly steps: readonly Step[] }>
  >;
}

interface Action {
  readonly inputs?: Readonly<Record<string, { readonly default?: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

/** What a runner is told of a run. */
export interface RunOf {
  /** The repository that `actions/checkout` clones. */
  readonly origin: string;
  readonly event: { readonly name: string; readonly payload: unknown };
  /** The commit that is checked out when a workflow does not say which. */
  readonly sha: string;
  readonly token?: string;
  readonly api?: string;
  readonly runId: number;
  /** What runs uploaded, by run and name: folders. */
  readonly artifacts: Map<string, string>;
  /** Where everything of the run goes. */
  readonly folder: string;
}

export interface JobRun {
  readonly outcome: 'success' | 'failure' | 'skipped';
  readonly log: string;
  readonly summary: string;
  readonly workspace: string;
}

/** Runs the one job of a workflow, step by step, as a runner of GitHub does. */
export async function runJob(workflowText: string, run: RunOf): Promise<JobRun> {
  const [job] = Object.values((parse(workflowText) as Workflow).jobs);
  const workspace = mkdtempSync(join(run.folder, 'workspace-'));
  const temp = mkdtempSync(join(run.folder, 'temp-'));
  const eventFile = join(temp, 'event.json');
  writeFileSync(eventFile, JSON.stringify(run.event.payload));
  writeFileSync(join(temp, 'summary'), '');
  const job_: Job = { run, workspace, temp, log: [], steps: {}, failed: false, bin: binIn(temp) };
  if (!holds(job!.if, contexts(job_, {}), job_)) return { outcome: 'skipped', log: '', summary: '', workspace };
  await runSteps(job!.steps, job_, {});
  return {
    outcome: job_.failed ? 'failure' : 'success',
    log: job_.log.join('\n'),
    summary: readFileSync(join(temp, 'summary'), 'utf8'),
    workspace,
  };
}

interface Job {
  readonly run: RunOf;
  readonly workspace: string;
  readonly temp: string;
  readonly bin: string;
  readonly log: string[];
  steps: Record<string, { readonly outcome: string }>;
  failed: boolean;
}

function contexts({ run, steps, temp, workspace }: Job, inputs: Contexts): Contexts {
  const github = {
    event: run.event.payload,
    event_name: run.event.name,
    sha: run.sha,
    token: run.token ?? '',
    workspace,
    ref: 'refs/heads/main',
  };
  return { github, steps, inputs, runner: { temp }, env: {} };
}

/** Each step in turn; one that fails fails those after it, unless they ask to be run all the same. */
async function runSteps(steps: readonly Step[], job: Job, inputs: Contexts): Promise<void> {
  for (const step of steps) {
    const around = contexts(job, inputs);
    if (!holds(step.if, around, job)) {
      if (step.id) job.steps[step.id] = { outcome: 'skipped' };
      continue;
    }
    job.log.push(`## ${step.name ?? step.uses ?? step.run}`);
    const fine = await runStep(step, job, around);
    if (step.id) job.steps[step.id] = { outcome: fine ? 'success' : 'failure' };
    if (!fine && !step['continue-on-error']) job.failed = true;
  }
}

async function runStep(step: Step, job: Job, around: Contexts): Promise<boolean> {
  if (step.run !== undefined) return shell(step, job, around);
  const given = Object.fromEntries(
    Object.entries(step.with ?? {}).map(([key, value]) => [key, expand(String(value), around)]),
  );
  const [uses = '', pin] = step.uses!.split('@');
  if (uses.startsWith('./')) return composite(join(job.workspace, uses), given, job, around);
  const known = ACTIONS[uses];
  if (known === undefined) throw new Error(`this runner does not know ${uses}`);
  if (!/^[0-9a-f]{40}$/.test(pin ?? '')) throw new Error(`${uses} is pinned to no commit`);
  return known(given, job);
}

function shell(step: Step, job: Job, around: Contexts): Promise<boolean> {
  const script = join(job.temp, 'step.sh');
  writeFileSync(script, expand(step.run!, around));
  const env = Object.entries(step.env ?? {}).map(([key, value]) => [key, expand(String(value), around)]);
  const running = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], {
    cwd: join(job.workspace, expand(step['working-directory'] ?? '.', around)),
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 120_000,
    env: { ...environment(job), ...Object.fromEntries(env) },
  });
  for (const stream of [running.stdout, running.stderr]) stream.on('data', (text) => job.log.push(String(text)));
  return new Promise((resolve) => {
    running.on('close', (code) => resolve(code === 0));
  });
}

function environment({ run, temp, bin, workspace }: Job): Record<string, string> {
  return {
    PATH: `${bin}:${process.env['PATH']}`,
    HOME: temp,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_NAME: run.event.name,
    GITHUB_EVENT_PATH: join(temp, 'event.json'),
    GITHUB_STEP_SUMMARY: join(temp, 'summary'),
    GITHUB_WORKSPACE: workspace,
    GITHUB_SERVER_URL: 'https://github.example.com',
    GITHUB_REPOSITORY: 'shop/mesh',
    GITHUB_RUN_ID: String(run.runId),
    GITHUB_API_URL: run.api ?? 'http://127.0.0.1:9',
    GITHUB_GRAPHQL_URL: `${run.api ?? 'http://127.0.0.1:9'}/graphql`,
    RUNNER_TEMP: temp,
  };
}

async function composite(folder: string, given: Contexts, job: Job, around: Contexts): Promise<boolean> {
  const action = parse(readFileSync(join(folder, 'action.yml'), 'utf8')) as Action;
  const defaults = Object.entries(action.inputs ?? {}).map(([key, one]) => [key, expand(one.default ?? '', around)]);
  const inner: Job = { ...job, steps: {}, failed: false };
  await runSteps(action.runs.steps, inner, { ...Object.fromEntries(defaults), ...given });
  return !inner.failed;
}

type KnownAction = (given: Readonly<Record<string, string>>, job: Job) => boolean;

const ACTIONS: Readonly<Record<string, KnownAction>> = {
  'actions/checkout': (given, { run, workspace }) => {
    const git = (...args: string[]) => spawnSync('git', args, { cwd: workspace, encoding: 'utf8' });
    git('init', '-q');
    git('remote', 'add', 'origin', run.origin);
    const commit = given['ref'] || run.sha;
    const refs = given['fetch-depth'] === '0' ? ['+refs/heads/*:refs/remotes/origin/*', commit] : ['--depth=1', commit];
    const fetched = git('fetch', '-q', 'origin', ...refs);
    return fetched.status === 0 && git('checkout', '-q', '--detach', commit).status === 0;
  },
  'actions/setup-node': () => true,
  'actions/upload-artifact': ({ name = '', path = '' }, { run }) => {
    const kept = mkdtempSync(join(run.folder, 'artifact-'));
    cpSync(path, kept, { recursive: true });
    run.artifacts.set(`${run.runId} ${name}`, kept);
    return true;
  },
  'actions/download-artifact': (given, { run }) => {
    const kept = run.artifacts.get(`${given['run-id']} ${given['name']}`);
    if (kept === undefined || !existsSync(kept)) return false;
    cpSync(kept, given['path']!, { recursive: true });
    return true;
  },
};
