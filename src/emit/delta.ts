import type { Emitted } from '../manifest/manifest.ts';
import { manifestPath, type Scope } from '../manifest/names.ts';
import { manifestFiles } from './layout.ts';
import type { OutputFile } from './output-file.ts';

/** How the manifests of a target differ from what an earlier compile wrote. Paths are relative to the output folder. */
export interface OutputDelta {
  readonly tree: string;
  /** Manifests of now; those that are as they were do no harm. */
  readonly files: readonly OutputFile[];
  /** Paths of those that were not there. */
  readonly added: readonly string[];
  readonly gone: readonly string[];
}

/**
 * How a target changes whose manifests were the same but for some: `before` are these, as they were, and `after` what they are
 * now. Undefined if they cannot be laid out.
 */
export function deltaOf(
  tree: string,
  before: readonly Emitted[],
  after: readonly Emitted[],
  scope: Scope,
): OutputDelta | undefined {
  const { result: files, diagnostics } = manifestFiles(tree, after, scope);
  if (diagnostics.length > 0) return undefined;
  const was = new Set(before.map(({ manifest }) => `${tree}/${manifestPath(manifest, scope)}`));
  const is = new Set(files.map(({ path }) => path));
  return {
    tree,
    files,
    added: [...is].filter((path) => !was.has(path)),
    gone: [...was].filter((path) => !is.has(path)),
  };
}
