// Every kind of caller, request, condition, route and listener in one mesh, compiled by the command and judged for real.

import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { certificatesOf } from '../lab/gateway.ts';
import { type Lab, openLab } from '../lab/lab.ts';
import { podsOf } from '../lab/pods.ts';
import { run } from '../lab/process.ts';
import type { Answer } from '../lab/programs/protocol.ts';
import { createNamespaces, createServiceAccounts, extra } from './language/extras.ts';
import { compileProject, type Project } from './language/project.ts';
import {
  type Case,
  callers,
  ingress,
  notServed,
  requests,
  routes,
  scopes,
  tokens,
  transports,
} from './language/requests.ts';
import { newIssuer } from './language/tokens.ts';
import { manifestFilesIn, manifestsIn } from './out.ts';
import { type Seen, seen } from './seen.ts';

const POLICIES = fileURLToPath(new URL('./language/policies', import.meta.url));
const issuer = newIssuer('https://login.example.com');
const forger = newIssuer('https://login.example.com');

const extras = [
  extra('as-web', 'front', 'web'),
  extra('as-jobs', 'front', 'jobs'),
  extra('stranger', 'front', 'default'),
  extra('auditor', 'elsewhere', 'auditor'),
  extra('exile', 'elsewhere', 'exile'),
  extra('outsider', 'outside', 'default', 'none'),
];

let project: Project;
let lab: Lab;

beforeAll(async () => {
  project = await compileProject(POLICIES, { 'jwks.ts': `export const jwks = ${JSON.stringify(issuer.jwks)};\n` });
  const manifests = manifestsIn(project.out);
  lab = await openLab({ seconds: 400 });
  await lab.apply(project.out);
  for (const certificate of certificatesOf(manifests)) await lab.certificate(certificate);
  await createNamespaces(lab, ['elsewhere', 'outside']);
  await createServiceAccounts(lab, ['elsewhere/auditor', 'elsewhere/exile', 'front/default']);
  await lab.addIngressGateway();
  await lab.addPods([...podsOf(manifests), ...extras]);
});
afterAll(async () => {
  await lab?.close();
  project?.remove();
});

const ask = async ({ from, ask: question }: Case): Promise<Seen> => {
  const [answer] = await lab.ask(from, [question]);
  return seen(answer as Answer);
};

const rows = (all: readonly Case[]): [string, Case][] =>
  all.map((each) => [`${each.why}: ${each.from} ${each.ask.method} ${each.ask.url}`, each]);

it('is valid to istioctl, which warns of nothing else', async () => {
  const files = manifestFilesIn(project.out);
  expect(await run([lab.judges.istioctl, 'validate', ...files.flatMap((file) => ['-f', file])])).toMatchObject({
    code: 0,
  });
  const options = ['--use-kube=false', '--all-namespaces', '--output', 'json'];
  const { stdout } = await run([lab.judges.istioctl, 'analyze', ...options, ...files]);
  const messages = JSON.parse(stdout) as { code: string; message: string }[];
  // A denial at the gateway cannot name the ports of pods that somebody else made.
  expect(
    messages.filter(({ code, message }) => !(code === 'IST0133' && message.includes('use of only HTTP attributes'))),
  ).toEqual([]);
});

describe.each([
  ['callers', callers],
  ['scopes', scopes],
  ['requests', requests],
  ['transports', transports],
  ['routes', routes],
  ['ingress', ingress],
  ['tokens', tokens(issuer, forger)],
])('%s', (_, cases) => {
  it.each(rows(cases))('%s', async (_name, each) => {
    expect(await ask(each)).toMatchObject(each.expected);
  });
});

describe('not served', () => {
  it.each(rows(notServed))('%s', async (_name, each) => {
    expect(['no route', 'forbidden']).toContain((await ask(each)).verdict);
  });
});
