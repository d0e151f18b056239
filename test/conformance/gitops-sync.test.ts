// A repository is brought into a real mesh commit by commit, by Argo CD's own engine, in the steps that a rollout proposes,
// while requests are sent: what both sides of a change allow never fails, and what both deny never passes.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { planRollout, type Rollout } from '../../src/compile/rollout/plan.ts';
import { SYNC_STAGES, syncRank } from '../../src/emit/sync-order.ts';
import type { Manifest } from '../../src/manifest/manifest.ts';
import { manifestPath } from '../../src/manifest/names.ts';
import { printManifest } from '../../src/manifest/print.ts';
import type { Lookup } from '../../src/model/lookup.ts';
import { type Controller, startController } from '../lab/controller.ts';
import { type Syncer, startSyncer } from '../lab/gitops.ts';
import { type Lab, openLab } from '../lab/lab.ts';
import { until, when } from '../lab/wait.ts';
import { modelOf } from '../proof/models.ts';
import { changeOf, manifestsOf } from '../rollout/changes.ts';
import { flowsOf } from './gitops-sync/flows.ts';
import { FIRST, ISSUER, type Moment, STORY, shop } from './gitops-sync/shop.ts';
import { isAnswered, judge, startTraffic, type Traffic, type Window } from './gitops-sync/traffic.ts';
import { createNamespaces, createServiceAccounts, extra } from './language/extras.ts';
import { newIssuer } from './language/tokens.ts';

const login = newIssuer(ISSUER);
const flows = flowsOf(login);
const TARGET = 'out/test';

let repository: string;
let lab: Lab;
let syncer: Syncer;
let controller: Controller;
let traffic: Traffic | undefined;

const git = (...args: readonly string[]): void => {
  const who = ['-c', 'user.name=test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false'];
  execFileSync('git', [...who, ...args], { cwd: repository, stdio: ['ignore', 'ignore', 'inherit'] });
};

const commit = (manifests: readonly Manifest[], message: string): void => {
  rmSync(join(repository, TARGET), { recursive: true, force: true });
  for (const manifest of manifests) {
    const file = join(repository, TARGET, manifestPath(manifest, { rootNamespace: 'istio-system' }));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, printManifest(inWave(manifest)));
  }
  git('add', '--all');
  git('commit', '--quiet', '--allow-empty', '-m', message);
};

const inWave = (manifest: Manifest): Manifest => {
  const annotations = { ...manifest.metadata.annotations, 'argocd.argoproj.io/sync-wave': String(syncRank(manifest)) };
  return { ...manifest, metadata: { ...manifest.metadata, annotations } };
};

const modelAt = (moment: Moment): Lookup => {
  const model = modelOf(shop(moment, login.jwks));
  if (!model) throw new Error('the policies have errors');
  return model;
};

beforeAll(async () => {
  repository = mkdtempSync(join(tmpdir(), 'meshwright-sync-'));
  git('init', '--quiet');
  commit(manifestsOf(modelAt(FIRST)), 'the shop');
  lab = await openLab({ seconds: 900, proxyConfig: { drainDuration: `${DRAIN_SECONDS}s` } });
  await createNamespaces(lab, ['elsewhere', 'outside']);
  await createServiceAccounts(lab, ['elsewhere/stranger', 'outside/default']);
  await lab.addIngressGateway();
  await lab.addPods([extra('stranger', 'elsewhere', 'stranger'), extra('outsider', 'outside', 'default', 'none')]);
  controller = startController(lab);
  syncer = await startSyncer(lab, join(repository, TARGET));
  await syncer.sync();
  await lab.settled();
  await until('every pod', async () => when(PODS.every((name) => isThere(name))));
}, 300_000);

const PODS = ['web-v1', 'orders-v1', 'payments-v1', 'catalog-v1', 'manual-v1'];

const isThere = (name: string): boolean => {
  try {
    return lab.pod(name) !== undefined;
  } catch {
    return false;
  }
};

afterAll(async () => {
  await traffic?.stop().catch(() => {});
  await controller?.stop().catch(() => {});
  await lab?.close();
  rmSync(repository, { recursive: true, force: true });
});

it(`goes through ${STORY.length} changes without a request that is answered as neither side would`, async () => {
  const windows: Window[] = [];
  traffic = startTraffic(lab, flows);
  await settle();
  let moment = FIRST;
  let commits = 0;
  for (const { what, to } of STORY) {
    const next: Moment = { ...moment, ...to };
    const plan: Rollout = planRollout(changeOf(modelAt(moment), modelAt(next)));
    if (plan.obstacle) throw new Error(`${what}: ${JSON.stringify(plan.obstacle)}`);
    const from = performance.now();
    for (const [i, { manifests }] of plan.steps.entries()) {
      commit(manifests, `${what} (${i + 1} of ${plan.steps.length})`);
      await syncer.sync();
      await settle();
      commits++;
    }
    await answeredBy(next);
    windows.push({ what, from, to: performance.now(), moments: [moment, next] });
    moment = next;
    await still(windows, moment);
  }
  await traffic.stop();
  const judged = judge(traffic.sent, windows);
  const seconds = Math.round((windows.at(-1)!.to - windows[0]!.from) / 1_000);
  console.info(
    `${STORY.length} changes, ${commits} commits of at most ${SYNC_STAGES.length} waves, ${seconds} s: ` +
      `${judged.passed} requests had to pass, ${judged.refused} to be refused; ${judged.wrong.length} did otherwise`,
  );
  expect(judged.wrong).toEqual([]);
  expect(judged.passed).toBeGreaterThan(1_000);
  expect(judged.refused).toBeGreaterThan(1_000);
}, 600_000);

/**
 * What a proxy was told before still holds for connections that were open then, until it has drained them: 45 seconds as Istio
 * comes, and what is between two commits is waited for.
 */
const DRAIN_SECONDS = 3;

/** Until every proxy has what was synced, and goes by nothing else. */
const settle = async (): Promise<void> => {
  await lab.settled();
  await sleep(DRAIN_SECONDS * 1_000 + 200);
};

/** A while in which nothing changes: what is decided then is what the policies say. */
const still = async (windows: Window[], moment: Moment): Promise<void> => {
  const count = traffic!.sent.length + flows.length;
  const from = performance.now();
  await until('some more requests', async () => when(traffic!.sent.length >= count));
  windows.push({ what: `after ${windows.at(-1)!.what}`, from, to: performance.now(), moments: [moment, moment] });
};

/** Until every kind of request is answered as the policies say, as a rule long before. */
const answeredBy = async (moment: Moment): Promise<void> => {
  const from = performance.now();
  await until(
    'answers as the policies say',
    async () => {
      const late = traffic!.sent.filter((one) => one.from > from);
      const last = new Map(late.map((one) => [one.flow, isAnswered(one.answer)]));
      return when(flows.every((flow) => last.get(flow) === flow.allowed(moment)));
    },
    30,
  );
};
