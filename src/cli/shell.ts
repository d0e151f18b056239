/** What a command sees of the world outside: given in, so that a verb can be run without a process of its own. */
export interface Shell {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** For data: what a pipe should carry. */
  readonly out: Output;
  /** For everything else: progress, usage errors, what crashed. */
  readonly err: Output;
  /** The folder for what only saves time; absent: nothing is kept. */
  readonly cache?: string;
}

export interface Output {
  readonly write: (text: string) => void;
  readonly isTTY: boolean;
  /** Of the terminal, where it is one. */
  readonly columns?: number;
}

/** 0 fine · 1 findings or differences · 2 usage or configuration · 70 our bug · 130 interrupted. Never depends on `-o`. */
export type ExitCode = 0 | 1 | 2 | 70 | 130;
