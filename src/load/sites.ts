import type { Position, Span } from '../base/span.ts';
import type { Frame, RawSite } from '../dsl/span.ts';
import type { ScriptFile } from './module-file.ts';

/** More calls than a person reads: a helper, called by a helper, called in a loop. */
const MOST_CALLERS = 4;

/** Turns calls in the code that ran into places of the TypeScript that was written. */
export class Sites {
  readonly #scripts = new Map<string, ScriptFile>();

  /** `name` is what the engine calls the script. */
  add(name: string, file: ScriptFile): void {
    this.#scripts.set(name, file);
  }

  /** The script of a policy, by the name that the engine gives it. */
  script(name: string): ScriptFile | undefined {
    return this.#scripts.get(name);
  }

  /** The innermost call in a policy, and the calls that led to it; nothing when no policy is on the stack. */
  spanOf(site: RawSite): Span | undefined {
    // No helper led here, as mostly.
    if (site.length === 1) return this.positionOf(site[0]!);
    const positions: Position[] = [];
    for (const frame of site) {
      const position = this.positionOf(frame);
      if (position === undefined || same(position, positions.at(-1))) continue;
      positions.push(position);
      if (positions.length > MOST_CALLERS) break;
    }
    const [innermost, ...calledFrom] = positions;
    return innermost && (calledFrom.length === 0 ? innermost : { ...innermost, calledFrom });
  }

  positionOf({ script, line, column }: Frame): Position | undefined {
    const file = this.#scripts.get(script);
    return file && knownPosition(file, line, column);
  }
}

function same(a: Position, b: Position | undefined): boolean {
  return a === b || (a.file === b?.file && a.line === b.line && a.column === b.column);
}

/** Positions of a script by line and column: loops and helpers ask for the same ones, and so does each target. */
const positions = new WeakMap<ScriptFile, Map<number, Position | undefined>>();
const LONGEST_LINE = 2 ** 20;

function knownPosition(file: ScriptFile, line: number, column: number): Position | undefined {
  const known = positions.get(file) ?? new Map<number, Position | undefined>();
  if (known.size === 0) positions.set(file, known);
  const key = line * LONGEST_LINE + column;
  const found = known.get(key);
  if (found !== undefined || known.has(key)) return found;
  const position = positionIn(file, line, column);
  known.set(key, position);
  return position;
}

function positionIn(file: ScriptFile, line: number, column: number): Position | undefined {
  const origin = file.origin({ line, column: column - 1 });
  if (!origin) return undefined;
  return {
    file: file.path,
    line: origin.line,
    column: callStart(file.lines()[origin.line - 1] ?? '', origin.column) + 1,
  };
}

/**
 * The engine gives the place of the method's name; a person says where the call begins. A plain chain of names before it on
 * the same line is part of the call: `reviews.route(` begins at `reviews`. After anything else (a call, an index, a line
 * break) the method's name stays.
 */
function callStart(line: string, column: number): number {
  if (!line.endsWith('.', column)) return column;
  const receiver = /(?:[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*!?\??\.)+$/u.exec(line.slice(0, column));
  return receiver && !/[\])}.'"`]$/.test(line.slice(0, receiver.index)) ? receiver.index : column;
}
