import type { Paint } from '../diag/render/paint.ts';
import { paintFor } from './look.ts';
import type { ExitCode, Shell } from './shell.ts';

/** What is known of a verb without loading it: the help, the completion and the suggestions are made of this. */
export interface VerbSpec {
  readonly name: string;
  readonly summary: string;
  /** A paragraph or two that teach what the verb is for. */
  readonly description: readonly string[];
  readonly argument?: ArgumentSpec;
  /** Arguments after the first. */
  readonly more?: readonly ArgumentSpec[];
  readonly options: readonly OptionSpec[];
  readonly examples: readonly Example[];
  readonly load: () => Promise<Run>;
}

export interface ArgumentSpec {
  /** `<shell>` when it must be given, `[dir]` when it may be left out. */
  readonly name: string;
  readonly description: string;
  readonly choices?: readonly string[];
}

export interface OptionSpec {
  /** `-t, --target <name>` */
  readonly flags: string;
  readonly description: string;
  readonly choices?: readonly string[];
  readonly default?: string;
  /** May be given several times. */
  readonly many?: true;
}

export interface Example {
  readonly command: string;
  readonly does: string;
}

/** The options that every verb has. */
export interface Globals {
  readonly directory: string;
  readonly config?: string;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly color: 'auto' | 'always' | 'never';
}

export interface Given {
  readonly argument?: string;
  /** The arguments after the first, in order; undefined for one that was left out. */
  readonly more: readonly (string | undefined)[];
  readonly options: Readonly<Record<string, unknown>>;
  readonly globals: Globals;
}

export type Run = (given: Given, shell: Shell) => Promise<ExitCode>;

/** A verb is arguments → run → view: only `run` does anything, and a view is a function of what came of it. */
export interface Verb<Args, Result> {
  readonly parse: (given: Given) => Args;
  readonly run: (args: Args, shell: Shell) => Promise<Result>;
  readonly view: (args: Args, result: Result, paint: Paint) => string | Promise<string>;
  readonly exit: (result: Result) => ExitCode;
}

export function runnable<Args, Result>(verb: Verb<Args, Result>): Run {
  return async (given, shell) => {
    const args = verb.parse(given);
    const result = await verb.run(args, shell);
    shell.out.write(await verb.view(args, result, paintFor(shell.out, given.globals, shell.env)));
    return verb.exit(result);
  };
}
