// A mesh that trusts more by default, in a trust domain and a root namespace of its own: judged for real.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Lab, openLab } from '../lab/lab.ts';
import { podsOf } from '../lab/pods.ts';
import type { Answer, Ask } from '../lab/programs/protocol.ts';
import { until, when } from '../lab/wait.ts';
import { createNamespaces, createServiceAccounts, extra } from './language/extras.ts';
import { compileProject, type Project } from './language/project.ts';
import { manifestsIn } from './out.ts';
import { type Seen, seen } from './seen.ts';

const AUTHORIZER = { name: 'authz', namespace: 'mesh-root' };

const meshConfig = {
  rootNamespace: 'mesh-root',
  trustDomainAliases: ['old.example'],
  extensionProviders: [
    {
      name: 'authz',
      envoyExtAuthzHttp: {
        service: 'authz.mesh-root.svc.cluster.local',
        port: 8000,
        includeRequestHeadersInCheck: ['x-status'],
      },
    },
    { name: 'envoy', envoyFileAccessLog: { path: '/dev/stdout' } },
  ],
};

let project: Project;
let lab: Lab;

beforeAll(async () => {
  project = await compileProject(fileURLToPath(new URL('./language/open', import.meta.url)), {});
  lab = await openLab({ seconds: 300, trustDomain: 'corp.example', meshConfig });
  await createNamespaces(lab, ['mesh-root', 'outside']);
  await lab.apply(project.out);
  await createServiceAccounts(lab, ['app/elder']);
  const labels = { app: 'authz' };
  const spec = { selector: labels, ports: [{ name: 'http', port: 8000 }] };
  await lab.api.apply({ apiVersion: 'v1', kind: 'Service', metadata: AUTHORIZER, spec });
  await lab.addIngressGateway();
  await lab.addPods([
    ...podsOf(manifestsIn(project.out)),
    extra('as-web', 'app', 'web'),
    extra('as-elder', 'app', 'elder'),
    extra('outsider', 'outside', 'default', 'none'),
    { ...extra('authz', 'mesh-root', 'default', 'none'), ports: [{ name: 'http', containerPort: 8000 }] },
  ]);
});
afterAll(async () => {
  await lab?.close();
  project?.remove();
});

const ask = async (from: string, url: string, options: Omit<Ask, 'url'> = {}): Promise<Seen> => {
  const [answer] = await lab.ask(from, [{ url, ...options }]);
  return seen(answer as Answer);
};

describe('allow by default', () => {
  it.each([
    ['a service that nobody protects', 'as-elder', 'http://idle.app:8080/x', 'answered'],
    ['the same in plaintext', 'outsider', 'http://idle.app:8080/x', 'answered'],
    ['a call closes a service to others', 'as-elder', 'http://guarded.safe:8080/a', 'forbidden'],
    ['and not to its caller', 'web-v1', 'http://guarded.safe:8080/a', 'answered'],
    ['a route closes a service past the gateway', 'as-web', 'http://free.app:8080/near', 'forbidden'],
    ['also in plaintext', 'outsider', 'http://free.app:8080/near', 'forbidden'],
  ])('%s: %s %s is %s', async (_, from, url, verdict) => {
    expect(await ask(from, url)).toMatchObject({ verdict });
  });
});

describe('trust domains', () => {
  it.each([
    ['an alias is the same identity', 'http://guarded.safe:8080/aliased', 'answered'],
    ['another trust domain is not', 'http://guarded.safe:8080/foreign', 'forbidden'],
  ])('%s: %s is %s', async (_, url, verdict) => {
    expect(await ask('as-elder', url)).toMatchObject({ verdict });
  });
});

describe('mutual TLS', () => {
  it.each([
    ['a strict namespace in a permissive mesh', 'outsider', 'http://closed.safe:8080/', 'cut'],
    ['with an identity', 'as-elder', 'http://closed.safe:8080/', 'answered'],
    ['with the identity that is denied', 'as-web', 'http://closed.safe:8080/', 'forbidden'],
    ['a service without it, from outside', 'outsider', 'http://plain.app:8080/', 'answered'],
    ['and from the mesh', 'as-web', 'http://plain.app:8080/', 'answered'],
    ['and what is denied to anyone there', 'as-web', 'http://plain.app:8080/never', 'forbidden'],
  ])('%s: %s %s is %s', async (_, from, url, verdict) => {
    expect(await ask(from, url)).toMatchObject({ verdict });
  });
});

describe('an external authorizer', () => {
  it.each([
    ['is asked, and allows', '/checked/a', {}, { app: 'checked-v1', verdict: 'answered' }],
    ['is asked, and refuses', '/checked/a', { 'x-status': '403' }, { app: 'authz', verdict: 'forbidden' }],
    ['is not asked about other paths', '/other', { 'x-status': '403' }, { app: 'checked-v1', status: 403 }],
  ])('%s: %s', async (_, path, headers, expected) => {
    expect(await ask('as-web', `http://checked.app:8080${path}`, { headers })).toMatchObject(expected);
  });
});

it('takes in at the gateway what it allows, from where it does', async () => {
  const connect = { host: 'istio-ingressgateway.istio-system', port: 80 };
  expect(await ask('outsider', 'http://open.example.com/near', { connect })).toMatchObject({ app: 'free-v1' });
  expect(await ask('outsider', 'http://open.example.com/far', { connect })).toMatchObject({ verdict: 'forbidden' });
});

it('logs what its filter lets through, and nothing else', async () => {
  const answers = [
    await ask('as-elder', 'http://guarded.safe:8080/aliased'),
    await ask('as-elder', 'http://guarded.safe:8080/a'),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 403]);
  const lines = await until('the log of the refusal', async () => {
    const log = readFileSync(lab.site.logOf('guarded-v1.safe.proxy'), 'utf8').split('\n');
    const requests = log.filter((line) => /"(GET|POST) /.test(line));
    return when(requests.some((line) => line.includes(' 403 '))) && requests;
  });
  expect(lines.filter((line) => !line.includes(' 403 '))).toEqual([]);
});
