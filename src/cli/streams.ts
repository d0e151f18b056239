import type { Output } from './shell.ts';

export interface Stream extends Output {
  /** Resolves when all that was written has left. */
  readonly flushed: () => Promise<void>;
}

/**
 * Takes stdout and stderr for the command's own. What policies print, `console.log` too, goes to stderr from here on: stdout is
 * data, and a report that a policy wrote into would be none. Nor can a policy keep the command from reporting.
 */
export function takeStreams(): { readonly out: Stream; readonly err: Stream } {
  const out = taken(process.stdout);
  const err = taken(process.stderr);
  process.stdout.write = process.stderr.write.bind(process.stderr) as typeof process.stdout.write;
  return { out, err };
}

function taken(stream: NodeJS.WriteStream): Stream {
  const write = stream.write.bind(stream);
  stream.on('error', ignoreClosedPipe);
  return {
    write: (text) => void write(text),
    isTTY: stream.isTTY === true,
    ...(stream.columns > 0 && { columns: stream.columns }),
    flushed: () => new Promise((resolve) => (stream.destroyed ? resolve() : void write('', () => resolve()))),
  };
}

/** `meshwright check | head` is no failure of ours: the rest is not wanted, and the exit code stays what it is. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
