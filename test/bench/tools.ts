// The peers' own programs, installed from their registries into a cache outside the checkout. What does not install is left out.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

export interface Tools {
  readonly cdk8sCli?: string;
  readonly jsonnet?: string;
  readonly jrsonnet?: string;
  readonly helm?: string;
  readonly kubeconform?: string;
  readonly dyff?: string;
  readonly bombardier?: string;
}

export const CACHE = join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'meshwright', 'bench');
const BIN = join(CACHE, 'bin');

interface Source {
  readonly program: string;
  readonly label: string;
  readonly install: () => void;
}

const SOURCES: Readonly<Record<keyof Tools, Source>> = {
  cdk8sCli: {
    program: join(CACHE, 'npm/node_modules/cdk8s-cli/bin/cdk8s'),
    label: 'cdk8s-cli 2.207.60',
    install: () => npm('cdk8s-cli@2.207.60'),
  },
  jsonnet: go('jsonnet', 'github.com/google/go-jsonnet/cmd/jsonnet@v0.22.0'),
  helm: go('helm', 'helm.sh/helm/v3/cmd/helm@v3.22.0'),
  kubeconform: go('kubeconform', 'github.com/yannh/kubeconform/cmd/kubeconform@v0.8.0'),
  dyff: go('dyff', 'github.com/homeport/dyff/cmd/dyff@v1.12.0'),
  bombardier: go('bombardier', 'github.com/codesenberg/bombardier@v1.2.6'),
  jrsonnet: {
    program: join(BIN, 'jrsonnet'),
    label: 'jrsonnet (cargo)',
    install: () => run('cargo', ['install', '--quiet', '--root', CACHE, 'jrsonnet']),
  },
};

/** What is there, after installing what is missing, and a line on each. */
export function tools(install: boolean): { readonly found: Tools; readonly lines: readonly string[] } {
  const found: Partial<Record<keyof Tools, string>> = {};
  const lines: string[] = [];
  for (const [name, source] of Object.entries(SOURCES) as [keyof Tools, Source][]) {
    const problem = existsSync(source.program) ? undefined : install ? failureOf(source.install) : 'not installed';
    if (problem === undefined) found[name] = source.program;
    lines.push(problem === undefined ? source.label : `${source.label} left out (${problem})`);
  }
  return { found, lines };
}

function failureOf(attempt: () => void): string | undefined {
  try {
    attempt();
    return undefined;
  } catch (thrown) {
    const lines = String((thrown as { stderr?: unknown }).stderr ?? thrown).trim();
    return lines.slice(lines.lastIndexOf('\n') + 1);
  }
}

function go(name: string, source: string): Source {
  const label = source.replace(/^.*\/([^/@]+)@/, '$1 ');
  return { program: join(BIN, name), label, install: () => run('go', ['install', source], { GOBIN: BIN }) };
}

function npm(source: string): void {
  const folder = join(CACHE, 'npm');
  mkdirSync(folder, { recursive: true });
  if (!existsSync(join(folder, 'package.json'))) writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  run('npm', ['install', '--silent', '--no-audit', '--no-fund', '--prefix', folder, source]);
}

function run(program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): void {
  process.stderr.write(`installing: ${program} ${args.join(' ')}\n`);
  execFileSync(program, args, { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, ...env } });
}
