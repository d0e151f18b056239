// The harness's side of the program inside a pod.
import { spawn } from 'node:child_process';
import { openSync } from 'node:fs';
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
  const log = openSync(site.logOf(`${app.app}.app`), 'a');
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', log], detached: true });
  const waiting = new Map<number, { resolve: (answers: readonly Answer[]) => void; reject: (error: Error) => void }>();
  let last = 0;
  const ready = new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout as Readable }).on('line', (line) => {
      const reply = JSON.parse(line) as Reply | 'ready';
      if (reply === 'ready') resolve();
      else waiting.get(reply.id)?.resolve(reply.answers);
    });
    child.on('exit', (code) => {
      const error = new Error(`the program of ${app.app} ended (${code}); see ${site.logOf(`${app.app}.app`)}`);
      reject(error);
      for (const { reject: refuse } of waiting.values()) refuse(error);
    });
  });
  child.stdin?.on('error', () => {}); // the exit says it better
  await ready;
  return {
    ask: async (asks, parallel = PARALLEL) => {
      const id = ++last;
      const answers = new Promise<readonly Answer[]>((resolve, reject) => waiting.set(id, { resolve, reject }));
      child.stdin?.write(`${JSON.stringify({ id, parallel, asks })}\n`);
      return answers.finally(() => waiting.delete(id));
    },
  };
};
