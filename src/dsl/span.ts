/**
 * One call on the stack when a declaration was made, in the coordinates of the code that ran: after the TypeScript was
 * transformed. `column` counts from 1 and, for a method call, is that of the method's name.
 */
export interface Frame {
  readonly script: string;
  readonly line: number;
  readonly column: number;
}

/** Where a declaration was made, innermost call first, without the calls inside meshwright. */
export type RawSite = readonly Frame[];

/** What is left for helpers of the user, and a method of meshwright's own. */
const DEPTH = 8;

/** What the function is called that is a policy file's own text. No call of a policy led to it: a stack need not be read further. */
export const MODULE_BODY = 'policy module';

/** This folder (or, bundled, the folder of the bundle), as a URL and as a path: engines name scripts by either. */
const OWN_URL = new URL('.', import.meta.url).href;
const OWN_PATH = decodeURI(OWN_URL.slice('file://'.length));

/** How many calls it took to come to the text of a file the last time: most declarations are as deep in helpers as the one before. */
let depth = 1;

/**
 * The calls that led to a function of ours, read at once: some µs, and 100 bytes to hold, where call sites left unread would hold
 * their receivers. Half of that is for each call to be looked at, so no more are than the last time, if those are all.
 */
export function callSite(from: (...args: never[]) => unknown = callSite): RawSite {
  const calls = callsTo(from, depth);
  return isWhole || depth === DEPTH ? calls : callsTo(from, DEPTH);
}

/** `prepareStackTrace` and `stackTraceLimit` belong to the user and are put back. */
function callsTo(from: (...args: never[]) => unknown, limit: number): Frame[] {
  const { prepareStackTrace, stackTraceLimit } = Error;
  Error.prepareStackTrace = framesOutside;
  Error.stackTraceLimit = limit;
  const holder: { stack?: unknown } = {};
  Error.captureStackTrace(holder, from);
  const frames = holder.stack as Frame[];
  Error.prepareStackTrace = prepareStackTrace;
  Error.stackTraceLimit = stackTraceLimit;
  return frames;
}

/** Whether the calls that were read last go down to the text of a file. */
let isWhole = false;

function framesOutside(_error: unknown, sites: readonly NodeJS.CallSite[]): Frame[] {
  const frames: Frame[] = [];
  isWhole = false;
  for (let i = 0; i < sites.length && !isWhole; i++) {
    const site = sites[i]!;
    const script = site.getFileName();
    if (typeof script !== 'string' || isForeign(script)) continue;
    frames.push({ script, line: site.getLineNumber() ?? 1, column: site.getColumnNumber() ?? 1 });
    isWhole = site.getFunctionName() === MODULE_BODY;
    if (isWhole) depth = i + 1;
  }
  return frames;
}

/** Most calls on a stack are in one script of ours, or a few. */
let lastForeign: string | undefined;

/** Scripts in which no declaration can be: Node's and our own. */
function isForeign(script: string): boolean {
  if (script === lastForeign) return true;
  if (!script.startsWith('node:') && !script.startsWith(OWN_URL) && !script.startsWith(OWN_PATH)) return false;
  lastForeign = script;
  return true;
}
