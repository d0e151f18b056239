import { closeSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { Frame } from '../dsl/span.ts';
import { endProcess, host } from './host.ts';

const STALLED = Symbol.for('meshwright.stalled');

/**
 * Watches this thread from another one. When the time is up it stops whatever runs here, as a debugger does, and has
 * `onStall` called in the middle of it, with the calls on the stack. Returns how to end the watch.
 */
export function startWatchdog(milliseconds: number, onStall: (stack: readonly Frame[]) => void): () => void {
  host.globalThis[STALLED] = (stack: string) => onStall(framesOf(JSON.parse(stack)));
  const worker = new Worker(WATCH, { eval: true, workerData: milliseconds, stdout: false, stderr: false });
  worker.unref();
  // Without a watchdog the policies still run; only an endless loop after a wait would not be ended.
  worker.on('error', () => {});
  return () => {
    host.globalThis[STALLED] = undefined;
    void worker.terminate();
  };
}

/** Ends the process while it is stopped. Node says that it waits for the debugger, which is us: nobody needs to read that. */
export function endStalled(): never {
  closeSync(process.stderr.fd);
  return endProcess(1);
}

/** As the debugger counts: from 0. */
type RawFrame = readonly [url: string, line: number, column: number];

function framesOf(stack: readonly RawFrame[]): Frame[] {
  return stack.map(([url, line, column]) => ({ script: pathOf(url), line: line + 1, column: column + 1 }));
}

function pathOf(url: string): string {
  return url.startsWith('file://') ? decodeURIComponent(url.slice('file://'.length)) : url;
}

/** The watching thread. It waits, pauses the main thread, asks where it is, tells it, and lets it go on. */
const WATCH = `
const { Session } = require('node:inspector');
const { workerData } = require('node:worker_threads');
const urls = new Map();
function pause() {
  const session = new Session();
  session.connectToMainThread();
  session.on('Debugger.scriptParsed', ({ params }) => urls.set(params.scriptId, params.url));
  session.on('Debugger.paused', ({ params }) => {
    const stack = params.callFrames.map(({ location: at }) => [urls.get(at.scriptId) ?? '', at.lineNumber, at.columnNumber]);
    const call = "globalThis[Symbol.for('meshwright.stalled')]?.(" + JSON.stringify(JSON.stringify(stack)) + ")";
    session.post('Runtime.evaluate', { expression: call }, () => session.post('Debugger.disable'));
  });
  session.post('Debugger.enable');
  session.post('Debugger.pause');
}
setTimeout(pause, workerData);
setInterval(() => {}, 1e9);
`;
