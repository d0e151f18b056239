let ours = false;
const undone = new Set<() => void>();

/** Says that the process is about to end because we end it, and undoes what must not outlive it. */
export function weEnd(): void {
  ours = true;
  for (const undo of undone) undo();
  undone.clear();
}

/** Whether the end of the process is ours; otherwise policies brought it about. */
export function isOurEnd(): boolean {
  return ours;
}

/** Has something undone however the process ends, until what this returns is called. */
export function atEnd(undo: () => void): () => void {
  undone.add(undo);
  return () => void undone.delete(undo);
}
