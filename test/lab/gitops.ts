// Argo CD's own engine, which brings a folder of a working copy into the cluster: wave by wave, waiting for health.
import { join } from 'node:path';
import type { Lab } from './lab.ts';
import { inside, nodeSpace } from './network.ts';
import { start } from './process.ts';
import { until, when } from './wait.ts';

export interface Syncer {
  /** Brings what is in the folder now into the cluster, and says what it did, in order. */
  readonly sync: () => Promise<readonly string[]>;
}

const ADDRESS = '127.0.0.1:19001';
const PATIENCE_MS = 150_000;

export const startSyncer = async ({ site, judges, node }: Lab, folder: string): Promise<Syncer> => {
  const options = ['--kubeconfig', join(site.folder, 'kubeconfig'), '--folder', folder, '--address', ADDRESS];
  start(inside(nodeSpace(site), [judges.syncer, ...options]), site.logOf('syncer'));
  const get = async (path: string) =>
    (await node.ask([{ url: `http://${ADDRESS}${path}`, timeoutMs: PATIENCE_MS }]))[0];
  await until(`the syncer (${site.logOf('syncer')})`, async () => when((await get('/ready'))?.status === 200));
  return {
    sync: async () => {
      const answer = await get('/sync');
      if (answer?.status !== 200) throw new Error(`sync: ${answer?.status} ${answer?.error ?? answer?.body}`);
      return (JSON.parse(answer.body) as readonly string[] | null) ?? [];
    },
  };
};
