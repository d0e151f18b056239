// The harness's side of the program inside a pod.
import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { inside } from './network.ts';
import type { Answer, App, Ask, Reply } from './programs/protocol.ts';
import type { Site } from './site.ts';

export interface Workload {
  readonly ask: (asks: readonly Ask[], parallel?: number) => Promise<readonly Answer[]>;
}

const PARALLEL = 16;

/** Starts the program in a namespace and gives the way to talk to it, once its servers listen. */
export const startWorkload = async (site: Site, space: string, app: App): Promise<Workload> => {
  const [program, ...args] = inside(space, ['node', site.workload, JSON.stringify(app)]);
  const log = site.logOf(`${app.app}.app`);
  const out = openSync(log, 'a');
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', out], detached: true });
  closeSync(out);
  child.stdin?.on('error', () => {}); // its end says it better
  const ended = new Promise<never>((_, reject) => {
    child.on('exit', (code) => reject(new Error(`the program of ${app.app} ended (${code}); see ${log}`)));
  });
  ended.catch(() => {}); // nobody may be asking it anything
  const waiting: Waiting = new Map();
  await Promise.race([ended, listen(child.stdout as Readable, waiting)]);
  let last = 0;
  return {
    ask: (asks, parallel = PARALLEL) => {
      const id = ++last;
      const answers = new Promise<readonly Answer[]>((resolve) => waiting.set(id, resolve));
      child.stdin?.write(`${JSON.stringify({ id, parallel, asks })}\n`);
      return Promise.race([ended, answers]).finally(() => waiting.delete(id));
    },
  };
};

type Waiting = Map<number, (answers: readonly Answer[]) => void>;

/** Hands replies to those who wait for them. Done when the program says that it is ready. */
const listen = (replies: Readable, waiting: Waiting): Promise<void> =>
  new Promise((ready) => {
    createInterface({ input: replies }).on('line', (line) => {
      const reply = JSON.parse(line) as Reply | 'ready';
      if (reply === 'ready') ready();
      else waiting.get(reply.id)?.(reply.answers);
    });
  });
