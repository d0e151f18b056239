// Who is compared: each makes the workload of N services its own way, and says what it runs.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { helmChart } from './helm.ts';
import { JSONNET } from './jsonnet.ts';
import type { Command } from './measure.ts';
import { writeProject } from './policies.ts';
import type { Tools } from './tools.ts';

export interface Contender {
  readonly name: string;
  /** What it is for those who choose contenders by a flag. */
  readonly id: string;
  /** Largest N that it is asked for, where it takes minutes beyond. */
  readonly most?: number;
  /** Makes what it needs in a folder of its own; `reset` is called before each run, untimed. */
  readonly prepare: (folder: string, services: number) => { readonly command: Command; readonly reset?: () => void };
}

export interface Places {
  readonly checkout: string;
  /** The command that is measured. */
  readonly cli: string;
  /** Where the bundled programs of the benchmark are. */
  readonly programs: string;
}

export function contenders({ cli, programs }: Places, tools: Tools): readonly Contender[] {
  const own = (id: string, name: string, program: string, ...modes: readonly string[]): Contender => ({
    id,
    name,
    prepare: (folder, services) =>
      withFreshOutput(folder, (out) => node(join(programs, program), String(services), out, ...modes)),
  });
  return [
    { id: 'node', name: '`node -e 0`', prepare: () => ({ command: node('-e', '0') }) },
    meshwright(cli),
    own('floor-one', 'floor: plain objects, our printer, one file', 'floor.mjs'),
    own('floor-files', 'floor: the same, a file for each object', 'floor.mjs', 'files'),
    own('cdk8s-one', 'cdk8s, one chart', 'cdk8s.mjs', 'one'),
    { ...own('cdk8s-each', 'cdk8s, a chart for each namespace', 'cdk8s.mjs', 'each'), most: 1000 },
    ...(tools.cdk8sCli ? [cdk8sCli(tools.cdk8sCli, join(programs, 'cdk8s.mjs'))] : []),
    ...(tools.jsonnet ? [jsonnet('go-jsonnet', tools.jsonnet)] : []),
    ...(tools.jrsonnet ? [jsonnet('jrsonnet', tools.jrsonnet)] : []),
    ...(tools.helm ? [helm(tools.helm)] : []),
  ];
}

function node(...args: readonly string[]): Command {
  return { program: process.execPath, args };
}

export function compileCommand(cli: string, project: string, ...args: readonly string[]): Command {
  return { ...node(cli, 'compile', '-q', ...args), cwd: project };
}

function meshwright(cli: string): Contender {
  return {
    id: 'meshwright',
    name: '**meshwright compile**',
    prepare: (folder, services) => {
      writeProject(folder, services);
      return { command: compileCommand(cli, folder), reset: () => empty(join(folder, 'out')) };
    },
  };
}

function withFreshOutput(folder: string, command: (out: string) => Command) {
  const out = join(folder, 'out');
  mkdirSync(folder, { recursive: true });
  return { command: command(out), reset: () => empty(out) };
}

export function empty(out: string): void {
  rmSync(out, { recursive: true, force: true });
}

function cdk8sCli(cli: string, program: string): Contender {
  return {
    id: 'cdk8s-cli',
    name: 'cdk8s-cli synth (compiled JavaScript), a chart for each namespace',
    most: 1000,
    prepare: (folder, services) => {
      const app = `${process.execPath} ${program} ${services} . each`;
      return withFreshOutput(folder, (out) => ({
        ...node(cli, 'synth', '--app', app, '--output', out, '--check-upgrade=false'),
        cwd: folder,
      }));
    },
  };
}

function jsonnet(name: string, program: string): Contender {
  return {
    id: name,
    name: `${name}, one YAML stream`,
    prepare: (folder, services) => {
      mkdirSync(folder, { recursive: true });
      const file = join(folder, 'main.jsonnet');
      writeFileSync(file, JSONNET);
      return withFreshOutput(folder, (out) => ({
        program,
        args: ['-y', '--max-stack', '10000', '--tla-code', `services=${services}`, '-o', `${out}.yaml`, file],
      }));
    },
  };
}

function helm(program: string): Contender {
  return {
    id: 'helm',
    name: 'helm template',
    prepare: (folder, services) => {
      for (const [file, text] of helmChart(services)) {
        const path = join(folder, 'chart', file);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, text);
      }
      return { command: { program, args: ['template', 'bench', join(folder, 'chart')] } };
    },
  };
}
