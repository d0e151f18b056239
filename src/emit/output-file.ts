import { hash } from 'node:crypto';
import type { NonEmpty } from '../base/nonempty.ts';
import type { Span } from '../base/span.ts';
import type { Emitted } from '../manifest/manifest.ts';

/** A file of the output. */
export interface OutputFile {
  /** Relative to the output folder, with `/`: `prod-eu/bookinfo/service-reviews.yaml`. */
  readonly path: string;
  readonly text: string;
  /** Of the text, in hexadecimal. */
  readonly sha256: string;
  /** What it holds, if it holds a manifest. */
  readonly emitted?: Emitted;
  /** The declarations that it came from. */
  readonly spans?: NonEmpty<Span>;
}

export function outputFile(path: string, text: string, emitted?: Emitted): OutputFile {
  const sha256 = hash('sha256', text);
  return emitted === undefined ? { path, text, sha256 } : { path, text, sha256, emitted, spans: emitted.spans };
}

/** The folder of the output that a file is in, the first part of its path: each has an inventory of its own. */
export function treeOf(path: string): string {
  return path.slice(0, path.indexOf('/'));
}

/** The folder of the output for what makes clusters sync the others. */
export const GITOPS_TREE = 'gitops';
