import type { Diagnostic } from '../diag/diagnostic.ts';
import type { Findings } from '../diag/render/located.ts';
import { renderText } from '../diag/render/text.ts';
import type { SourceTree } from '../load/source-tree.ts';
import { locateFindings } from './locate.ts';
import { paintFor } from './look.ts';
import type { Shell } from './shell.ts';
import type { Globals } from './verb.ts';

/** How and where it is said. */
export interface Saying {
  /** Of the project. */
  readonly root: string;
  /** Where the files are that it is about, if not on disk. */
  readonly tree?: SourceTree;
  readonly globals: Pick<Globals, 'color'>;
  readonly shell: Shell;
}

/** Findings as text, on stderr: stdout is for the answer. */
export async function sayFindings(
  diagnostics: readonly Diagnostic[],
  { root, tree, globals, shell }: Saying,
): Promise<Findings> {
  const findings = await locateFindings(diagnostics, root, tree);
  if (diagnostics.length === 0) return findings;
  const { codeFrame } = await import('../diag/render/frame.ts');
  shell.err.write(renderText(findings, paintFor(shell.err, globals, shell.env), codeFrame));
  return findings;
}
