import type { Diagnostic } from '../diag/diagnostic.ts';

/** The findings of several targets, each once, with the targets it was found in unless that is all of them. */
export function mergeFindings(byTarget: ReadonlyMap<string, readonly Diagnostic[]>): readonly Diagnostic[] {
  const merged = new Map<string, { diagnostic: Diagnostic; targets: string[] }>();
  for (const [target, diagnostics] of byTarget) {
    for (const diagnostic of diagnostics) {
      const key = JSON.stringify(diagnostic);
      const found = merged.get(key);
      if (found === undefined) merged.set(key, { diagnostic, targets: [target] });
      else if (found.targets.at(-1) !== target) found.targets.push(target);
    }
  }
  return [...merged.values()].map(({ diagnostic, targets }) =>
    targets.length === byTarget.size ? diagnostic : { ...diagnostic, targets },
  );
}
