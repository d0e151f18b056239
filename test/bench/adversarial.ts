// 500 rules on one service, in the ways that hurt most: does compiling them end, and how soon?
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileCommand, empty } from './contenders.ts';
import type { Run } from './main.ts';
import { printCpu, series } from './series.ts';
import { table } from './table.ts';

const RULES = 500;

/** What a rule says of requests, for the i-th of many. */
const CASES: Readonly<Record<string, (i: number) => string>> = {
  'paths alike': (i) => `paths: ['/api/v1/items/${i}/details']`,
  'templates that overlap': (i) => `paths: ['/{*}/x${i % 7}/{*}/y${i}/{**}']`,
  'templates and methods, prefixes and suffixes': (i) =>
    `methods: ['${['GET', 'POST', 'PUT'][i % 3]}'], paths: ['/a${i % 11}/{*}/b${i}', { prefix: '/p${i}' }, { suffix: '.${i}' }]`,
  'hosts that overlap': (i) =>
    `hosts: ['*.${'a.'.repeat(i % 20)}h${i}.example.com', '*.example.com'], paths: ['/{*}/${i}']`,
  'headers, each its own': (i) => `headers: { 'x-${i}': { prefix: 'v${i}' } }, paths: ['/{*}/${i}/{**}']`,
  'one header, values that overlap': (i) =>
    `headers: { 'x-team': { ${i % 2 ? 'prefix' : 'suffix'}: '${i}' } }, paths: ['/{*}/x${i}/{**}']`,
};

export function adversarialTable(run: Run): string {
  const rows = Object.entries(CASES).flatMap(([name, request]) =>
    (['allow', 'deny'] as const).map((effect) => row(name, effect, request, run)),
  );
  const head = [`${RULES} rules`, 'effect', 'CPU seconds', 'what it says'];
  return `### ${RULES} rules on one service\n\n${table(head, rows)}`;
}

function row(name: string, effect: 'allow' | 'deny', request: (i: number) => string, run: Run): string[] {
  const project = join(run.folder, 'adversarial');
  writeRules(project, effect, request);
  const command = compileCommand(run.cli, project);
  const said = spawnSync(command.program, command.args, { cwd: project, encoding: 'utf8' });
  const [finding = 'proven'] = `${said.stdout}${said.stderr}`.match(/^error .*$/m) ?? [];
  // A refusal is an answer: only how long it takes is asked here.
  const program = `"$@" >"$0/said" 2>&1; [ $? -lt 2 ]`;
  const args = ['-c', program, project, command.program, ...command.args];
  const measured = series([{ name, command: { ...command, program: 'sh', args } }], run);
  empty(project);
  return [name, effect, printCpu(measured.get(name)), finding];
}

function writeRules(project: string, effect: string, request: (i: number) => string): void {
  const rules = Array.from(
    { length: RULES },
    (_, i) =>
      `api.${effect}({ from: ${effect === 'deny' ? "'anyone'" : `client${i % 5}`}, requests: { ${request(i)} } });`,
  );
  const clients = Array.from({ length: 5 }, (_, i) => `const client${i} = ns.service('client-${i}', WEB);`);
  mkdirSync(join(project, 'policies'), { recursive: true });
  writeFileSync(join(project, 'meshwright.config.ts'), CONFIG);
  writeFileSync(join(project, 'policies/index.ts'), [...HEAD, ...clients, ...rules, ''].join('\n'));
}

const CONFIG = `import { defineConfig, istio } from 'meshwright/config';
export default defineConfig({
  targets: { prod: { environment: 'prod', cluster: 'prod', backends: [istio({ version: '1.31' })] } },
});
`;

const HEAD = [
  "import { mesh } from 'meshwright';",
  "export const shop = mesh('shop', { mtls: 'strict', authorization: 'deny-by-default' });",
  "const ns = shop.namespace('shop', { dataPlane: 'sidecar' });",
  "const WEB = { ports: { http: 8080 }, versions: { v1: { image: 'web:1' } } };",
  "const api = ns.service('api', WEB);",
];
