let ours = false;

/** Says that the process is about to end because we end it. */
export function weEnd(): void {
  ours = true;
}

/** Whether the end of the process is ours; otherwise policies brought it about. */
export function isOurEnd(): boolean {
  return ours;
}
