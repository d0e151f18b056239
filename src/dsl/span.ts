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

/** meshwright's own share of a stack (at most 6 calls) and what is left for helpers of the user. */
const DEPTH = 10;

/** This folder (or, bundled, the folder of the bundle), as a URL and as a path: engines name scripts by either. */
const OWN_URL = new URL('.', import.meta.url).href;
const OWN_PATH = decodeURI(OWN_URL.slice('file://'.length));

/**
 * The calls that led here, read at once: 7 µs, and 100 bytes to hold, where call sites left unread would hold their receivers.
 * `prepareStackTrace` and `stackTraceLimit` belong to the user and are put back.
 */
export function callSite(): RawSite {
  const { prepareStackTrace, stackTraceLimit } = Error;
  Error.prepareStackTrace = framesOutside;
  Error.stackTraceLimit = DEPTH;
  const holder: { stack?: unknown } = {};
  Error.captureStackTrace(holder, callSite);
  const frames = holder.stack as Frame[];
  Error.prepareStackTrace = prepareStackTrace;
  Error.stackTraceLimit = stackTraceLimit;
  return frames;
}

function framesOutside(_error: unknown, sites: readonly NodeJS.CallSite[]): Frame[] {
  const frames: Frame[] = [];
  for (let i = 0; i < sites.length; i++) {
    const site = sites[i]!;
    const script = site.getFileName();
    if (typeof script !== 'string' || isForeign(script)) continue;
    frames.push({ script, line: site.getLineNumber() ?? 1, column: site.getColumnNumber() ?? 1 });
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
