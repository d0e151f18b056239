// Bookinfo and the shop for real: both sides of every boundary that their policies draw, as the oracle predicts them.
import { dirname, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { destinationsOf } from '../../src/access/meaning.ts';
import type { Jwt } from '../../src/access/request.ts';
import { readModel } from '../../src/compile.ts';
import { printIdentity } from '../../src/model/ids.ts';
import type { Lookup } from '../../src/model/lookup.ts';
import { placed } from '../fuzz/client.ts';
import { type Door, doorsOf } from '../fuzz/door.ts';
import { certificatesOf } from '../lab/gateway.ts';
import { type Lab, openLab } from '../lab/lab.ts';
import { podsOf } from '../lab/pods.ts';
import type { Answer, Ask } from '../lab/programs/protocol.ts';
import { createNamespaces, createServiceAccounts } from './language/extras.ts';
import { compileProject, type Project } from './language/project.ts';
import { newIssuer } from './language/tokens.ts';
import { manifestsIn } from './out.ts';
import { boundaries, type Chosen, type Stage } from './real/choose.ts';
import { EXAMPLES, type Example } from './real/examples.ts';
import { expected } from './real/expected.ts';
import { tokenCases } from './real/tokens.ts';
import { marginals } from './real/witnesses.ts';
import { SEED } from './seed.ts';
import { type Verdict, verdict } from './verdict.ts';

const modelOf = async (project: Project): Promise<Lookup> => {
  const backends = [{ backend: 'istio' as const, options: { version: '1.31' as const } }];
  const targets = { test: { environment: 'test', cluster: 'test', values: {}, backends } };
  const config = { policies: 'policies/index.ts', out: 'out', deadline: 30, targets };
  const { result } = await readModel('test', { root: dirname(dirname(project.out)), config });
  if (result === undefined) throw new Error('the policies compiled, and do not now');
  return result;
};

const forger = newIssuer('');

describe.each(EXAMPLES)('$name', (example: Example) => {
  let project: Project;
  let lab: Lab;
  let doors: readonly Door[];

  beforeAll(async () => {
    project = await compileProject(resolve(example.policies), example.files);
    const model = await modelOf(project);
    doors = doorsOf(model, destinationsOf(model));
    const manifests = manifestsIn(project.out);
    lab = await openLab({ seconds: 500 });
    await lab.apply(project.out);
    for (const certificate of certificatesOf(manifests)) await lab.certificate(certificate);
    await createNamespaces(lab, ['elsewhere', 'outside']);
    await createServiceAccounts(lab, ['elsewhere/orders', 'outside/default']);
    await lab.addIngressGateway();
    await lab.addPods(example.extras);
    await lab.addPods(podsOf(manifests));
  }, 300_000);
  afterAll(async () => {
    await lab?.close();
    project?.remove();
  });

  const podFor = (identity: string | undefined, address?: string): string | undefined =>
    example.extras.find(
      (pod) =>
        (address === undefined || lab.pod(pod.name).address === address) &&
        (pod.proxy === 'none' ? undefined : `cluster.local/ns/${pod.namespace}/sa/${pod.serviceAccount}`) === identity,
    )?.name;

  let turn = 0;
  const stage: Stage = {
    addressOf: (identity) => {
      const outside = example.extras.filter(({ proxy }) => proxy === 'none');
      const name = identity === undefined ? outside[turn++ % outside.length]?.name : podFor(identity);
      return name && lab.pod(name).address;
    },
    hostOf: ({ destination, port, model }) => {
      const { hostname, ports } = model.services.get(destination.key.split(' ')[1] as `${string}/${string}`)!;
      return `${hostname}:${ports.find(({ targetPort }) => targetPort === port.port)?.port}`;
    },
  };

  const bearer = (jwt: Jwt | undefined): Readonly<Record<string, string>> => {
    if (jwt === undefined) return {};
    const { issuer, subject, audiences, presenter, claims } = jwt;
    const signer = example.issuers[issuer] ?? forger;
    const sent = signer.bearer({ ...claims, iss: issuer, sub: subject, aud: audiences, azp: presenter });
    return Object.fromEntries([placed(jwt, sent.authorization!.slice('Bearer '.length))]);
  };

  const askFor = ({ door, request }: Chosen): Ask => {
    const { method = 'GET', path = '/', host, headers = {}, jwt } = request.http ?? {};
    const all = { ...headers, ...bearer(jwt) };
    if (door.destination.proxy !== 'gateway')
      return { url: `http://${stage.hostOf(door)}${path}`, method, headers: all };
    const [gateway] = door.model.mesh.gateways;
    const served = gateway!.listeners.flatMap(({ hosts }) => hosts);
    const name = served.find((one) => one === host?.replace(/:\d+$/, '')) ?? served[0];
    const connect = { host: 'istio-ingressgateway.istio-system', port: 443 };
    return { url: `https://${name}${path}`, method, headers: { ...all, host: host! }, connect };
  };

  const answered = async (chosen: Chosen): Promise<Verdict> => {
    const { identity, sourceIp } = chosen.request;
    const [answer] = await lab.ask(podFor(identity && printIdentity(identity), sourceIp)!, [askFor(chosen)]);
    return verdict(answer as Answer);
  };

  const reachable = () => doors.filter(({ destination, port }) => destination.proxy !== 'gateway' || port.port === 443);

  /** Asks each, and compares; gives how often what was answered. */
  const compared = async (chosen: readonly Chosen[]): Promise<Readonly<Record<string, number>>> => {
    const wrong: unknown[] = [];
    const tally: Record<string, number> = {};
    for (const { door, request, ...why } of chosen) {
      const wanted = expected(door, request, doors);
      const seen = await answered({ door, request });
      tally[seen] = (tally[seen] ?? 0) + 1;
      if (!wanted.includes(seen)) wrong.push({ to: door.destination.key, wanted, seen, request, ...why });
    }
    console.info(`${example.name}: ${chosen.length} requests ${JSON.stringify(tally)}`);
    expect(wrong).toEqual([]);
    return tally;
  };

  it(`answers and refuses as predicted (MESHWRIGHT_SEED=${SEED})`, async () => {
    const chosen = reachable().flatMap((door, i) => boundaries(door, stage, SEED + i, example.each));
    const tally = await compared(chosen);
    expect(chosen.length).toBeGreaterThanOrEqual(example.least);
    expect(tally['answered']).toBeGreaterThan(chosen.length / 4);
  }, 200_000);

  it('answers and refuses as predicted on both sides of what each rule and each condition draws', async () => {
    const actors = example.extras.map(({ name, namespace, serviceAccount, proxy }) => ({
      identity: proxy === 'none' ? undefined : `cluster.local/ns/${namespace}/sa/${serviceAccount}`,
      address: lab.pod(name).address,
    }));
    const hosts = (door: Door) =>
      door.destination.proxy === 'gateway'
        ? door.model.mesh.gateways.flatMap(({ listeners }) => listeners.flatMap((one) => one.hosts))
        : [stage.hostOf(door)];
    const chosen = reachable().flatMap((door) => marginals(door, actors, hosts(door)));
    const tally = await compared(chosen);
    expect(chosen.length).toBeGreaterThanOrEqual(example.leastMarginal);
    expect(tally['forbidden']).toBeGreaterThan(chosen.length / 4);
    expect(tally['answered']).toBeGreaterThanOrEqual(reachable().length);
  }, 200_000);

  const tokens = tokenCases(example);
  if (tokens.length > 0)
    it.each(tokens.map((one) => [one.why, one] as const))('%s', async (_, { from, ask, verdicts }) => {
      const [answer] = await lab.ask(from, [ask]);
      expect(verdicts).toContain(verdict(answer as Answer));
    });
});
