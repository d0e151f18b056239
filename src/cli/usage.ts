/** The command was used wrongly: said on stderr, exit code 2. Thrown only in `cli/`, where nothing else was begun. */
export class UsageError extends Error {
  readonly help: string | undefined;

  constructor(message: string, help?: string) {
    super(message);
    this.help = help;
  }
}
